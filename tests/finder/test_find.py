"""Finding, through the front of the search: real registry, real index, real words."""

from __future__ import annotations

import pytest

from finder.search.parameters import read_query
from finder.search.results import Results
from finder.service import Service
from geo.districts import districts
from geo.errors import BadInput


def ask(service: Service, q: str = "", **params: str) -> Results:
    given = {"q": [q], **{name: [value] for name, value in params.items()}}
    return service.find(read_query(given, now=service.now(), answers_allowed=True))


@pytest.mark.parametrize(
    ("line", "kind", "district"),
    [
        ("Schuldnerberatung Mainz", "debt", "07315"),
        ("Suchtberatung Trier", "addiction", "07211"),
        ("Jugendmigrationsdienst Landau", "jmd", "07313"),
        ("MBE 67655", "mbe", "07312"),
        ("schulden in trier", "debt", "07211"),
        ("Suchtberatung 56068", "addiction", "07111"),
        ("schuldenberatung kaiserslauten", "debt", "07312"),
        ("борги Кобленц", "debt", "07111"),
        ("ديون ماينتس", "debt", "07315"),
        ("borç Ludwigshafen", "debt", "07314"),
    ],
)
def test_the_responsible_service_comes_first(service: Service, line: str, kind: str, district: str) -> None:
    results = ask(service, line)
    assert district in results.understood.place.districts  # type: ignore[union-attr]
    first = results.results[0]
    here = [r for r in service.records if kind in r.kinds and (district in r.areas or r.scope != "local")]
    if any(district in record.areas for record in here):
        assert kind in first.record.kinds
        assert first.serves_place == "responsible"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Thaddäusheim", "Thaddäusheim Mainz"),
        ("Medinetz", "Medinetz Mainz"),
        ("Haus der Sprachmittlung", "Haus der Sprachmittlung"),
        ("wo ist das Thaddäusheim in Mainz", "Thaddäusheim Mainz"),
        ("café grenzenlos polch", "Café Grenzenlos Polch"),
    ],
)
def test_a_service_called_by_its_name_comes_first(service: Service, line: str, name: str) -> None:
    assert ask(service, line).results[0].record.name.startswith(name)


@pytest.mark.parametrize("params", [{"q": "Schuldnerberatung Mannheim"}, {"q": "Schulden", "near": "49.4875,8.466"}])
def test_beyond_the_border_nobody_here_is_responsible_and_the_page_says_so(
    service: Service, params: dict[str, str]
) -> None:
    results = ask(service, **params)
    assert results.understood.place is not None
    assert results.understood.place.outside
    assert {result.serves_place for result in results.results} <= {"open", "other"}
    assert any("nicht in Rheinland-Pfalz" in sentence for sentence in results.relaxed)
    distances = [r.distance_km for r in results.results if r.record.kind == "debt" and r.distance_km is not None]
    assert distances == sorted(distances)


def test_an_empty_question_lists_every_published_service_by_name(service: Service) -> None:
    results = ask(service)
    assert results.total == len(service.records) >= 400


def test_a_wanted_language_empties_no_page_and_puts_speakers_first(service: Service) -> None:
    results = ask(service, "Migrationsberatung Ludwigshafen auf Tigrinya")
    assert results.understood.languages == ("ti",)
    assert results.results
    for tier in ("responsible", "open", "other"):
        spoken = [result.speaks_wanted is True for result in results.results if result.serves_place == tier]
        assert spoken == sorted(spoken, reverse=True)


def test_where_no_special_service_is_known_the_local_mfd_stands_first_and_the_page_says_why(service: Service) -> None:
    here = {d for r in service.records if "antidiscrimination" in r.kinds for d in r.areas}
    place = next(d for d in ("Pirmasens", "Speyer", "Worms") if d)
    results = ask(service, f"Diskriminierung {place}")
    assert not here & set(results.understood.place.districts)  # type: ignore[union-attr]
    assert "mfd" in results.results[0].record.kinds
    assert results.results[0].serves_place == "responsible"
    assert results.relaxed
    assert any("antidiscrimination" in result.record.kinds for result in results.results[1:])


