"""One text, one place: or a sentence that says why there is none."""

from __future__ import annotations

import pytest

from geo.districts import districts
from geo.errors import UnknownPlace
from geo.gazetteer import gazetteer
from geo.resolving import outside


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("55116 Mainz", "postcode", "55116"),
        ("56068", "postcode", "56068"),
        ("67454 Haßloch", "municipality", "07332025"),
        ("55020 Mainz", "municipality", "07315000"),  # a post-office box
        ("07335", "district", "07335"),
        ("07312", "municipality", "07312000"),
        ("07111000", "municipality", "07111000"),
        ("071415009", "association", "071415009"),
        ("Kreis KL", "district", "07335"),
        ("Landkreis Mainz-Bingen", "district", "07339"),
        ("VG Loreley", "association", "071415009"),
        ("Stadt Neuwied", "municipality", "07138045"),
        ("kreisfreie Stadt Worms", "municipality", "07319000"),
        ("in Koblenz", "municipality", "07111000"),
        ("Mainz, Rheinland-Pfalz", "municipality", "07315000"),
        ("Trier-Süd", "municipality", "07211000"),
        ("Koblens", "municipality", "07111000"),
        ("Berg (Landkreis Ahrweiler)", "municipality", "07131011"),
        ("50.3594,7.5978", "position", "50.35940,7.59780"),
        ("50.3594 7.5978", "position", "50.35940,7.59780"),
    ],
)
def test_resolve(text: str, kind: str, key: str) -> None:
    place = gazetteer().resolve(text)
    assert (place.kind, place.key) == (kind, key)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Bitte einen Ort oder eine Postleitzahl angeben."),
        ("Xyzstadt am Berg", "Der Ort „Xyzstadt am Berg“ ist uns in Rheinland-Pfalz nicht bekannt."),
        ("10115", "Die Postleitzahl 10115 liegt nicht in Rheinland-Pfalz oder ist uns nicht bekannt."),
        ("Mannheim", "Mannheim liegt nicht in Rheinland-Pfalz, sondern in Baden-Württemberg. "
                     "Am nächsten liegt: Ludwigshafen am Rhein."),
        ("Saarbrücken", "Saarbrücken liegt nicht in Rheinland-Pfalz, sondern im Saarland."),
        ("Wiesbaden", "Wiesbaden liegt nicht in Rheinland-Pfalz, sondern in Hessen. Am nächsten liegt: Mainz."),
        ("53.55,9.99", "Diese Stelle liegt außerhalb von Rheinland-Pfalz."),
        ("999,999", "Diese Stelle liegt außerhalb von Rheinland-Pfalz."),
    ],
)  # fmt: skip
def test_unknown(text: str, sentence: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        gazetteer().resolve(text)
    assert caught.value.message == sentence
    assert caught.value.field == "near"


def test_a_long_unknown_text_is_not_repeated_in_full() -> None:
    with pytest.raises(UnknownPlace) as caught:
        gazetteer().resolve("x" * 10_000)
    assert len(caught.value.message) < 150


def test_a_position_outside_says_so() -> None:
    place = gazetteer().resolve("49.4875,8.466")
    assert place.districts == ("07314",)
    assert place.outside_km == pytest.approx(1.1, abs=0.5)
    assert "außerhalb von Rheinland-Pfalz" in place.label
    assert gazetteer().resolve("50.3594,7.5978").outside_km is None


def test_every_label_and_key_resolves_to_its_place() -> None:
    places = gazetteer()
    everything = [*places.municipalities.values(), *places.associations.values(), *places.postcodes.values()]
    everything += [places.district(key) for key in districts()]
    wrong = [p.label for p in everything if places.resolve(p.label).key != p.key or places.resolve(p.key).key != p.key]
    assert wrong == []


def test_outside_names() -> None:
    found = outside("Frankfurt")
    assert found is not None
    assert found.land == "Hessen"
    assert outside("Mainz") is None
