"""The queue: what others propose, decided by those whose services they are, with everything in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, select

from directory.database import session, writing
from directory.editing import Change, apply, create
from directory.ledger import Ledger
from directory.models import Proposal, Service
from directory.provenance import history
from directory.registry_files import EntrySource
from directory.review import Kind, Proposed, propose, queue
from finder.web.site import KEY

CALL = EntrySource("s", "https://example.org/x", "2026-11", "own site", "high")
GROUNDS = {"source__kind": "carrier", "source__note": "angerufen"}
OWN = {
    "name": "Schuldnerberatung Probe", "kinds": ["debt"], "status": "published", "organization": "Muster e. V.",
    "district": "07111", "phones": ["+4926197370"], "email": "schulden@example.org",
}  # fmt: skip
FAR = {"name": "Beratung Probe Mainz", "district": "07315", "organization": "Anders e. V."}
MINE = {"lesend": 403, "traeger": 200, "bezirk": 200, "verwaltung": 200}


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions[KEY].service.engine
    return found


@pytest.fixture
def ids(engine: Engine) -> dict[str, str]:
    """New services for each test, since tests write, and an empty queue."""
    with writing(engine) as current:
        current.execute(delete(Proposal))
        return {name: create(current, f"test/{name}-{uuid4()}", Change(OWN | more, CALL, "2025", "test"))
                for name, more in (("own", {}), ("far", FAR))}  # fmt: skip


@pytest.fixture
def told(engine: Engine) -> Callable[..., int]:
    """Puts a proposal into the queue, as the public does."""

    def put(service: str | None, facts: dict[str, Any], note: str | None = None, kind: Kind = "correction") -> int:
        with writing(engine) as current:
            by = "public" if kind in ("correction", "new_service") else kind
            return propose(current, Proposed(kind, service, facts, by, note))

    return put


def facts(engine: Engine, service: str) -> dict[str, Any]:
    with session(engine) as current:
        return Ledger(current, [service]).current(service)


def state(engine: Engine, number: int) -> str:
    with session(engine) as current:
        return current.scalars(select(Proposal.state).where(Proposal.id == number)).one()


def test_the_queue_shows_what_waits_for_me(person: Any, told: Any, ids: dict[str, str]) -> None:
    told(ids["own"], {"email": "neu@example.org"})
    told(ids["far"], {}, "<b>Die Nummer geht nicht</b>")
    told(None, {"name": "Neue Stelle", "district": "07111"}, kind="new_service")
    page = person("bezirk").client.get("/edit/de/queue").text
    assert "Schuldnerberatung Probe" in page and "Neue Stelle" in page and "Beratung Probe Mainz" not in page
    everything = person("bezirk").client.get("/edit/de/queue?all=1").text
    assert "Beratung Probe Mainz" in everything and "&lt;b&gt;Die Nummer" in everything
    assert ">Neue Stelle<" not in person("verwaltung").client.get("/edit/de/queue?kind=correction").text
    assert person("verwaltung").client.get("/edit/en/queue?kind=nonsense").status_code == 200


def test_within_a_kind_the_oldest_facts_can_stand_first(
    person: Any, told: Any, app: Flask, engine: Engine, ids: dict[str, str]
) -> None:
    with writing(engine) as current:
        apply(current, ids["own"], Change({"phones": ["+4926197390"]}, CALL, "2026-11", "test"))
    app.extensions[KEY].service.rebuild()
    told(ids["own"], {"email": "neu@example.org"})
    told(ids["far"], {"email": "neu@example.org"})
    admin = person("verwaltung").client
    pages = [admin.get(f"/edit/de/queue{order}").text for order in ("", "?order=age", "?order=x")]
    first = [page.index("Beratung Probe Mainz") < page.index("Schuldnerberatung Probe") for page in pages]
    assert first == [False, True, False]


def test_own_drafts_are_nobody_elses_business(person: Any, engine: Engine, ids: dict[str, str]) -> None:
    with writing(engine) as current:
        number = propose(current, Proposed("draft", ids["own"], {"email": "x@example.org"}, "bezirk"))
    admin = person("verwaltung")
    assert f"/edit/de/queue/{number}" not in admin.client.get("/edit/de/queue?all=1").text
    assert admin.client.get(f"/edit/de/queue/{number}").status_code == 404


@pytest.mark.parametrize(("name", "status"), MINE.items())
def test_who_may_look_and_who_may_decide(
    person: Any, told: Any, engine: Engine, ids: dict[str, str], name: str, status: int
) -> None:
    number = told(ids["far"], {"email": "neu@example.org"})
    who = person(name)
    answer = who.client.get(f"/edit/de/queue/{number}")
    assert answer.status_code == status
    token = person("verwaltung") if status == 403 else who
    fields = {"do": "accept", "take": "email", "new.email": "neu@example.org", "source.kind": "carrier"}
    fields |= {"source.note": "x", "csrf_token": token.form(f"/edit/de/queue/{number}").get("csrf_token", "")}
    decided = who.client.post(f"/edit/de/queue/{number}", data=fields)
    assert (state(engine, number) == "accepted") is (name == "verwaltung")
    assert decided.status_code == {"verwaltung": 303, "lesend": 400}.get(name, 403)


def test_a_number_is_taken_with_its_source(person: Any, told: Any, engine: Engine, ids: dict[str, str]) -> None:
    number = told(ids["own"], {"phones": ["+4926197399"]}, "steht so an der Tür")
    page = person("bezirk").client.get(f"/edit/de/queue/{number}").text
    assert "0261 97370" in page and "0261 97399" in page and "steht so an der Tür" in page
    answer = person("bezirk").send(f"/edit/de/queue/{number}", do="accept", **GROUNDS)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/edit/de/queue?done=taken")
    assert facts(engine, ids["own"])["phones"] == ["+4926197399"]
    with session(engine) as current:
        line = next(line for line in history(current, ids["own"]) if line.field == "phones")
        assert (line.recorded_by, line.note, line.as_of) == ("bezirk", "angerufen", "2026-11-19")
        assert queue(current) == ()


def test_only_what_is_ticked_and_as_it_was_mended(person: Any, told: Any, engine: Engine, ids: dict[str, str]) -> None:
    number = told(ids["own"], {"phones": ["+4926197399"], "email": "neu@example.org", "url": "https://neu.example.org"})
    changed = {"take": ["phones", "url"], "new__phones": "0261 97398\n0261 97397", "new__url": "www.example.org"}
    assert person("bezirk").send(f"/edit/de/queue/{number}", do="accept", **GROUNDS, **changed).status_code == 303
    now = facts(engine, ids["own"])
    assert (now["phones"], now["email"]) == (["+4926197398", "+4926197397"], "schulden@example.org")
    assert now["url"] == "https://www.example.org"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"new__email": "keine"}, "Das ist keine E-Mail-Adresse: keine"),
        ({"source__kind": ""}, "Bitte wählen Sie, woher Sie das wissen."),
        ({"source__note": ""}, "Bitte schreiben Sie, warum Sie das ändern."),
        ({"take": []}, "Bitte wählen Sie aus, was übernommen wird"),
        ({"take": ["floor"]}, "Bitte wählen Sie aus, was übernommen wird"),
        ({"do": "nonsense", "take": []}, "Bitte wählen Sie aus, was übernommen wird"),
        ({"do": "reject"}, "Bitte schreiben Sie, warum Sie ablehnen."),
        ({"source__as_of": "2999-01-01"}, "Dieser Tag liegt in der Zukunft: 2999-01-01"),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays_open(
    person: Any, told: Any, engine: Engine, ids: dict[str, str], changed: dict[str, Any], sentence: str
) -> None:
    number = told(ids["own"], {"email": "neu@example.org"})
    answer = person("bezirk").send(f"/edit/de/queue/{number}", **{"do": "accept", **GROUNDS, **changed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert state(engine, number) == "open"
    assert facts(engine, ids["own"])["email"] == "schulden@example.org"


def test_what_has_moved_is_marked_and_not_ticked(person: Any, told: Any, engine: Engine, ids: dict[str, str]) -> None:
    number = told(ids["own"], {"email": "neu@example.org", "url": "https://neu.example.org"})
    with writing(engine) as current:
        apply(current, ids["own"], Change({"email": "anders@example.org"}, CALL, None, "verwaltung"))
    page = person("bezirk").client.get(f"/edit/de/queue/{number}").text
    assert "hat sich seitdem geändert" in page and "anders@example.org" in page
    assert person("bezirk").form(f"/edit/de/queue/{number}").getlist("take") == ["url"]


def test_a_change_while_looking_is_told(person: Any, told: Any, engine: Engine, ids: dict[str, str]) -> None:
    number = told(ids["own"], {"email": "neu@example.org"})
    reviewer, path = person("bezirk"), f"/edit/de/queue/{number}"
    fields = reviewer.form(path)
    with writing(engine) as current:
        apply(current, ids["own"], Change({"email": "anders@example.org"}, CALL, None, "verwaltung"))
    answer = reviewer.client.post(path, data={**fields, "do": "accept", "source.kind": "carrier"})
    assert answer.status_code == 409
    assert "Jemand anders hat das inzwischen geändert: E-Mail" in answer.text
    assert facts(engine, ids["own"])["email"] == "anders@example.org"


def test_a_new_service_becomes_a_draft(person: Any, told: Any, engine: Engine) -> None:
    asked = {"name": "Neue Stelle", "kinds": ["debt"], "district": "07111", "phones": ["+4926197399"]}
    number = told(None, asked | {"doors": ["main"], "doors.main.city": "Koblenz"}, kind="new_service")
    answer = person("bezirk").send(f"/edit/de/queue/{number}", do="accept", **GROUNDS)
    assert answer.status_code == 303
    with session(engine) as current:
        made = current.scalars(select(Service).where(Service.name == "Neue Stelle")).one()
    assert (made.status, made.key) == ("draft", "neue-stelle-koblenz")
    assert answer.headers["Location"].startswith(f"/edit/de/service/{made.id}")


def test_a_new_service_without_a_kind_is_told_so(person: Any, told: Any) -> None:
    number = told(None, {"name": "Neue Stelle", "district": "07111"}, "irgendwo", kind="new_service")
    answer = person("bezirk").send(f"/edit/de/queue/{number}", do="accept", **GROUNDS)
    assert (answer.status_code, "Bitte wählen Sie mindestens eine Art." in answer.text) == (400, True)


def test_a_note_alone_is_settled_without_a_statement(person: Any, told: Any, engine: Engine, ids: Any) -> None:
    number = told(ids["own"], {}, "Öffnungszeiten: mal so, mal so")
    before = facts(engine, ids["own"])
    answer = person("bezirk").send(f"/edit/de/queue/{number}", do="done")
    assert (answer.status_code, state(engine, number)) == (303, "accepted")
    assert facts(engine, ids["own"]) == before


def test_refusing_needs_a_reason_and_forgets_the_words(person: Any, told: Any, engine: Engine, ids: Any) -> None:
    number = told(ids["own"], {"email": "neu@example.org"}, "Frau M. sagt das")
    assert person("bezirk").send(f"/edit/de/queue/{number}", do="reject", reason="stimmt nicht").status_code == 303
    with session(engine) as current:
        row = current.get(Proposal, number)
        assert row is not None
        assert (row.state, row.note, row.facts, row.decision_note) == ("rejected", None, {}, "stimmt nicht")


def test_what_was_decided_is_not_decided_again(person: Any, told: Any, ids: dict[str, str]) -> None:
    number = told(ids["own"], {"email": "neu@example.org"})
    first, second = person("bezirk"), person("verwaltung")
    fields = second.form(f"/edit/de/queue/{number}")
    first.send(f"/edit/de/queue/{number}", do="accept", **GROUNDS)
    answer = second.client.post(f"/edit/de/queue/{number}", data={**fields, "do": "accept", "source.kind": "carrier"})
    assert (answer.status_code, "schon entschieden" in answer.text) == (409, True)
    assert second.client.get(f"/edit/de/queue/{number}").status_code == 303


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40, "x"])
def test_numbers_that_nobody_has(person: Any, number: str) -> None:
    assert person("verwaltung").client.get(f"/edit/de/queue/{number}").status_code == 404


def test_odd_proposals_are_shown_and_break_nothing(person: Any, told: Any, ids: dict[str, str]) -> None:
    odd = {"floor": "2", "doors.keller.city": "Mayen", "kinds": "debt", "phones": "x", "lat": 5, "areas": None}
    number = told(ids["own"], odd, "\u202eabc")
    admin = person("verwaltung")
    assert admin.client.get(f"/edit/en/queue/{number}").status_code == 200
    assert admin.send(f"/edit/de/queue/{number}", do="accept", **GROUNDS).status_code == 400


def test_strangers_see_nothing(app: Flask, told: Any, ids: dict[str, str]) -> None:
    number = told(ids["own"], {"email": "neu@example.org"})
    for path in ("/edit/de/queue", f"/edit/de/queue/{number}", "/edit/de/duplicates"):
        answer = app.test_client().get(path)
        assert (answer.status_code, "/login" in answer.headers["Location"]) == (302, True)
