"""Addresses to positions, and the one contract of all geocoders."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from geopy.exc import GeocoderServiceError
from geopy.location import Location

from geo.errors import NotConfigured
from geo.geocoders import OfflineGeocoder, RefusingAdapter, make_geocoder
from geo.geocoding import locate

Stated = tuple[str | None, str | None, str | None, str | None]

POSITIONS = [
    # street, postcode, city, district -> precision, district, municipality
    (("Markt 1", "56068", "Koblenz", "07111"), "postcode", "07111", "07111000"),
    ((None, "67454", "Haßloch", "07332"), "municipality", "07332", "07332025"),
    ((None, "67454", None, None), "postcode", None, None),
    ((None, "67067", "Ludwigshafen-Rheingönheim", "07314"), "postcode", "07314", "07314000"),
    ((None, None, "Berg", "07131"), "municipality", "07131", "07131011"),
    ((None, None, "Neustadt", "07138"), "municipality", "07138", "07138044"),
    ((None, None, None, "07335"), "district", "07335", None),
    ((None, None, "Verbandsgemeinde Ruwer", None), "district", "07235", None),
    ((None, None, "Rhein-Lahn-Kreis", "07141"), "district", "07141", None),
    ((None, None, None, None), None, None, None),
]


@pytest.mark.parametrize(("stated", "precision", "district", "municipality"), POSITIONS)
def test_locate(stated: Stated, precision: str | None, district: str | None, municipality: str | None) -> None:
    found = locate(*stated)
    assert (found.precision, found.district, found.municipality) == (precision, district, municipality)
    assert (found.lat is None) == (precision is None)
    assert found.problems == ()
    assert precision is None or (found.source or "").startswith("gazetteer: ")


PROBLEMS = [
    ((None, "56068", "Koblenz", "07137"), ["Die Postleitzahl 56068 liegt nicht in: Landkreis Mayen-Koblenz.",
                                          "Der Ort Koblenz liegt nicht in: Landkreis Mayen-Koblenz."]),
    ((None, "56068", "Mainz", None), ["Der Ort Mainz liegt nicht im Bereich der Postleitzahl 56068."]),
    ((None, "55020", "Mainz", None), ["Die Postleitzahl 55020 ist uns in Rheinland-Pfalz nicht bekannt."]),
    ((None, "68159", "Mannheim", None), ["Die Postleitzahl 68159 ist uns in Rheinland-Pfalz nicht bekannt.",
                                         "Der Ort Mannheim ist uns in Rheinland-Pfalz nicht bekannt."]),
    ((None, None, None, "08111"), ["Der Kreis 08111 ist nicht bekannt."]),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "problems"), PROBLEMS)
def test_contradictions(stated: Stated, problems: list[str]) -> None:
    assert list(locate(*stated).problems) == problems


@pytest.mark.parametrize(
    ("given", "district", "words"),
    [
        ((50.3594, 7.5978), "07111", []),
        ((49.4875, 8.4660), None, ["außerhalb", "weit weg"]),
        ((49.9989, 8.2739), "07315", ["liegt nicht in: Koblenz", "weit weg"]),
    ],
)
def test_a_given_position_is_kept_and_checked(
    given: tuple[float, float], district: str | None, words: list[str]
) -> None:
    found = locate(None, "56068", "Koblenz", "07111", given=given)
    assert (found.lat, found.lon, found.precision, found.source) == (*given, "given", "stated")
    assert found.district == district
    assert len(found.problems) == len(words)
    assert all(word in problem for word, problem in zip(words, found.problems, strict=True))


def answering(lat: float, lon: float) -> Any:
    """A geocoder of somebody else's: it stands for a service that we do not own."""
    return SimpleNamespace(name="photon", geocode=lambda _: Location("there", (lat, lon, 0.0), {}))


def test_a_street_is_believed_in_the_right_district_only() -> None:
    stated = ("Markt 1", "56068", "Koblenz", "07111")
    assert locate(*stated, geocoder=answering(50.36, 7.60)).precision == "street"
    assert locate(*stated, geocoder=answering(50.36, 7.60)).source == "photon"
    assert locate(*stated, geocoder=answering(49.45, 7.77)).precision == "postcode"
    nothing = SimpleNamespace(name="photon", geocode=lambda _: None)
    assert locate(*stated, geocoder=nothing).precision == "postcode"


def test_the_offline_geocoder_answers_without_a_network() -> None:
    geocoder = OfflineGeocoder(adapter_factory=RefusingAdapter)
    found = geocoder.geocode("Markt 1, 56068 Koblenz, Deutschland")
    assert isinstance(found, Location)
    assert found.raw["key"] == "56068"
    assert geocoder.geocode({"postalcode": "67454", "city": "Haßloch"}).raw["key"] == "07332025"
    assert len(geocoder.geocode("Berg", exactly_one=False)) == 3
    assert geocoder.geocode("nirgendwo hier") is None
    assert geocoder.reverse((50.3594, 7.5978)).raw["districts"] == ("07111",)
    assert geocoder.reverse("49.4875,8.466") is None
    assert geocoder.reverse("53.55,9.99") is None


ALL: dict[str, Callable[[], Any]] = {
    "offline": lambda: make_geocoder(None),
    "nominatim": lambda: make_geocoder("nominatim", "lotse tests", adapter_factory=RefusingAdapter),
    "photon": lambda: make_geocoder("photon", "lotse tests", "geo.example.org", adapter_factory=RefusingAdapter),
}


@pytest.mark.parametrize("name", ALL)
def test_every_geocoder_keeps_the_contract(name: str) -> None:
    """Same questions; the ones over the network meet an adapter that refuses, which proves that nothing else leaves."""
    geocoder = ALL[name]()
    for ask in (lambda: geocoder.geocode("Mainz"), lambda: geocoder.reverse((50.3594, 7.5978))):
        if name == "offline":
            found = ask()
            assert isinstance(found, Location)
            assert 48.9 < found.latitude < 51.0
            assert found.raw
        else:
            with pytest.raises(GeocoderServiceError, match="network refused"):
                ask()


@pytest.mark.parametrize(("name", "user_agent"), [("nominatim", None), ("photon", ""), ("somewhere", "lotse")])
def test_an_operator_must_say_who_asks(name: str, user_agent: str | None) -> None:
    with pytest.raises(NotConfigured):
        make_geocoder(name, user_agent)


def test_locating_needs_no_network_library() -> None:
    assert not hasattr(sys.modules["geo.geocoding"], "geopy")
