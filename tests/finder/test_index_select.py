"""Which services are found and in what order: small registries, one question a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from directory.records import Door, ServiceRecord
from finder.search.index.engine import SearchIndex
from finder.search.index.selection import NO_PLACE, OPEN, OTHER, RESPONSIBLE, Selected, Selection

Make = Callable[..., ServiceRecord]
Doors = Callable[..., Door]
Build = Callable[..., SearchIndex]
KOBLENZ, MAYEN, MAINZ = (50.3569, 7.589), (50.3280, 7.2230), (49.9929, 8.2473)


def select(index: SearchIndex, **asked: Any) -> Selected:
    return index.select(Selection(**asked))


def names(index: SearchIndex, **asked: Any) -> list[str]:
    return [index.records[n].name for n in select(index, **asked).ordinals]


def test_nothing_asked_gives_all_by_name(build: Build, make_record: Make) -> None:
    index = build(make_record("Öl", as_of="2025"), make_record("Zoar"), make_record("Ämter"), make_record("Amt"))
    selected = select(index)
    assert [index.records[n].name for n in selected.ordinals] == ["Amt", "Ämter", "Öl", "Zoar"]
    assert set(selected.tiers.tolist()) == {NO_PLACE}
    assert np.isnan(selected.distances_km).all()
    assert selected.doors.tolist() == [-1] * 4


def test_an_empty_registry_answers(build: Build) -> None:
    selected = select(build(), words=("haus",), want_kinds=("debt",), point=KOBLENZ, radius_km=5)
    assert (selected.total, selected.ordinals.tolist(), selected.all_ordinals.tolist()) == (0, [], [])


def test_levels_main_kind_then_other_kind_or_stated_topic_then_default(build: Build, make_record: Make) -> None:
    index = build(
        make_record("D default", topics="debt"),
        make_record("C stated", stated="debt"),
        make_record("B other kind", "mfd debt", topics="debt"),
        make_record("A main kind", "debt", topics="debt"),
        make_record("E unrelated", target_group="Schulden"),
    )
    selected = select(index, want_kinds=("debt",), want_topics=("debt",))
    assert [index.records[n].name[0] for n in selected.ordinals] == ["A", "B", "C", "D"]
    assert selected.levels.tolist() == [4, 3, 3, 2]


def test_words_alone_come_along_only_where_nothing_matches_well(build: Build, make_record: Make) -> None:
    default, worded = make_record("Default", topics="housing"), make_record("Worded", target_group="Zimmer frei")
    asked = {"want_topics": ("housing",), "words": ("zimmer",)}
    assert names(build(default, worded), **asked) == ["Default", "Worded"]
    assert names(build(default, worded, make_record("Stated", stated="housing")), **asked) == ["Stated", "Default"]


def test_a_near_service_with_the_words_does_not_beat_a_far_one_of_the_kind(build: Build, make_record: Make) -> None:
    index = build(
        make_record("Near by word", areas=("07111",), target_group="Schuldner"),
        make_record("Far by kind", "debt", areas=("07315",)),
    )
    asked = {"want_kinds": ("debt",), "words": ("schuldner",), "place_districts": ("07111",)}
    assert names(index, **asked) == ["Far by kind"]


def test_responsible_then_open_then_others_and_within_each_the_match(
    build: Build, make_record: Make, make_door: Doors
) -> None:
    index = build(
        make_record("1 responsible main", "debt", areas=("07111",)),
        make_record("2 responsible topic", "mfd", areas=("07111", "07137"), stated="debt"),
        make_record("3 statewide", "debt", scope="statewide"),
        make_record("4 digital", "mfd", stated="debt"),
        make_record("5 neighbour's, closed kind", "debt", areas=("07137",)),
        make_record("6 far", "mfd", areas=("07315",), stated="debt"),
    )
    selected = select(index, want_kinds=("debt",), want_topics=("debt",), place_districts=("07111",))
    assert [index.records[n].name[0] for n in selected.ordinals] == list("123456")
    assert selected.tiers.tolist() == [RESPONSIBLE, RESPONSIBLE, OPEN, OPEN, OTHER, OTHER]


@pytest.mark.parametrize(
    ("given", "tier"),
    [
        ({"kinds": "family", "areas": ("07111",)}, RESPONSIBLE),
        ({"kinds": "family", "areas": ("07137",)}, OPEN),
        ({"kinds": "family", "areas": ("07315",)}, OTHER),
        ({"kinds": "mfd", "areas": ("07137",)}, OTHER),
        ({"kinds": "mfd family", "areas": ("07137",)}, OPEN),
        ({"kinds": "mfd", "scope": "statewide", "areas": ("07111",)}, RESPONSIBLE),
        ({"kinds": "mfd", "scope": "nationwide"}, OPEN),
        ({"kinds": "mfd", "areas": ("07111",), "area_municipalities": frozenset({"07111000"})}, RESPONSIBLE),
        ({"kinds": "mfd", "areas": ("07111",), "area_municipalities": frozenset({"07111999"})}, OTHER),
    ],
)
def test_place_tiers(build: Build, make_record: Make, given: dict[str, Any], tier: int) -> None:
    index = build(make_record("One", **given))
    selected = select(index, place_districts=("07111",), place_municipalities=("07111000",))
    assert selected.tiers.tolist() == [tier]


def test_a_part_of_a_district_counts_whole_where_the_municipality_is_unknown(build: Build, make_record: Make) -> None:
    index = build(make_record("One", areas=("07111",), area_municipalities=frozenset({"07111999"})))
    assert select(index, place_districts=("07111",)).tiers.tolist() == [RESPONSIBLE]


def test_the_door_s_district_is_the_area_where_none_is_stated(
    build: Build, make_record: Make, make_door: Doors
) -> None:
    index = build(make_record("One", doors=(make_door("07111"),)), make_record("Two", doors=(make_door("07315"),)))
    assert select(index, place_districts=("07111", "07131")).tiers.tolist() == [RESPONSIBLE, OTHER]


@pytest.mark.parametrize(
    ("asked", "tier"),
    [
        ({"filter_kinds": ("debt",)}, OTHER),
        ({"want_kinds": ("debt",)}, OTHER),
        ({"want_topics": ("debt",)}, OTHER),
        ({"filter_topics": ("debt",), "want_topics": ("debt",)}, OTHER),
        ({"filter_kinds": ("debt",), "want_kinds": ("family",)}, OTHER),
        ({"filter_kinds": ("family",)}, OPEN),
        ({"want_kinds": ("debt", "family")}, OPEN),
        ({"words": ("house",)}, OPEN),
        ({"want_topics": ("housing",)}, OPEN),  # stated by the house; none of its kinds stands for it
    ],
)
def test_a_house_is_open_through_the_kinds_that_are_asked_for(
    build: Build, make_record: Make, asked: dict[str, Any], tier: int
) -> None:
    index = build(make_record("House", "debt family", topics="debt", stated="housing", areas=("07137",)))
    assert select(index, place_districts=("07111",), **asked).tiers.tolist() == [tier]


def test_an_authority_of_another_district_is_never_an_answer(build: Build, make_record: Make) -> None:
    index = build(
        make_record("Here", "authority", areas=("07111",), office="jobcenter"),
        make_record("Next door", "authority family", areas=("07137",), office="jobcenter"),
        make_record("Of the Land", "authority", scope="statewide", office="jobcenter"),
        make_record("Equality officer", "family authority", areas=("07137",)),
        make_record("Initiative", "volunteer", areas=("07137",)),
    )
    assert names(index, place_districts=("07111",)) == ["Here", "Of the Land", "Initiative"]
    assert names(index, place_districts=("07111",), want_kinds=("family",)) == []
    assert len(names(index)) == 5
    asked = {"want_kinds": ("authority",), "want_offices": ("jobcenter",), "place_districts": ("07111",)}
    assert names(index, **asked) == ["Here", "Of the Land"]


def test_a_wanted_office_shuts_out_other_offices(build: Build, make_record: Make) -> None:
    index = build(
        make_record("Social", "authority", office="social_office", stated="work"),
        make_record("Unnamed", "authority"),
        make_record("Job", "authority", office="jobcenter"),
        make_record("Advice", "mfd", stated="work"),
    )
    asked = {"want_kinds": ("authority",), "want_offices": ("jobcenter",)}
    assert names(index, **asked) == ["Job", "Unnamed"]
    assert names(index, **asked, want_topics=("work",)) == ["Job", "Advice", "Unnamed"]


def test_a_language_is_a_wish(build: Build, make_record: Make) -> None:
    index = build(
        make_record("A unknown"),
        make_record("B speaks", languages=("de", "ar")),
        make_record("C speaks another", languages=("de",)),
        make_record("D speaks elsewhere", languages=("ar",), areas=("07315",)),
    )
    selected = select(index, languages=("ar", "fa"))
    assert [index.records[n].name[0] for n in selected.ordinals] == ["B", "D", "A"]
    assert selected.speaks == (True, True, None)
    assert [n[0] for n in names(index, languages=("ar",), place_districts=("07111",))] == ["B", "A", "D"]
    assert select(index).speaks == (None, None, None, None)


def test_a_district_keeps_what_is_there_or_serves_it(build: Build, make_record: Make, make_door: Doors) -> None:
    index = build(
        make_record("Located", areas=("07315",), doors=(make_door("07111"),)),
        make_record("Serving", areas=("07111", "07137")),
        make_record("Statewide", scope="statewide"),
        make_record("Digital"),
        make_record("Elsewhere", areas=("07315",), doors=(make_door("07315"),)),
    )
    assert names(index, filter_districts=("07111",)) == ["Digital", "Located", "Serving", "Statewide"]


def test_filters_any_code_within_one_all_filters_together(build: Build, make_record: Make) -> None:
    index = build(
        make_record("A", "debt", topics="debt"),
        make_record("B", "mfd debt", topics="work"),
        make_record("C", "mfd", stated="work"),
        make_record("D", "family"),
    )
    assert names(index, filter_kinds=("debt", "family")) == ["A", "B", "D"]
    assert names(index, filter_topics=("work",)) == ["B", "C"]
    assert names(index, filter_kinds=("debt",), filter_topics=("work", "debt")) == ["A", "B"]
    assert names(index, filter_kinds=("unheard-of",)) == []
    assert names(index, allowed=np.array([True, False, True, False])) == ["A", "C"]
    assert names(index, exclude=(0, 2)) == ["B", "D"]


def test_distance_orders_and_the_radius_drops(build: Build, make_record: Make, make_door: Doors) -> None:
    index = build(
        make_record("Mainz", doors=(make_door("07315", *MAINZ),)),
        make_record("Mayen and Koblenz", doors=(make_door("07137", *MAYEN), make_door("07111", *KOBLENZ))),
        make_record("Mayen", doors=(make_door("07137", *MAYEN),)),
        make_record("Chat"),
    )
    near = select(index, point=KOBLENZ)
    assert [index.records[n].name for n in near.ordinals] == ["Mayen and Koblenz", "Mayen", "Mainz", "Chat"]
    assert near.doors.tolist() == [1, 0, 0, -1]
    assert near.distances_km[:2] == pytest.approx([0, 26.2], abs=0.5)
    assert names(index, point=KOBLENZ, radius_km=30) == ["Mayen and Koblenz", "Mayen"]


def test_without_a_point_the_door_in_the_district_meant_is_shown(
    build: Build, make_record: Make, make_door: Doors
) -> None:
    index = build(make_record("One", doors=(make_door("07315"), make_door("07111"))))
    assert select(index, place_districts=("07111",)).doors.tolist() == [1]
    assert select(index).doors.tolist() == [0]


def test_younger_facts_come_first_among_equals(build: Build, make_record: Make) -> None:
    dated = {"A undated": None, "B older": "2021", "C younger": "2025-10", "D younger": "2025-10"}
    index = build(*(make_record(name, "debt", as_of=as_of) for name, as_of in dated.items()))
    assert [name[0] for name in names(index, want_kinds=("debt",))] == ["C", "D", "B", "A"]


def test_a_shade_of_wording_does_not_beat_the_way(build: Build, make_record: Make, make_door: Doors) -> None:
    fillers = [make_record(f"Other {n}", target_group="sonst") for n in range(20)]
    index = build(
        make_record("Near", doors=(make_door("07111", *KOBLENZ),), target_group="Garten für alle Leute hier"),
        make_record("Far", doors=(make_door("07315", *MAINZ),), target_group="Garten für alle Leute"),
        *fillers,
    )
    assert names(index, words=("garten",), point=KOBLENZ) == ["Near", "Far"]
    assert names(index, words=("garten",), point=MAINZ) == ["Far", "Near"]


def test_all_words_else_most_words(build: Build, make_record: Make) -> None:
    index = build(make_record("Haus Garten Schule"), make_record("Haus Garten"), make_record("Haus"))
    assert names(index, words=("haus", "garten")) == ["Haus Garten", "Haus Garten Schule"]
    assert names(index, words=("haus", "kirche")) == ["Haus", "Haus Garten", "Haus Garten Schule"]
    assert names(index, words=("garten", "schule", "kirche")) == ["Haus Garten Schule"]
    assert names(index, words=("Garten,", "SCHULE!")) == ["Haus Garten Schule"]
    assert names(index, words=("kirche",)) == []


def test_words_refine_what_was_understood(build: Build, make_record: Make) -> None:
    index = build(
        make_record("A", "debt"),
        make_record("B", "debt", target_group="Selbstständige"),
        make_record("C", "mfd", target_group="Selbstständige"),
    )
    assert names(index, want_kinds=("debt",), words=("selbstständige",)) == ["B", "A"]


def test_a_carrier_is_required_alone_and_preferred_beside_a_kind(build: Build, make_record: Make) -> None:
    index = build(
        make_record("A", "debt", umbrella="Diakonie", areas=("07111",)),
        make_record("B", "debt", umbrella="Caritas", areas=("07315",)),
        make_record("C", "mfd", organization="Caritasverband", areas=("07111",)),
        make_record("D Begegnung", "mfd", umbrella="AWO"),
    )
    assert names(index, want_organization="caritas") == ["B", "C"]
    assert names(index, want_organization="caritas", want_kinds=("debt",)) == ["B", "A"]
    assert names(index, want_organization="caritas", want_kinds=("debt",), place_districts=("07111",)) == ["A", "B"]
    assert names(index, want_organization="begegnung") == ["D Begegnung"]
    assert names(index, want_organization="nobody") == []


def test_a_kind_that_also_treats_the_topic_comes_first(build: Build, make_record: Make) -> None:
    index = build(make_record("A", "mfd", topics="work"), make_record("B", "mbe", topics="housing work"))
    assert names(index, want_kinds=("mfd", "mbe"), want_topics=("housing",)) == ["B", "A"]


def test_pages_are_cut_from_one_stable_order(build: Build, make_record: Make) -> None:
    index = build(*(make_record(f"Service {n}", "debt", as_of=f"20{10 + n % 10}") for n in range(57)))
    whole = select(index, want_kinds=("debt",), limit=100)
    pages = [select(index, want_kinds=("debt",), offset=at, limit=10, facets=False) for at in range(0, 70, 10)]
    assert [n for page in pages for n in page.ordinals.tolist()] == whole.ordinals.tolist()
    assert {page.total for page in pages} == {57}
    assert whole.all_ordinals.tolist() == whole.ordinals.tolist()
    assert pages[-1].facets == {}


def test_the_map_gets_the_first_five_hundred_and_paging_goes_on(build: Build, make_record: Make) -> None:
    index = build(*(make_record(f"Service {n:04}") for n in range(1203)))
    selected = select(index, offset=1200, limit=20)
    assert selected.all_ordinals.tolist() == list(range(500))
    assert selected.ordinals.tolist() == [1200, 1201, 1202]
    assert select(index, offset=1240).ordinals.tolist() == []


@pytest.fixture
def varied(build: Build, make_record: Make, make_door: Doors) -> SearchIndex:
    rng = np.random.default_rng(3)

    def some(codes: str, most: int) -> list[str]:
        return rng.choice(codes.split(), size=rng.integers(0, most + 1), replace=False).tolist()

    return build(
        *(
            make_record(
                f"Service {n} {rng.choice(['Haus', 'Hof'])}",
                " ".join(some("mfd debt family authority", 2) or ["mfd"]),
                " ".join(some("debt housing work", 2)),
                languages=tuple(some("ar uk de", 2)),
                areas=tuple(some("07111 07137 07315", 2)),
                doors=tuple(make_door(district) for district in some("07111 07137", 1)),
                scope=rng.choice(["local", "statewide"], p=[0.8, 0.2]),
            )
            for n in range(200)
        )
    )


@pytest.mark.parametrize(
    "asked", [{}, {"words": ("haus",)}, {"want_kinds": ("debt",)}, {"filter_topics": ("work",)}], ids=str
)
@pytest.mark.parametrize(
    ("facet", "parameter"),
    [
        ("kind", "filter_kinds"),
        ("topic", "filter_topics"),
        ("language", "languages"),
        ("district", "filter_districts"),
    ],
)
def test_a_facet_says_what_choosing_it_keeps(
    varied: SearchIndex, asked: dict[str, Any], facet: str, parameter: str
) -> None:
    if parameter in asked:
        return
    for code, count in select(varied, **asked).facets[facet].items():
        assert select(varied, **asked, **{parameter: (code,)}).total == count


def test_certain_counts_leave_out_what_is_unknown(varied: SearchIndex) -> None:
    certain = select(varied).certain
    assert certain["language"]["ar"] == sum("ar" in record.languages for record in varied.records)
    here = [r for r in varied.records if "07111" in r.areas or any(d.district == "07111" for d in r.doors)]
    assert certain["district"]["07111"] == len(here)


def test_general_kinds_stand_first_where_nothing_special_is_asked(build: Build, make_record: Make) -> None:
    index = build(make_record("A", "debt"), make_record("B", "mbe"), make_record("C", "mfd"), make_record("D", "mfd"))
    assert names(index, prefer_kinds=("mfd", "mbe")) == ["C", "D", "B", "A"]
    assert names(index, prefer_kinds=("mfd", "mbe"), want_kinds=("debt",)) == ["A"]


def test_a_service_for_one_group_stands_behind_those_for_everyone(build: Build, make_record: Make) -> None:
    index = build(
        make_record("A for one group", "debt", restricted=True, areas=("07111",)),
        make_record("B by topic", stated="debt", areas=("07111",)),
        make_record("C elsewhere", "debt", areas=("07315",)),
    )
    asked = {"want_kinds": ("debt",), "want_topics": ("debt",), "place_districts": ("07111",)}
    assert [name[0] for name in names(index, **asked)] == ["B", "A", "C"]


def test_a_part_of_a_neighbouring_district_says_nothing_about_this_one(build: Build, make_record: Make) -> None:
    index = build(make_record("One", areas=("07111", "07137"), area_municipalities=frozenset({"07137999"})))
    asked = {"place_districts": ("07111",), "place_municipalities": ("07111000",)}
    assert select(index, **asked).tiers.tolist() == [RESPONSIBLE]
