"""The table of roles, asked through the front door: who may see, change, create, publish what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session
from directory.editing import version_of
from directory.exchange.template import template

ALL = ("own", "near", "far", "draft")
MAY_EDIT = {
    "lesend": (),
    "traeger": ("own",),
    "bezirk": ("own", "near"),
    "verwaltung": ALL,
}


def test_the_list_shows_what_is_ones_own_and_all_if_asked(person: Callable[..., Any]) -> None:
    someone = person("traeger").client
    assert "Beratung Anders" not in someone.get("/edit/de/").text
    assert "nur lesen" in someone.get("/edit/de/?all=1&q=anders mainz").text
    found = person("verwaltung").client.get("/edit/de/?status=draft").text
    assert "Beratung im Aufbau" in found and "Schuldnerberatung Muster" not in found


@pytest.mark.parametrize("name", MAY_EDIT)
def test_who_may_change_what(person: Callable[..., Any], ids: dict[str, str], name: str) -> None:
    someone = person(name)
    for service in ALL:
        page = someone.client.get(f"/edit/de/service/{ids[service]}")
        assert page.status_code == 200  # everybody may read, drafts too
        mine = service in MAY_EDIT[name]
        assert ("Speichern" in page.text) is mine
        for do, fields in (("save", {"umbrella": f"Von {name}"}), ("draft", {"umbrella": "Später"}), ("preview", {})):
            good = {"save": 303, "draft": 303, "preview": 200}[do]
            assert someone.edit(ids[service], do, **fields).status_code == (good if mine else 403), (service, do)


@pytest.mark.parametrize("do", ["publish", "withdraw", "close", "reopen"])
@pytest.mark.parametrize("name", MAY_EDIT)
def test_who_may_publish_and_withdraw(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str], name: str, do: str
) -> None:
    someone = person(name)
    token = someone.form("/edit/de/", "/edit/de/logout")["csrf_token"]
    for service in ALL:
        with session(engine) as current:
            seen = version_of(current, ids[service])
        sent = {"do": do, "note": "Beschluss", "csrf_token": token, "version": str(seen)}
        answer = someone.client.post(f"/edit/de/service/{ids[service]}/status", data=sent)
        assert answer.status_code == (303 if service in MAY_EDIT[name] else 403), service


@pytest.mark.parametrize(
    ("name", "district", "status"),
    [
        ("lesend", "07111", 403),
        ("traeger", "07111", 303),
        ("traeger", "07315", 303),
        ("bezirk", "07111", 303),
        ("bezirk", "07315", 403),
        ("bezirk", "", 403),
        ("verwaltung", "07315", 303),
    ],
)
def test_who_may_create_where(person: Callable[..., Any], name: str, district: str, status: int) -> None:
    someone = person(name)
    assert someone.client.get("/edit/de/new").status_code == (403 if name == "lesend" else 200)
    sent = {
        "csrf_token": someone.form("/edit/de/", "/edit/de/logout")["csrf_token"],
        "name": "Neue Beratung", "kinds": "debt", "district": district, "organization": "Anders e. V.",
        "source.kind": "carrier", "source.note": "angerufen", "source.as_of": "2026-11-01",
    }  # fmt: skip
    assert someone.client.post("/edit/de/new", data=sent).status_code == status


def test_nobody_gives_a_service_away(person: Callable[..., Any], ids: dict[str, str]) -> None:
    assert person("traeger").edit(ids["own"], organization="Anders e. V.").status_code == 403
    moved = {"district": "07315", "doors__main__city": "Mainz", "doors__main__postcode": "55116"}
    assert person("bezirk").edit(ids["own"], **moved).status_code == 403
    assert person("verwaltung").edit(ids["own"], organization="Anders e. V.").status_code == 303


@pytest.mark.parametrize(("name", "status"), [("bezirk", 200), ("traeger", 200), ("verwaltung", 200), ("lesend", 403)])
def test_who_may_create_gets_the_table_for_many(person: Callable[..., Any], name: str, status: int) -> None:
    someone = person(name)
    for form in ("csv", "xlsx"):
        answer = someone.client.get(f"/edit/de/lotse-vorlage.{form}")
        assert answer.status_code == status
        assert status == 403 or answer.data == template(form)
        assert status == 403 or f"lotse-vorlage.{form}" in someone.client.get("/edit/de/new").text
    assert someone.client.get("/edit/de/lotse-andere.csv").status_code in (403, 404)
