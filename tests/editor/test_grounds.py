"""Where a change comes from: only a real address becomes one, and what is served can be sent back as it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine

from directory.confirming import Answer, facts_of, issue, receive, seen
from directory.database import session, writing
from directory.editing import Change, apply
from directory.exchange.importing import import_file
from directory.ledger import Ledger
from directory.models import Proposal
from directory.provenance import history
from directory.registry_files import EntrySource
from directory.review import queue
from finder.web.site import KEY

CALL = EntrySource("s", "https://example.org/x", "2026-11", "own site", "high")
SECRET, TODAY = b"nur fuer die Tests", date(2026, 11, 19)


def _source(engine: Engine, service: str, field: str) -> tuple[str, str] | None:
    with session(engine) as current:
        said = next(each for each in history(current, service) if each.field == field and not each.superseded_at)
    return (said.source.kind, said.source.url) if said.source else None


@pytest.fixture(autouse=True)
def empty_queue(engine: Engine) -> None:
    with writing(engine) as current:
        current.query(Proposal).delete()


@pytest.mark.parametrize("gone", [False, True])
def test_a_carriers_answer_is_taken_as_it_is_served(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str], gone: bool
) -> None:
    own = ids["near"]
    with writing(engine) as current:
        apply(current, own, Change({"status": "published"}, CALL, None, "test"))
    news = {"status": "withdrawn"} if gone else {"phones": ["+4926197398"]}
    with writing(engine) as current:
        token = issue(current, own, "mail", SECRET, TODAY)
        shown = seen(facts_of(current, own))
        received = receive(current, token, SECRET, TODAY, Answer(frozenset(), news, None, shown))
    someone, path = person("verwaltung"), f"/edit/de/queue/{received.proposal}"
    served = someone.form(path)
    assert (served["source.url"], served["source.kind"]) == ("", "carrier")
    assert someone.client.post(path, data={**served, "do": "accept"}).status_code == 303
    field, content = next(iter(news.items()))
    with session(engine) as current:
        assert Ledger(current, [own]).current(own)[field] == content
    assert _source(engine, own, field) == ("carrier", "Bestätigung der Stelle")


def _questioned(engine: Engine, own: str, number: str) -> int:
    """A list contradicts what is known from a younger source; its name is that of its file."""
    with writing(engine) as current:
        apply(current, own, Change({"phones": ["+4926197370"]}, CALL, "2026-11", "test"))
        table = f"id,phones\n{own},{number}\n".encode()
        assert import_file(current, table, "csv", "liste.csv").queued == 1
        return queue(current)[0].id


def test_a_files_name_never_becomes_an_address(
    person: Callable[..., Any], app: Flask, engine: Engine, ids: dict[str, str]
) -> None:
    own, someone = ids["far"], person("verwaltung")
    path = f"/edit/de/queue/{_questioned(engine, own, '06131 97391')}"
    served = someone.form(path)
    assert served["source.url"] == "" and "<bdi>liste.csv</bdi>" in someone.client.get(path).text
    assert someone.client.post(path, data={**served, "do": "accept"}).status_code == 303
    assert _source(engine, own, "phones") == ("other", "liste.csv")
    app.extensions[KEY].service.rebuild()
    for page in (f"/de/service/{own}", f"/hsds/services/{own}"):
        told = someone.client.get(page).text
        assert "06131 97391" in told or "+49613197391" in told
        assert "//liste.csv" not in told


def test_a_typed_name_of_a_file_is_refused(person: Callable[..., Any], engine: Engine, ids: dict[str, str]) -> None:
    number = _questioned(engine, ids["far"], "06131 97392")
    answer = person("verwaltung").send(f"/edit/de/queue/{number}", do="accept", source__url="andere.csv")
    assert answer.status_code == 400 and "Das ist keine Internetadresse: andere.csv" in answer.text
