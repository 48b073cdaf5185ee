"""One list of problems: a row a fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session
from directory.facts import Facts
from directory.problems import CODES
from directory.registry_files import Entry, EntryDoor, EntrySource
from directory.snapshot import load_records
from directory.validation import check, check_facts

TODAY = date(2026, 11, 22)
GOOD: Facts = {"name": "Dienst", "kinds": ["mfd"], "phones": ["+492610000000"], "doors": ["d"]}
SHELTER: Facts = {"name": "Frauenhaus Muster", "kinds": ["women"]}

CASES: list[tuple[Facts, set[str]]] = [
    ({}, set()),
    ({"name": " "}, {"no_name"}),
    ({"kinds": []}, {"no_kind"}),
    ({"kinds": ["mfd", "xyz"]}, {"unknown_kind"}),
    ({"topics": ["debts"]}, {"unknown_topic"}),
    ({"languages": ["de", "prs", "ckb"]}, set()),
    ({"languages": ["Deutsch"]}, {"bad_language"}),
    ({"languages": ["qqx"]}, {"unknown_language"}),
    ({"phones": ["0261 97370"]}, {"bad_phone"}),
    ({"phones": ["116016", "115", "+4926197370;ext=12"]}, set()),
    ({"doors.d.phones": ["keine"]}, {"bad_phone"}),
    ({"phones": []}, {"no_contact"}),
    ({"phones": [], "doors.d.phones": ["115"]}, set()),
    ({"phones": [], "url": "https://dienst.example"}, set()),
    ({"email": "post at dienst"}, {"bad_email"}),
    ({"url": "mailto:a@b.example"}, {"bad_url"}),
    ({"doors.d.hours": "Mo-Fr 09:00-12:00"}, set()),
    ({"doors.d.hours": "vormittags"}, {"bad_hours"}),
    ({"doors.d.postcode": "5606"}, {"bad_postcode", "odd_place"}),
    ({"doors.d.postcode": "56068", "doors.d.district": "07111"}, set()),
    ({"doors.d.postcode": "56068", "doors.d.district": "07339"}, {"odd_place"}),
    ({"doors.d.lat": 50.36}, {"half_position"}),
    ({"doors.d.lat": 50.36, "doors.d.lon": 7.59}, set()),
    ({"doors.d.lat": 50.08, "doors.d.lon": 8.24}, {"odd_place"}),  # Wiesbaden
    ({"doors.d.lat": 52.52, "doors.d.lon": 13.4}, {"far_position"}),
    ({"doors.d.lat": 0.0, "doors.d.lon": 0.0}, {"far_position"}),
    ({"doors.d.lat": 7.589, "doors.d.lon": 50.3569}, {"swapped_position"}),
    ({"doors.d.lat": 500.0, "doors.d.lon": 7.0}, {"bad_position"}),
    ({"doors.d.city": "Koblenz", "doors.d.district": "07339"}, {"odd_place"}),
    ({"doors": ["d", "d"]}, {"repeated_door"}),
    ({"doors": ["D 1"]}, {"bad_key"}),
    ({"district": "7111"}, {"dropped_zero"}),
    ({"areas": ["09162"]}, {"unknown_district"}),
    ({"area_municipalities": ["07137068"]}, set()),
    ({"area_municipalities": ["7137068"]}, {"bad_municipality"}),
    ({"scope": "statewide", "areas": ["07111"]}, {"area_of_all"}),
    ({"intake": "full"}, {"unknown_word"}),
    ({"intake_until": "31.12.2026"}, {"bad_date"}),
    ({"intake": "waiting", "intake_until": "2026-11-21"}, {"intake_expired"}),
    ({"intake": "waiting", "intake_until": "2026-11-22"}, set()),
    ({"channels": ["fax"]}, {"unknown_word"}),
    ({"certificate": "no"}, {"not_pregnancy"}),
    ({"certificate": "no", "kinds": ["pregnancy"]}, set()),
    ({"office": "jobcenter"}, {"not_an_authority"}),
    ({"kinds": ["authority"]}, {"no_office"}),
    ({"kinds": ["authority"], "office": "town_hall_of_mars"}, {"unknown_office"}),
    (SHELTER, set()),
    ({**SHELTER, "doors.d.city": "Koblenz"}, set()),
    ({**SHELTER, "doors.d.street": "Geheimweg 1"}, {"shelter_address"}),
    ({**SHELTER, "doors.d.lat": 50.36, "doors.d.lon": 7.59}, {"shelter_address"}),
    ({**SHELTER, "name": "Beratungsstelle des Frauenhauses", "doors.d.street": "Marktplatz 1"}, {"shelter_named"}),
    ({"name": 5}, {"wrong_type"}),
    ({"kind_assumed": "yes"}, {"wrong_type"}),
    ({"languages": "de"}, {"wrong_type"}),
    ({"languages": [""]}, {"wrong_type"}),
    ({"doors.d.lat": True}, {"wrong_type"}),
    ({"access_text": "x" * 2001}, {"too_long"}),
    ({"access_text": "a\nb\tc"}, set()),
    ({"access_text": "a\x00b"}, {"control_character"}),
]


@pytest.mark.parametrize(("changes", "codes"), CASES, ids=[str(case[0])[:60] for case in CASES])
def test_facts(changes: Facts, codes: set[str]) -> None:
    assert {problem.code for problem in check_facts("k", GOOD | changes, TODAY)} == codes


def test_every_code_can_be_said() -> None:
    for level, sentence in CODES.values():
        assert level in ("error", "warning", "note")
        assert sentence.format(value="x")


def test_the_registry_as_a_whole(
    engine: Engine, load: Callable[..., Any], make: dict[str, Callable[..., Entry]]
) -> None:
    ahead = EntrySource("s1", "https://x.example/", "2027", "list", "low")
    door = EntryDoor("d", street="Musterstr. 1", postcode="56068", city="Koblenz", district="07111")
    load([make["debt"](), make["debt"](key="twin", name="Muster Schuldnerberatung", doors=[door], sources=[ahead])])
    with session(engine) as current:
        told = [str(problem) for problem in check(load_records(current), TODAY)]
    assert "error: twin: sources: the date 2027 lies in the future" in told
    assert "note: muster-debt-koblenz: confirmed last in 2025-10: too old" in told
    assert any("may be the same service as" in line for line in told)
