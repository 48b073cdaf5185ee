"""What no browser of ours would send: forms tampered with, too late, too long. An answer always, a fault never."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select

from directory.database import session, writing
from directory.ledger import Ledger


@pytest.mark.parametrize(
    ("field", "typed", "status"),
    [
        ("base", '{"doors": 5}', 400),
        ("base", '{"kinds": null}', 400),
        ("base", '{"nonsense": "x"}', 400),
        ("base", "[]", 400),
        ("base", "{" * 5000, 400),
        ("base", "[" * 20000, 400),
        ("do", "burn", 303),
        ("do", "", 303),
        ("version", "9" * 400, 303),
        ("version", "-1", 303),
        ("draft", "9" * 5000, 303),
        ("draft", "7", 303),
        ("doors", ["main", "a b"], 400),
        ("doors", ["main", ""], 400),
        ("doors", ["main", "main"], 400),
        ("kinds", ["debt", "nope"], 400),
        ("district", "99999", 400),
        ("scope", "world", 400),
        ("name", "\x00", 400),
        ("name", "x" * 3000, 400),
        ("doors__main__lat", "nan", 400),
        ("doors__main__lat", "1e999", 400),
        ("doors__main__hours__way", "other", 303),
        ("doors__main__hours__Mo__from0", "99", 400),
        ("relations__key", ["test/own", ""], 400),
        ("relations__key", ["test/nobody", ""], 400),
        ("relations__type", ["marries", "x"], 303),
        ("source__kind", "gossip", 400),
        ("source__url", "javascript:alert(1)", 400),
        ("source__as_of", "gestern", 400),
        ("source__as_of", "2026-13-45", 400),
    ],
)
def test_whatever_is_sent_gets_an_answer(
    person: Callable[..., Any], ids: dict[str, str], field: str, typed: Any, status: int
) -> None:
    answer = person("verwaltung").edit(ids["own"], **{field: typed})
    assert answer.status_code == status
    assert 'href="javascript' not in answer.text


@pytest.mark.parametrize("do", ["save", "draft", "preview", "publish"])
def test_a_form_without_any_field_changes_nothing(person: Callable[..., Any], ids: dict[str, str], do: str) -> None:
    someone = person("verwaltung")
    token = someone.form("/edit/de/", "/edit/de/logout")["csrf_token"]
    answer = someone.client.post(f"/edit/de/service/{ids['far']}", data={"csrf_token": token, "do": do})
    assert answer.status_code in (200, 303, 400)


def test_markup_in_facts_is_text_everywhere(person: Callable[..., Any], ids: dict[str, str]) -> None:
    someone, evil = person("verwaltung"), '"><script>alert(1)</script>'
    assert someone.edit(ids["near"], umbrella=evil, target_group=evil).status_code == 303
    for path in (f"/edit/de/service/{ids['near']}", "/edit/de/?q=" + evil):
        assert "<script>alert" not in someone.client.get(path).text
    assert "<script>alert" not in someone.edit(ids["near"], "preview", organization=evil).text


def test_a_form_that_comes_too_late_comes_back_whole(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str]
) -> None:
    someone, path = person("verwaltung"), f"/edit/de/service/{ids['far']}"
    fields = someone.form(path)
    fields["target_group"], fields["source.kind"], fields["source.note"] = "Lange überlegt", "carrier", "angerufen"
    fields["do"] = "save"
    someone.send("/edit/de/logout", page="/edit/de/")
    late = someone.client.post(path, data=fields)
    assert late.status_code in (400, 401)
    someone.log_in("verwaltung")
    again = someone.client.post(path, data=fields)
    assert again.status_code == 400 and "Diese Seite war zu lange offen." in again.text
    with session(engine) as current:
        assert "target_group" not in Ledger(current, [ids["far"]]).current(ids["far"])
    fresh = someone.inputs(again.text, path)
    assert fresh["target_group"] == "Lange überlegt"
    fresh["do"] = "save"
    assert someone.client.post(path, data=fresh).status_code == 303


def test_a_session_that_ended_loses_no_form(person: Callable[..., Any], ids: dict[str, str]) -> None:
    someone, path = person("verwaltung"), f"/edit/de/service/{ids['far']}"
    fields = someone.form(path)
    with someone.client.session_transaction(path="/edit/") as kept:
        kept["since"] = 0
    answer = someone.client.post(path, data=fields)
    assert answer.status_code == 401 and "In einem neuen Fenster anmelden" in answer.text


def test_half_an_answer_and_a_foreign_draft(person: Callable[..., Any], ids: dict[str, str]) -> None:
    kept = person("traeger").edit(ids["own"], "draft", umbrella="Nur meins").headers["Location"]
    number = kept.partition("draft=")[2].partition("&")[0]
    other = person("bezirk")
    assert other.client.get(f"/edit/de/service/{ids['own']}?draft={number}").status_code == 200
    assert other.client.get(f"/edit/de/service/{ids['near']}?draft={number}").status_code == 404
    path = f"/edit/de/service/{ids['own']}/drop-draft"
    sent = {"csrf_token": other.form("/edit/de/", "/edit/de/logout")["csrf_token"], "draft": number}
    assert other.client.post(path, data=sent).status_code == 404
    assert other.client.post(path, data=sent | {"draft": "9" * 5000}).status_code == 404


def test_a_locked_registry_loses_nothing(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    someone, path = person("verwaltung"), f"/edit/de/service/{ids['own']}"
    reason = {"source__kind": "carrier", "source__note": "angerufen"}
    with writing(engine) as current:
        current.execute(select(1))  # locked from here on, as by a long import
        monkeypatch.setattr("directory.database._BUSY_MS", 20)
        engine.dispose()  # who connects now waits as briefly
        edited = someone.edit(ids["own"], umbrella="Neuer Verband")
        new = someone.send("/edit/de/new", name="Ganz neu", kinds="debt", district="07111", **reason)
        moved = someone.send(f"{path}/status", page=path, do="close", note="Umbau")
    monkeypatch.undo()
    engine.dispose()
    for answer, kept in ((edited, "Neuer Verband"), (new, "Ganz neu"), (moved, "in einer Minute neu")):
        assert answer.status_code == 503 and kept in answer.text
        assert "Das ließ sich gerade nicht speichern." in answer.text
