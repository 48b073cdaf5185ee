"""Relations between services: stated once with a source, read from both sides, followed through merges, and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from directory import ids
from directory.database import session, writing
from directory.editing import Change, Invalid, apply
from directory.exchange.importing import import_file
from directory.facts import entry_facts, record_facts
from directory.models import Relation
from directory.records import RELATION_TYPES, ServiceRecord
from directory.registry_files import Entry, EntryDoor, EntrySource
from directory.relations import INVERSE, SEEN_TYPES, Link, links_of
from directory.snapshot import load_records
from directory.validation import check
from directory.vocabulary import kinds

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
TODAY = date(2026, 11, 22)
BY_HAND = EntrySource("edit", "https://dienst.example/", "2026-11", "own site", "high")


def service(key: str, **stated: Any) -> Entry:
    """A counselling service that is known by name and phone; two sources, of 2022 and of 2025-10."""
    sources = [
        EntrySource("s1", "https://liste.example/", "2022", "list", "medium"),
        EntrySource("s2", f"https://{key}.example/", "2025-10", "own site", "high"),
    ]
    return Entry(key, key.title(), ["mfd"], phones=["115"], sources=sources, **stated)


def at(street: str, **other: Any) -> list[EntryDoor]:
    return [EntryDoor(**{"key": "main", "street": street, "postcode": "56068", "city": "Koblenz", **other})]


@pytest.fixture
def read(engine: Engine, load: Load) -> Callable[..., dict[str, ServiceRecord]]:
    """``read(entries)``: loads them and gives the published records by key."""

    def run(*entries: Entry) -> dict[str, ServiceRecord]:
        load(list(entries))
        with session(engine) as current:
            return {record.key: record for record in load_records(current)}

    return run


Read = Callable[..., dict[str, ServiceRecord]]


def links(key: str, found: dict[str, ServiceRecord]) -> list[Link]:
    return list(links_of(found[key], found.values()))


def told(key: str, found: dict[str, ServiceRecord]) -> list[tuple[str, str, str | None, bool]]:
    return [(link.type, link.other.key, link.as_of, link.reckoned) for link in links(key, found)]


@pytest.mark.parametrize("kind", RELATION_TYPES)
def test_each_type_is_read_from_both_sides_with_its_own_source(read: Read, kind: str) -> None:
    found = read(service("a", **{kind: ["b"]}, fact_sources={kind: "s2"}), service("b"))
    assert told("a", found) == [(kind, "b", "2025-10", False)]
    assert told("b", found) == [(INVERSE.get(kind, kind), "a", "2025-10", False)]  # type: ignore[call-overload]
    assert [source.url for link in links("b", found) for source in link.sources] == ["https://a.example/"]


def test_every_type_has_its_place() -> None:
    assert set(SEEN_TYPES) == {*RELATION_TYPES, *INVERSE.values()}


def test_what_both_state_stands_once_with_the_own_statement(read: Read) -> None:
    found = read(
        service("a", accompanies=["b"], fact_sources={"accompanies": "s2"}), service("b", accompanies=["a"])
    )  # fmt: skip
    assert told("a", found) == [("accompanies", "b", "2025-10", False)]
    assert told("b", found) == [("accompanies", "a", "2022", False)]


def test_merged_drafts_and_unknown_ones(read: Read) -> None:
    found = read(
        service("a", refers_to=["old", "draft", "gone", "b"]),
        service("b", merged_keys=["old"]),
        service("draft", status="draft", draft_reason="to confirm"),
    )
    assert [(one.key, one.other) for one in found["a"].relations] == [
        ("old", ids.service_id("b")), ("draft", None), ("gone", None), ("b", ids.service_id("b")),
    ]  # fmt: skip
    assert told("a", found) == [("refers_to", "b", "2022", False)]
    problems = [str(one) for one in check(found.values(), TODAY) if one.code == "not_shown"]
    assert problems == [
        f"warning: a: refers_to: {key} is no published service, so this relation is not shown"
        for key in ("draft", "gone")
    ]


def test_merging_both_leaves_no_relation_to_itself(read: Read) -> None:
    found = read(service("a", refers_to=["old"], merged_keys=["old"]))
    assert told("a", found) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (at("Weg 1"), at("Weg 1"), True),
        (at("Weg 67–69"), at("weg 67 - 69"), True),
        (at("Weg 1"), at("Weg 2"), False),
        (at("Weg 1"), at("Weg 1", postcode="56070"), False),
        (at("Weg 1"), at("Weg 1", postcode=None), False),
        (at("Weg 1"), at("Weg 1", city="Mainz"), False),
        (at("Weg"), at("Weg"), False),  # a street is no house
        (at("Weg 1"), at("Weg 1", outreach=True), False),
        (at("Weg 1"), [], False),
    ],
)
def test_the_same_house_is_reckoned_from_both_addresses(
    read: Read, mine: list[EntryDoor], theirs: list[EntryDoor], same: bool
) -> None:
    newer = {"doors.main.street": "s2"} if mine else {}
    found = read(service("a", doors=mine, fact_sources=newer), service("b", doors=theirs))
    wanted = [("same_house_as", "b", "2022", True)] if same else []
    assert told("a", found) == wanted
    assert all(len(link.sources) == 2 for link in links("a", found))
    assert told("b", found) == [(kind, "a", as_of, reckoned) for kind, _, as_of, reckoned in wanted]


def test_a_statement_goes_before_reckoning_and_an_undated_address_makes_it_undated(read: Read) -> None:
    undated = replace(service("c", doors=at("Weg 1")), sources=[replace(BY_HAND, id="s1", date=None)])
    found = read(service("a", doors=at("Weg 1"), same_house_as=["b"]), service("b", doors=at("Weg 1")), undated)
    assert told("a", found) == [("same_house_as", "b", "2022", False), ("same_house_as", "c", None, True)]


def test_reckoning_is_never_stored(read: Read, engine: Engine) -> None:
    read(service("a", doors=at("Weg 1")), service("b", doors=at("Weg 1")))
    with session(engine) as current:
        assert current.scalar(select(func.count()).select_from(Relation)) == 0


def test_relations_and_dropped_topics_go_round(read: Read) -> None:
    stated = {kind: ["b", "c"] for kind in RELATION_TYPES}
    entry = service("a", topics_dropped=["return"], **stated)
    found = read(entry, service("b"), service("c"))
    assert record_facts(found["a"]) == entry_facts(entry)
    assert {kind: [one.key for one in found["a"].relations if one.type == kind] for kind in RELATION_TYPES} == stated


def test_an_edit_replaces_them_and_the_rows_follow(read: Read, engine: Engine) -> None:
    read(service("a", refers_to=["b"]), service("b"), service("c"))
    with writing(engine) as current:
        apply(current, ids.service_id("a"), Change({"refers_to": ["c"]}, BY_HAND, "2026-11", "account 1"))
    with session(engine) as current:
        assert [(row.relation_type, row.other_key) for row in current.scalars(select(Relation))] == [("refers_to", "c")]


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        (["a"], ["itself"]),
        (["nobody"], ["no_such_service"]),
        (["No Key!"], ["bad_key", "no_such_service"]),
        ("b", ["wrong_type"]),
        ([1], ["wrong_type"]),
    ],
)
def test_bad_relations_are_refused(read: Read, engine: Engine, value: object, codes: list[str]) -> None:
    read(service("a"), service("b"))
    with pytest.raises(Invalid) as caught, writing(engine) as current:
        apply(current, ids.service_id("a"), Change({"branch_of": value}, BY_HAND, "2026-11", "account 1"))
    assert sorted(problem.code for problem in caught.value.problems) == sorted(codes)
    assert {problem.field for problem in caught.value.problems} == {"branch_of"}


def test_a_known_fault_does_not_stop_another_edit(read: Read, engine: Engine) -> None:
    read(service("a", refers_to=["gone"]), service("b"))
    with writing(engine) as current:
        change = Change({"refers_to": ["gone", "b"]}, BY_HAND, "2026-11", "account 1")
        assert apply(current, ids.service_id("a"), change) == ("refers_to",)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("new,Neu,mfd,115,a\r\nnewer,Neuer,mfd,115,new", []),
        ("new,Neu,mfd,115,nobody", ["line 2: refers_to: there is no service with the key nobody"]),
        ("new,Neu,mfd,115,new", ["line 2: refers_to: a service has no relation to itself"]),
    ],
)
def test_a_file_may_speak_of_services_it_brings(read: Read, engine: Engine, rows: str, said: list[str]) -> None:
    read(service("a"))
    with writing(engine) as current:
        content = f"key,name,kinds,phones,refers_to\r\n{rows}".encode()
        report = import_file(current, content, "csv", BY_HAND, today=TODAY)
    assert [str(problem) for problem in report.problems] == [f"error: {sentence}" for sentence in said]


def test_a_dropped_topic_is_gone_unless_it_is_stated_too(read: Read) -> None:
    usual = kinds()["debt"].topics
    dropping = replace(service("a", topics_dropped=list(usual[:2])), kinds=["debt"])
    both = replace(service("b", topics_dropped=[usual[0]], topics=[usual[0]]), kinds=["debt"])
    found = read(dropping, both)
    assert (found["a"].topics, found["a"].topics_dropped) == (usual[2:], usual[:2])
    assert set(found["b"].topics) == set(usual)
    assert [one.code for one in check([found["b"]], TODAY) if one.field == "topics_dropped"] == ["topic_both"]
