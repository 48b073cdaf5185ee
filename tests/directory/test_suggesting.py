"""What the public writes, read as facts where it can mean one thing only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory import ids
from directory.database import open_database, session, writing
from directory.records import ServiceRecord
from directory.registry_files import Entry
from directory.review import Proposed, queue
from directory.snapshot import load_records
from directory.suggesting import MOST_OF_ONE, corrected, described, hand_in

DEBT, CHAT = ids.service_id("muster-debt-koblenz"), ids.service_id("muster-chat")
DOOR = "doors.musterstadt"
POSTCODE, CITY = "doors.main.postcode", "doors.main.city"


@pytest.fixture
def records(loaded: Any) -> dict[str, ServiceRecord]:
    return {record.id: record for record in load_records(loaded)}


@pytest.mark.parametrize(
    ("service", "what", "text", "facts"),
    [
        (DEBT, "phone", "0261 / 97370", {f"{DOOR}.phones": ["+4926197370"]}),
        (DEBT, "phone", "jetzt 0261 97370 oder 0261 97371", {}),
        (DEBT, "phone", "0261 97370 oder 0261 97371", {f"{DOOR}.phones": ["+4926197370", "+4926197371"]}),
        (DEBT, "phone", "die Nummer geht nicht", {}),
        (CHAT, "phone", "116 006", {"phones": ["116006"]}),
        (CHAT, "phone", "116 016", {}),  # that is what we have
        (DEBT, "email", "neu", {}),
        (DEBT, "email", "neu@example.org", {"email": "neu@example.org"}),
        (DEBT, "web", "www.example.org", {"url": "https://www.example.org"}),
        (DEBT, "web", "javascript:alert(1)", {}),
        (DEBT, "web", "gibt es nicht", {}),
        (
            DEBT, "address", "Neue Str. 2, 56070 Koblenz",
            {f"{DOOR}.street": "Neue Str. 2", f"{DOOR}.postcode": "56070"},
        ),
        (DEBT, "address", "Neue Str. 2", {}),
        (CHAT, "address", "Neue Str. 2, 56070 Koblenz", {}),  # it has no door
        (
            DEBT, "hours", "Mo-Fr 8-12 Uhr",
            {f"{DOOR}.hours": "Mo-Fr 08:00-12:00", f"{DOOR}.hours_text": "Mo-Fr 8-12 Uhr"},
        ),
        (CHAT, "hours", "24/7", {"hours": "24/7", "hours_text": "24/7"}),
        (DEBT, "hours", "manchmal", {}),
        (DEBT, "languages", "auch Ukrainisch", {}),
        (DEBT, "closed", "", {"status": "withdrawn"}),
        (DEBT, "other", "0261 97370", {}),
    ],
)  # fmt: skip
def test_corrections(
    records: dict[str, ServiceRecord], service: str, what: Any, text: str, facts: dict[str, Any]
) -> None:
    assert corrected(records[service], what, text) == facts


@pytest.mark.parametrize(
    ("place", "reach", "facts"),
    [
        (
            "56068 Koblenz", "0261 97370",
            {"phones": ["+4926197370"], "district": "07111", POSTCODE: "56068", CITY: "Koblenz"},
        ),
        ("Mayen", "www.example.org", {"url": "https://www.example.org", "district": "07137", CITY: "Mayen"}),
        ("56068", "stelle@example.org", {"email": "stelle@example.org", "district": "07111", POSTCODE: "56068"}),
        ("beim Bäcker", "einfach klopfen", {}),
    ],
)  # fmt: skip
def test_a_service_that_we_do_not_have(place: str, reach: str, facts: dict[str, Any]) -> None:
    if "district" in facts:
        facts |= {"doors": ["main"], "doors.main.district": facts["district"]}
    assert described("Neue Stelle", "debt", place, reach) == {"name": "Neue Stelle", "kinds": ["debt"], **facts}


def test_nobody_can_bury_the_queue(engine: Engine, load: Callable[..., Any], registry: list[Entry]) -> None:
    load(registry)
    told = [Proposed("correction", DEBT, {}, "public", f"Hinweis {n}") for n in range(MOST_OF_ONE + 1)]
    assert [hand_in(engine, one) for one in told] == [True] * MOST_OF_ONE + [False]
    assert hand_in(engine, Proposed("correction", CHAT, {}, "public", "noch einer"))
    with session(engine) as current:
        assert len(queue(current)) == MOST_OF_ONE + 1


def test_while_somebody_else_writes_it_is_to_be_tried_again(engine: Engine, load: Any, registry: list[Entry]) -> None:
    load(registry)
    impatient = open_database(str(engine.url))
    with impatient.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
    with writing(engine) as busy:
        busy.connection()
        assert not hand_in(impatient, Proposed("correction", DEBT, {}, "public", "Hinweis"))
    impatient.dispose()
