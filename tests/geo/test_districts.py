"""Districts: points in them, points beside the Land, neighbours and closed borders."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import shape

from geo.districts import credit, district_at, districts, near_border_km, outlines

INSIDE = [
    ("Koblenz, Jesuitenplatz", 50.3594, 7.5978, "07111"),
    ("Mainz, Dom", 49.9989, 8.2739, "07315"),
    ("Trier, Porta Nigra", 49.7597, 6.6441, "07211"),
    ("Kaiserslautern, Rathaus", 49.4475, 7.7690, "07312"),
    ("Landstuhl", 49.4130, 7.5700, "07335"),
    ("Bitburg", 49.9675, 6.5270, "07232"),
    ("Montabaur", 50.4360, 7.8260, "07143"),
]
OUTSIDE = [
    ("Mannheim", 49.4875, 8.4660, "07314"),
    ("Wiesbaden", 50.0826, 8.2400, "07315"),
    ("Saarbrücken", 49.2402, 6.9969, None),
    ("Köln", 50.9375, 6.9603, None),
    ("Hamburg", 53.55, 9.99, None),
]


@pytest.mark.parametrize(("name", "lat", "lon", "key"), INSIDE)
def test_inside(name: str, lat: float, lon: float, key: str) -> None:
    assert district_at(lat, lon) == key
    nearest = near_border_km(lat, lon)
    assert nearest is not None
    assert (nearest.key, nearest.km, nearest.outside) == (key, 0.0, False)


@pytest.mark.parametrize(("name", "lat", "lon", "key"), OUTSIDE)
def test_outside(name: str, lat: float, lon: float, key: str | None) -> None:
    assert district_at(lat, lon) is None
    nearest = near_border_km(lat, lon)
    assert (nearest and nearest.key) == key
    if nearest:
        assert nearest.outside
        assert 0 < nearest.km <= 15


def test_just_across_the_simplified_border_counts_as_inside() -> None:
    border = shape(outlines()["features"][0]["geometry"])
    assert outlines()["features"][0]["id"] == "07111"
    lon, lat = border.exterior.coords[0] if border.geom_type == "Polygon" else border.geoms[0].exterior.coords[0]
    assert district_at(lat, lon) is not None


def test_borders_are_closed() -> None:
    shapes = [shape(feature["geometry"]) for feature in outlines()["features"]]
    assert shapely.coverage_is_valid(shapes)
    land = shapely.union_all(shapes)
    parts = shapely.get_parts(land)
    assert len(parts) == 1
    assert not parts[0].interiors


def test_neighbours_are_mutual_and_in_the_land() -> None:
    for key, district in districts().items():
        assert district.neighbours, district.name
        assert key not in district.neighbours
        assert all(key in districts()[other].neighbours for other in district.neighbours)


def test_a_city_in_a_landkreis_has_only_that_neighbour() -> None:
    assert districts()["07312"].neighbours == ("07332", "07335")
    assert districts()["07317"].neighbours == ("07340",)


def test_labels_tell_all_districts_apart() -> None:
    labels = [district.label for district in districts().values()]
    assert len(set(labels)) == 36
    assert districts()["07312"].label == "Kaiserslautern (Stadt)"
    assert districts()["07335"].label == "Landkreis Kaiserslautern"


def test_outlines_carry_their_credit_and_stay_small() -> None:
    assert credit() == "© GeoBasis-DE / BKG, dl-de/by-2-0, Daten verändert"
    assert {feature["properties"]["key"] for feature in outlines()["features"]} == set(districts())
