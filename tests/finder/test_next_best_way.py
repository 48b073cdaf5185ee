"""Whom to ask where a service cannot be reached: over the real registry, and for made-up corners of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.records import PhoneNumber, ServiceRecord
from finder.search.next_best_way import NextWay, NextWays
from finder.service import Service

PHONE = (PhoneNumber("+4926197370"),)


@pytest.fixture(scope="module")
def ways(service: Service) -> NextWays:
    return NextWays(service.records)


@pytest.mark.parametrize(
    ("key", "why", "instead"),
    [
        ("lahnstein/agentur-arbeit-geschaeftsstelle", "carrier",
         "neuwied/agentur-arbeit-rhein-wied-westerwald-hauptsitz"),
        ("alzey/begegnungscafe-mehrgenerationenhaus", "carrier", "rheinland-pfalz/regionale-diakonie-rheinhessen"),
        ("trier/anlaufstelle-junge-wohnungslose-west", "guide", "trier/migrationsfachdienst-caritasverband"),
        # Not the city's debt advice, though the carrier is the same.
        ("pirmasens/jugend-drogenberatung", "guide", "pirmasens/fachdienst-migration-integration-caritas-zentrum"),
        # An office: not the Agentur of the next district.
        ("lahnstein/jobcenter-rhein-lahn-geschaeftsstelle", "guide",
         "lahnstein/caritas-beratungsdienste-migrationsberatung"),
        ("ludwigshafen-am-rhein/interventionsstelle-diakonisches-werk-pfalz", "statewide",
         "rheinland-pfalz/hilfetelefon-gewalt-gegen-frauen"),
    ],
)  # fmt: skip
def test_the_way_of_a_real_service(service: Service, ways: NextWays, key: str, why: str, instead: str) -> None:
    way = ways.instead_of(next(record for record in service.records if record.key == key))
    assert way is not None and (way.why, way.service.key) == (why, instead)


def test_no_real_service_is_without_a_way(service: Service, ways: NextWays) -> None:
    silent = [record for record in service.records if not record.reachable]
    found = {record.key: ways.instead_of(record) for record in silent}
    assert silent and not [key for key, way in found.items() if way is None or not way.service.reachable]


def test_no_way_leads_to_another_districts_authority(service: Service, ways: NextWays) -> None:
    for record in service.records:
        way = ways.instead_of(record)
        if way is not None and "authority" in way.service.kinds:
            assert "authority" in record.kinds and set(record.areas) & set(way.service.areas), record.key


@pytest.fixture(scope="module")
def debt(service: Service) -> ServiceRecord:
    """A debt advice in Koblenz that nobody can reach."""
    some = next(record for record in service.records if record.kind == "debt")
    nothing = {"phones": (), "email": None, "url": None, "doors": (), "sources": (), "fact_sources": {}}
    koblenz = {"district": "07111", "areas": ("07111",), "kinds": ("debt",), "restricted": False, "scope": "local"}
    return replace(some, **nothing, **koblenz, id="debt", organization="Verein", organization_id="verein")  # type: ignore[arg-type]


def _other(debt: ServiceRecord, **changes: object) -> ServiceRecord:
    return replace(debt, **{"id": "other", "phones": PHONE, "organization_id": "else", **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"organization_id": "verein"}, "carrier"),
        ({"organization_id": "verein", "kinds": ("other",)}, "carrier"),
        ({"organization_id": "verein", "kinds": ("addiction",)}, None),
        ({"organization_id": "verein", "areas": ("07315",)}, "carrier"),
        ({"organization_id": "verein", "areas": ("07315",), "kinds": ("other",)}, None),
        ({"organization_id": "verein", "restricted": True}, None),
        ({"organization_id": "verein", "phones": ()}, None),
        ({"kinds": ("mfd",)}, "guide"),
        ({"kinds": ("mbe",)}, "guide"),
        ({"kinds": ("mfd",), "areas": ("07315",)}, None),
        ({"areas": (), "scope": "statewide"}, "statewide"),
        ({"areas": (), "scope": "nationwide", "kinds": ("mbe",)}, "statewide"),
        ({"areas": (), "scope": "statewide", "kinds": ("addiction",)}, None),
        ({"areas": (), "scope": "statewide", "kinds": ("authority",)}, None),
        ({}, None),
    ],
)
def test_who_may_be_a_way(debt: ServiceRecord, changes: dict[str, object], why: str | None) -> None:
    way = NextWays([debt, _other(debt, **changes)]).instead_of(debt)
    assert (way.why if way else None) == why


def test_who_takes_everyone_comes_before_others_and_a_phone_before_a_page(debt: ServiceRecord) -> None:
    page = {"phones": (), "url": "https://www.example.org/"}
    guides = [
        _other(debt, id="youth", kinds=("jmd",)),
        _other(debt, id="guide-page", kinds=("mfd",), **page),
        _other(debt, id="guide", kinds=("mfd",)),
    ]
    assert NextWays(guides).instead_of(debt) == NextWay(guides[2], "guide")
    assert NextWays(guides[:2]).instead_of(debt) == NextWay(guides[1], "guide")


def test_whoever_can_be_reached_needs_no_way(debt: ServiceRecord) -> None:
    guide = _other(debt, kinds=("mfd",))
    assert NextWays([guide]).instead_of(replace(debt, email="a@example.org")) is None
