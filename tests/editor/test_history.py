"""Who, when, what and why; and a change taken back by whoever may change the service."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine

from directory.database import session, writing
from directory.editing import Change, apply, create
from directory.ledger import Ledger
from directory.registry_files import EntrySource
from directory.undoing import change_sets
from finder.web.site import KEY

CALL = EntrySource("s", "https://example.org/x", "2026-11", "own site", "high")
FACTS = {
    "name": "Verlauf & Probe", "kinds": ["debt"], "status": "published", "organization": "Muster e. V.",
    "district": "07111", "phones": ["+4926197370"], "email": "alt@example.org", "languages": ["de"],
}  # fmt: skip


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions[KEY].service.engine
    return found


@pytest.fixture
def own(engine: Engine) -> str:
    """A service with one change: a new address, by the administration."""
    with writing(engine) as current:
        made = create(current, f"test/told-{uuid4()}", Change(FACTS, CALL, "2025", "verwaltung"))
    change(engine, made, {"email": "neu@example.org"}, "<i>Anruf</i>")
    return made


def change(engine: Engine, service: str, facts: dict[str, Any], note: str) -> None:
    with writing(engine) as current:
        apply(current, service, Change(facts, CALL, "2026-11", "verwaltung", note))


def last(engine: Engine, service: str) -> int:
    with session(engine) as current:
        return change_sets(current, service)[0].id


def email(engine: Engine, service: str) -> Any:
    with session(engine) as current:
        return Ledger(current, [service]).current(service)["email"]


def test_the_history_tells_who_when_what_and_why(person: Any, own: str) -> None:
    page = person("lesend").client.get(f"/edit/de/service/{own}/history").text
    for told in ("verwaltung", "alt@example.org", "neu@example.org", "&lt;i&gt;Anruf", "November 2026", CALL.url):
        assert told in page, told
    assert "Diese Änderung zurücknehmen" not in page  # one may only read
    assert "Zum ersten Mal erfasst" in page
    assert "First recorded: " in person("bezirk").client.get(f"/edit/en/service/{own}/history").text


def test_a_change_is_taken_back_and_that_is_told_too(person: Any, engine: Engine, own: str) -> None:
    path = f"/edit/de/service/{own}/history/{last(engine, own)}"
    answer = person("bezirk").send(path, f"/edit/de/service/{own}/history", note="doch nicht")
    assert (answer.status_code, email(engine, own)) == (303, "alt@example.org")
    page = person("bezirk").client.get(answer.headers["Location"]).text
    assert "Zurückgenommen." in page and "doch nicht" in page
    path = f"/edit/de/service/{own}/history/{last(engine, own)}"
    again = person("verwaltung").send(path, f"/edit/de/service/{own}/history")
    assert (again.status_code, email(engine, own)) == (303, "neu@example.org")


def test_what_has_moved_on_is_not_taken_back(person: Any, engine: Engine, own: str) -> None:
    page, number = f"/edit/de/service/{own}/history", last(engine, own)
    who = person("bezirk")
    fields = who.form(page, f"{page}/{number}")
    change(engine, own, {"email": "dritte@example.org"}, "wieder anders")
    answer = who.client.post(f"{page}/{number}", data=fields)
    assert (answer.status_code, email(engine, own)) == (409, "dritte@example.org")
    assert "Es wurde nichts zurückgenommen." in answer.text
    assert f'action="{page}/{number}"' not in answer.text


@pytest.mark.parametrize("name", ["lesend", "traeger"])
def test_only_who_may_change_may_take_back(person: Any, engine: Engine, own: str, name: str) -> None:
    change(engine, own, {"organization": "Anders e. V."}, "neuer Träger")
    page, number = f"/edit/de/service/{own}/history", last(engine, own)
    who = person(name)
    token = who.form("/edit/de/", "/edit/de/logout")["csrf_token"]
    assert who.client.post(f"{page}/{number}", data={"csrf_token": token}).status_code == 403
    with session(engine) as current:
        assert Ledger(current, [own]).current(own)["organization"] == "Anders e. V."


@pytest.mark.parametrize("number", ["1", "999999", "9" * 30])
def test_numbers_of_nothing(person: Any, engine: Engine, own: str, number: str) -> None:
    page = f"/edit/de/service/{own}/history"
    who = person("verwaltung")
    fields = who.form(page, f"{page}/{last(engine, own)}")
    assert who.client.post(f"{page}/{number}", data=fields).status_code == 400
    assert email(engine, own) == "neu@example.org"


def test_a_service_that_nobody_has(person: Any) -> None:
    assert person("verwaltung").client.get(f"/edit/de/service/{uuid4()}/history").status_code == 404
