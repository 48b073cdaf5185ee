"""Two records made one in the editors' area: side by side, nothing lost, links lead on, and it can be taken back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine

from directory.database import session, writing
from directory.editing import Change, apply, create
from directory.ledger import Ledger
from directory.overview import outline
from directory.registry_files import EntrySource
from directory.undoing import change_sets
from finder.service import Service
from finder.web.site import KEY

CALL = EntrySource("s", "https://example.org/x", "2026-11", "own site", "high")
ONE = {
    "name": "Doppelberatung Probe", "kinds": ["debt"], "status": "published", "organization": "Muster e. V.",
    "district": "07111", "phones": ["+4926197370"], "languages": ["de"],
    "doors": ["main"], "doors.main.street": "Probestraße 7", "doors.main.postcode": "56068",
    "doors.main.city": "Koblenz",
}  # fmt: skip
TWO = ONE | {
    "name": "Doppelberatung Probe e. V.", "languages": ["de", "ar"], "email": "zwei@example.org",
    "doors": ["main", "weit"], "doors.weit.city": "Koblenz", "doors.weit.name": "Pfarrheim",
    "doors.main.hours": "Mo 10:00-12:00",
}  # fmt: skip


@pytest.fixture
def running(app: Flask) -> Service:
    found: Service = app.extensions[KEY].service
    return found


@pytest.fixture
def engine(running: Service) -> Engine:
    return running.engine


@pytest.fixture
def twins(running: Service) -> tuple[str, str]:
    """Two records of one service, withdrawn from all others."""
    made = []
    with writing(running.engine) as current:
        for facts in (ONE, TWO):
            made.append(create(current, f"test/twin-{uuid4()}", Change(facts, CALL, "2025", "verwaltung")))
    running.rebuild()
    return made[0], made[1]


def now(engine: Engine, service_id: str) -> dict[str, Any]:
    with session(engine) as current:
        return Ledger(current, [service_id]).current(service_id)


def test_what_looks_alike_is_listed(person: Any, twins: tuple[str, str]) -> None:
    page = person("bezirk").client.get("/edit/de/duplicates").text
    assert any(f"/edit/de/merge/{a}/{b}" in page for a, b in (twins, twins[::-1]))
    assert "Telefon" in page


def test_side_by_side_the_page_chooses_what_is_stated(person: Any, twins: tuple[str, str]) -> None:
    path = "/edit/de/merge/{}/{}".format(*twins)
    answer = person("bezirk").client.get(path)
    assert answer.status_code == 200
    assert "zwei@example.org" in answer.text and "Pfarrheim" in answer.text
    fields = person("bezirk").form(path)
    assert (fields["take.email"], fields["take.name"], fields["doors"]) == ("theirs", "ours", "weit")


def test_one_of_two(person: Any, running: Service, engine: Engine, twins: tuple[str, str]) -> None:
    kept, gone = twins
    path = f"/edit/de/merge/{kept}/{gone}"
    answer = person("bezirk").send(path, take__languages="both", note="derselbe Dienst")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/edit/de/service/{kept}/history?done=merged")
    facts = now(engine, kept)
    assert (facts["languages"], facts["email"], facts["name"]) == (["de", "ar"], "zwei@example.org", ONE["name"])
    assert (facts["doors"], facts["doors.main.hours"]) == (["main", "weit"], "Mo 10:00-12:00")
    running.rebuild()
    client = person().client
    moved = client.get(f"/de/service/{gone}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/de/service/{kept}")
    told = person("bezirk").client.get(f"/edit/de/service/{kept}/history").text
    assert "Zusammengeführt aus:" in told and "derselbe Dienst" in told


def test_it_can_be_taken_back(person: Any, running: Service, engine: Engine, twins: tuple[str, str]) -> None:
    kept, gone = twins
    person("bezirk").send(f"/edit/de/merge/{kept}/{gone}", note="derselbe Dienst")
    page = f"/edit/de/service/{kept}/history"
    for one in (gone, kept):
        with session(engine) as current:
            number = change_sets(current, one)[0].id
        assert person("bezirk").send(f"/edit/de/service/{one}/history/{number}", page).status_code == 303
    assert "email" not in {k: v for k, v in now(engine, kept).items() if v}
    running.rebuild()
    assert person().client.get(f"/de/service/{gone}").status_code == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"note": ""}, "Bitte schreiben Sie, warum das derselbe Dienst ist."),
        ({"note": "x", "doors": "keller"}, "Bitte prüfen Sie diese Angabe."),
        ({"note": "x", "take__name": "both"}, "Bitte prüfen Sie diese Angabe."),
    ],
)
def test_what_cannot_be_done_keeps_every_answer(
    person: Any, engine: Engine, twins: tuple[str, str], changed: dict[str, str], sentence: str
) -> None:
    path = "/edit/de/merge/{}/{}".format(*twins)
    answer = person("bezirk").send(path, **{"take__languages": "theirs", **changed})
    assert (answer.status_code, sentence in answer.text) == (400, True)
    assert person("bezirk").inputs(answer.text, path)["take.languages"] == "theirs"
    assert now(engine, twins[1]).get("status", "published") == "published"


def test_a_change_while_choosing_is_told(person: Any, engine: Engine, twins: tuple[str, str]) -> None:
    path, who = "/edit/de/merge/{}/{}".format(*twins), person("bezirk")
    fields = who.form(path)
    with writing(engine) as current:
        apply(current, twins[1], Change({"email": "drei@example.org"}, CALL, None, "verwaltung"))
    answer = who.client.post(path, data={**fields, "note": "derselbe Dienst"})
    assert (answer.status_code, "inzwischen geändert: E-Mail" in answer.text) == (409, True)
    with session(engine) as current:
        found = outline(current, twins[1])
    assert found is not None
    assert found.status == "published"


@pytest.mark.parametrize("name", ["lesend", "traeger"])
def test_one_must_own_both(person: Any, engine: Engine, twins: tuple[str, str], name: str) -> None:
    with writing(engine) as current:
        apply(current, twins[1], Change({"organization": "Anders e. V."}, CALL, None, "verwaltung"))
    path, who = "/edit/de/merge/{}/{}".format(*twins), person(name)
    token = who.form("/edit/de/", "/edit/de/logout")["csrf_token"]
    assert who.client.post(path, data={"csrf_token": token, "note": "x"}).status_code == 403
    assert now(engine, twins[1]).get("status", "published") == "published"


@pytest.mark.parametrize("pair", [("{0}", "{0}"), ("{0}", "nobody"), ("nobody", "{1}")])
def test_pairs_that_are_none(person: Any, twins: tuple[str, str], pair: tuple[str, str]) -> None:
    path = "/edit/de/merge/" + "/".join(part.format(*twins) for part in pair)
    assert person("verwaltung").client.get(path).status_code == 404
