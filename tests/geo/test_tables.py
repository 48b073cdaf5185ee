"""The generated and hand-kept tables in data/places: numbers of rows, and that they fit together."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.districts import district_at, districts
from geo.gazetteer import gazetteer
from geo.tables import places_file, rows


@pytest.mark.parametrize(
    ("table", "number"),
    [("districts.csv", 36), ("municipalities.csv", 2305), ("postcodes.csv", 659), ("associations.csv", 129)],
)
def test_number_of_rows(table: str, number: int) -> None:
    assert len(list(rows(table))) == number


def test_24_landkreise_and_12_cities() -> None:
    kinds = Counter(district.kind for district in districts().values())
    assert kinds == {"Landkreis": 24, "kreisfreie Stadt": 12}
    assert min(districts()) == "07111"
    assert max(districts()) == "07340"


def test_every_municipality_lies_in_its_district() -> None:
    wrong = [t.label for t in gazetteer().municipalities.values() if district_at(t.lat, t.lon) != t.district]
    assert wrong == []


def test_about_a_sixth_of_the_postcodes_lies_in_several_districts() -> None:
    several = [p for p in gazetteer().postcodes.values() if len(p.districts) > 1]
    assert 111 <= len(several) <= 125


def test_postcodes_name_only_what_exists() -> None:
    for postcode in gazetteer().postcodes.values():
        assert postcode.municipalities
        assert set(postcode.districts) <= set(districts())
        assert set(postcode.municipalities) <= set(gazetteer().municipalities)
        assert list(postcode.shares.values()) == sorted(postcode.shares.values(), reverse=True)


def test_every_municipality_is_in_its_association_and_in_a_postcode() -> None:
    places = gazetteer()
    for town in places.municipalities.values():
        if town.association:
            assert town.key in places.associations[town.association].municipalities
    found = {key for postcode in places.postcodes.values() for key in postcode.municipalities}
    assert len(set(places.municipalities) - found) <= 2  # Sauerthal: its postcode lies mostly in Hesse


@pytest.mark.parametrize("table", ["names.csv", "exonyms.csv", "town_parts.csv", "population_corrections.csv"])
def test_keys_and_names_of_towns_agree(table: str) -> None:
    towns = gazetteer().municipalities
    for row in rows(table):
        assert row.get("place", row.get("town")) == towns[row["key"]].name


def test_district_names_agree() -> None:
    for row in rows("district_names.csv"):
        assert districts()[row["key"]].name == row["district"]
        assert row["form"] in ("word", "kreis")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bad Ems", "Bad Ems-Nassau"),
        ("Katzenelnbogen", "Aar-Einrich"),
        ("Kell am See", "Saarburg-Kell"),
        ("Grünstadt-Land", "Leiningerland"),
        ("Altenglan", "Kusel-Altenglan"),
        ("Waldbreitbach", "Rengsdorf-Waldbreitbach"),
        ("Kirn-Land", "Kirner Land"),
        ("Stromberg", "Langenlonsheim-Stromberg"),
        ("Obere Kyll", "Gerolstein"),
        ("Herdorf-Daaden", "Daaden-Herdorf"),
    ],
)
def test_merged_associations_are_found_under_both_names(old: str, new: str) -> None:
    assert gazetteer().resolve(f"VG {old}").label == f"Verbandsgemeinde {new}"
    assert gazetteer().resolve(f"Verbandsgemeinde {new}").label == f"Verbandsgemeinde {new}"


def test_dissolved_associations_are_gone() -> None:
    names = {union.name for union in gazetteer().associations.values()}
    assert not names & {"Bad Münster am Stein-Ebernburg", "Heidesheim am Rhein", "Rhaunen", "Hettenleidelheim"}
    assert all(union.municipalities for union in gazetteer().associations.values())


def test_every_table_stands_in_the_sources() -> None:
    text = places_file("SOURCE.md").read_text(encoding="utf-8")
    for file in places_file("SOURCE.md").parent.iterdir():
        assert f"`{file.name}`" in text or file.name == "SOURCE.md", file.name
    assert "://" not in text
