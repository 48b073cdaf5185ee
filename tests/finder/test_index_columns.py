"""Columns: bits, positions, names, months, carriers, distances."""

from __future__ import annotations

import numpy as np
import pytest

from finder.search.index.bits import BitColumn
from finder.search.index.carriers import Carriers
from finder.search.index.collation import sort_key
from finder.search.index.columns import Columns, month_number
from finder.search.index.expansion import near, starting_with
from finder.search.index.positions import Positions
from geo.distance import distances_km


@pytest.mark.parametrize("number", [3, 64, 65, 150])
def test_bits_hold_any_number_of_codes(number: int) -> None:
    codes = [f"c{n}" for n in range(number)]
    column = BitColumn([codes[:1], codes[-1:], [], codes], codes)
    assert column.any_of([codes[0]]).tolist() == [True, False, False, True]
    assert column.any_of([codes[-1], "unheard-of"]).tolist() == [False, True, False, True]
    assert column.any_of([]).tolist() == [False] * 4
    assert column.any_of(["unheard-of"], np.array([1], np.int32)).tolist() == [False]
    assert column.any_at_all().tolist() == [True, True, False, True]


@pytest.mark.parametrize("services", [0, 1, 999, 1000, 3000])
def test_counts_agree_with_counting(services: int) -> None:
    rng = np.random.default_rng(services)
    codes = [f"c{n}" for n in range(70)]
    lists = [list(rng.choice(codes, size=rng.integers(0, 6), replace=False)) for _ in range(services)]
    column = BitColumn(lists, codes)
    counted = column.counts(np.arange(services, dtype=np.int32)).tolist()
    assert counted == [sum(code in codes_ for codes_ in lists) for code in codes]


def test_codes_nobody_announced_follow_the_known_ones() -> None:
    assert BitColumn([["new"], ["a"]], ["a", "b"]).codes == ("a", "b", "new")


def test_nearest_doors(make_record, make_door) -> None:  # type: ignore[no-untyped-def]
    koblenz, mainz, trier = (50.3569, 7.589), (49.9929, 8.2473), (49.7596, 6.6439)
    positions = Positions(
        [
            make_record("two", doors=(make_door("07315", *mainz), make_door(), make_door("07111", *koblenz))),
            make_record("none"),
            make_record("no position", doors=(make_door("07211"),)),
            make_record("one", doors=(make_door("07211", *trier),)),
        ]
    )
    rows = np.array([0, 1, 2, 3], np.int32)
    km = positions.nearest(rows, koblenz)
    exact = distances_km(*koblenz, [koblenz[0], trier[0]], [koblenz[1], trier[1]])
    assert km[[0, 3]] == pytest.approx(exact, abs=0.01)
    assert np.isnan(km[[1, 2]]).all()
    assert [positions.nearest_door(row, koblenz) for row in range(4)] == [2, -1, -1, 0]
    assert positions.nearest_door(0, mainz) == 0
    assert positions.nearest_door(0, None) == -1
    assert np.isnan(positions.nearest(rows[1:3], koblenz)).all()


def test_metres_survive_single_precision(make_record, make_door) -> None:  # type: ignore[no-untyped-def]
    positions = Positions([make_record("a", doors=(make_door("07111", 50.3569, 7.589),))])
    near_by = positions.nearest(np.array([0], np.int32), (50.3569 + 0.0009, 7.589))
    assert near_by[0] == pytest.approx(0.1, abs=0.005)


def test_german_collation() -> None:
    names = ["Zoar", "Ämter", "Amt", "„Café“", "ärzte", "Straße 2", "Strasse 1", "Öl", "Ofen"]
    expected = ["Amt", "Ämter", "ärzte", "„Café“", "Ofen", "Öl", "Strasse 1", "Straße 2", "Zoar"]
    assert sorted(names, key=sort_key) == expected


@pytest.mark.parametrize(
    ("older", "younger"), [(None, "1990"), ("2024", "2024-02"), ("2024-12", "2025"), ("2025-03-31", "2025-04-01")]
)
def test_months_order_dates(older: str | None, younger: str) -> None:
    assert month_number(older) < month_number(younger)


@pytest.mark.parametrize(
    ("name", "found"),
    [("caritas", [0, 1]), ("ib", [2]), ("awo", [3]), ("internationaler bund", [2]), ("ritas", []), ("arbeiter", [3])],
)
def test_carriers_are_named_by_the_beginnings_of_words(make_record, name: str, found: list[int]) -> None:  # type: ignore[no-untyped-def]
    carriers = Carriers(
        [
            make_record("a", umbrella="Caritas", organization="Caritasverband Trier e. V."),
            make_record("b", organization="Caritas-Zentrum"),
            make_record("c", umbrella="IB", organization="Internationaler Bund"),
            make_record("d", umbrella="AWO", organization="Arbeiterwohlfahrt"),
            make_record("e", organization="Bibliothek"),
        ]
    )
    assert np.flatnonzero(carriers.run_by(name)).tolist() == found


def test_who_serves_everywhere(make_record, make_door, lexicon) -> None:  # type: ignore[no-untyped-def]
    records = [
        make_record("statewide", scope="statewide", doors=(make_door("07315"),)),
        make_record("chat"),
        make_record("door only", doors=(make_door("07111"),)),
        make_record("area only", areas=("07111",)),
    ]
    columns = Columns(records, lexicon)
    assert columns.everywhere.tolist() == [True, True, False, False]
    assert columns.areas.any_of(["07111"]).tolist() == [False, False, True, True]


def test_prefixes_and_slips() -> None:
    words = sorted(["beratung", "beratungsstell", "bern", "kusel", "koblenz", "mainz", "worm"])
    assert starting_with("berat", words) == ["beratung", "beratungsstell"]
    assert starting_with("be", words) == []
    assert near("koblnez", words) == ["koblenz"]
    assert near("kobblennz", words) == ["koblenz"]
    assert near("main", words) == ["mainz"]
    assert near("kus", words) == []
    assert near("5606", ["56068"]) == []
