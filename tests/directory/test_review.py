"""What is proposed waits, and becomes a statement only when a person takes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from directory.database import session, writing
from directory.editing import Change, Conflict, Invalid, apply, version_of
from directory.models import Proposal, Service
from directory.provenance import history
from directory.registry_files import Entry, EntrySource
from directory.review import Proposed, accept, propose, queue, reject
from directory.snapshot import load_records
from geo.errors import BadInput

SOURCE = EntrySource("s", "https://example.org", "2026-11", "operator", "high")
PHONE = "+4926112345"


@pytest.fixture
def loaded(load: Callable[..., object], engine: Engine, make: dict[str, Callable[..., Entry]]) -> Engine:
    load([make["debt"]()])
    return engine


@pytest.fixture
def own(loaded: Engine) -> str:
    with session(loaded) as db:
        return db.scalars(select(Service.id)).one()


def test_a_correction_waits_and_is_accepted(loaded: Engine, own: str) -> None:
    with writing(loaded) as db:
        number = propose(db, Proposed("correction", own, {"phones": [PHONE]}, "public", note="Nummer falsch"))
        assert propose(db, Proposed("correction", own, {"phones": [PHONE]}, "public", note="Nummer falsch")) == number
    with session(loaded) as db:
        (found,) = queue(db)
        assert (found.facts, found.moved) == ({"phones": [PHONE]}, ())
    with writing(loaded) as db:
        assert accept(db, number, SOURCE, by="redaktion", as_of="2026-11-20") == own
    with session(loaded) as db:
        assert queue(db) == ()
        record = next(record for record in load_records(db, include_drafts=True) if record.id == own)
    assert [phone.number for phone in record.phones] == [PHONE]
    with writing(loaded) as db, pytest.raises(BadInput, match="decided"):
        reject(db, number, by="redaktion")


def test_a_bad_proposal_stays_open(loaded: Engine, own: str) -> None:
    with writing(loaded) as db:
        number = propose(db, Proposed("correction", own, {"email": "nobody"}, "public"))
    with pytest.raises(Invalid) as refused, writing(loaded) as db:
        accept(db, number, SOURCE, by="redaktion")
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("email", "bad_email")]
    with session(loaded) as db:
        assert [found.id for found in queue(db)] == [number]


@pytest.mark.parametrize("taken", [True, False])
def test_what_the_public_wrote_is_forgotten_once_it_is_decided(loaded: Engine, own: str, taken: bool) -> None:
    told = Proposed(
        "correction", own, {"phones": [PHONE]}, "public", "Frau M. sagt, die Nummer ist falsch", "https://x.de"
    )
    with writing(loaded) as db:
        number = propose(db, told)
        if taken:
            accept(db, number, SOURCE, by="redaktion", note="angerufen")
        else:
            reject(db, number, by="redaktion", note="stimmt nicht")
    with session(loaded) as db:
        row = db.get(Proposal, number)
        assert row is not None
        assert (row.note, row.source_url, row.decided_by) == (None, None, "redaktion")
        assert row.facts == ({"phones": [PHONE]} if taken else {})
        assert "Frau M." not in str(history(db, own))


def test_a_new_service_needs_a_key_and_starts_as_a_draft(loaded: Engine) -> None:
    facts = {"name": "Neue Stelle", "kinds": ["debt"], "district": "07111"}
    with writing(loaded) as db:
        number = propose(db, Proposed("new_service", None, facts, "public"))
        with pytest.raises(BadInput, match="key"):
            accept(db, number, SOURCE, by="redaktion")
        made = accept(db, number, SOURCE, by="redaktion", key="test/new")
        assert db.scalar(select(Service.status).where(Service.id == made)) == "draft"


def test_the_second_of_two_editors_is_told(loaded: Engine, own: str) -> None:
    with session(loaded) as db:
        seen = version_of(db, own)
    with writing(loaded) as db:
        apply(db, own, Change({"name": "Erste Fassung"}, SOURCE, None, "eins", version=seen))
    with writing(loaded) as db:
        apply(db, own, Change({"url": "https://example.org/"}, SOURCE, None, "zwei", version=seen))
        with pytest.raises(Conflict) as refused:
            apply(db, own, Change({"name": "Zweite Fassung"}, SOURCE, None, "zwei", version=seen))
    assert refused.value.fields == ("name",)