@pytest.mark.parametrize("line", ["Jobcenter Mainz", "Ausländerbehörde Trier", "Sozialamt Kusel", "Jobcenter Speyer"])
def test_another_districts_authority_is_never_offered(service: Service, line: str) -> None:
    results = ask(service, line, per_page="100")
    assert not [r for r in results.results if r.record.kind == "authority" and r.serves_place == "other"]


@pytest.mark.parametrize(
    "line", ["xqzzt blorf", "???", "٣", "🦊", "a" * 500, "Schuldnerberatung Mainz Klingonisch", "ኣየናይ", "nợ"]
)
def test_no_question_ends_on_an_empty_page(service: Service, line: str) -> None:
    results = ask(service, line)
    assert results.results


def test_filters_that_exclude_everything_are_relaxed_and_said(service: Service) -> None:
    results = ask(service, kind="psychosocial", district="07340", language="am", near="Dahn", radius_km="1")
    assert results.results
    assert results.relaxed


def test_paging_is_stable_and_complete(service: Service) -> None:
    seen: list[str] = []
    total = ask(service, "Migrationsberatung Trier", per_page="7").total
    for page in range(1, total // 7 + 2):
        rows = ask(service, "Migrationsberatung Trier", page=str(page), per_page="7").results
        seen += [result.record.id for result in rows]
    assert len(seen) == len(set(seen)) == total


def test_a_page_past_the_end_is_empty(service: Service) -> None:
    results = ask(service, "Schulden", page="900")
    assert results.results == ()
    assert results.total > 0


def test_drafts_are_found_by_nobody(service: Service) -> None:
    drafts = ask(service, "Welcome to LU Informationsplattform", per_page="100")
    assert not [r for r in drafts.results if r.record.name.startswith("Welcome to LU")]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"page": "-1"}, "page"),
        ({"page": "x"}, "page"),
        ({"per_page": "0"}, "per_page"),
        ({"per_page": "101"}, "per_page"),
        ({"kind": "wizard"}, "kind"),
        ({"district": "99999"}, "district"),
        ({"language": "xx-nope"}, "language"),
        ({"near": "abc,7"}, "near"),
        ({"near": "Atlantis"}, "near"),
        ({"near": "40.7,-74.0"}, "near"),
        ({"radius_km": "10"}, "radius_km"),
        ({"radius_km": "-3", "near": "Mainz"}, "radius_km"),
        ({"q": "a" * 10_000}, "q"),
        ({"age": "minus"}, "age"),
        ({"age": "300"}, "age"),
        ({"status": "tourist"}, "status"),
        ({"open_now": "maybe"}, "open_now"),
    ],
)
def test_bad_input_is_named_in_a_sentence(service: Service, params: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        ask(service, **params)
    assert caught.value.field == field
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("kind", ["mfd", "mbe", "jmd", "debt", "addiction", "authority"])
def test_a_kind_of_one_district_is_open_to_no_neighbour(service: Service, kind: str) -> None:
    """Whatever else the house does: the same as the atlas counts."""
    for key in districts():
        for result in ask(service, kind=kind, near=districts()[key].label, per_page="100").results:
            local = result.record.scope == "local" and result.record.areas
            assert result.serves_place != "open" or not local, (key, result.record.name)


@pytest.mark.parametrize("params", [{"kind": "women"}, {"kind": "volunteer"}, {"kind": "authority"}, {"q": "Gewalt"}])
def test_no_office_of_another_district_is_an_answer(service: Service, params: dict[str, str]) -> None:
    for district in districts().values():
        found = ask(service, near=district.label, per_page="100", **params).results
        offices = [result for result in found if "authority" in result.record.kinds]
        assert {result.serves_place for result in offices if result.record.scope == "local"} <= {"responsible"}


def test_in_another_district_nobody_is_welcomed_through_a_kind_that_nobody_looked_for(service: Service) -> None:
    """Pregnancy counselling is for all: no reason to send somebody with debts to the house next door."""
    for district in districts().values():
        for result in ask(service, kind="debt", near=district.label, age="40", per_page="100").results:
            assert (result.serves_place, result.eligibility) != ("other", "yes"), (district.key, result.record.name)
