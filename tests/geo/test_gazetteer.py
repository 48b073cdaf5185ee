"""Names to places: spellings, exonyms, scripts, namesakes, typing errors."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.gazetteer import gazetteer
from geo.place_names import base, name_key
from geo.places import Place

NAMES = [
    # German, in the ways people type it
    ("Mainz", "07315000"),
    ("mainz", "07315000"),
    ("Ludwigshafen", "07314000"),
    ("Ludwigshafen/Rhein", "07314000"),
    ("Ludwigshafen a. Rh.", "07314000"),
    ("Landau", "07313000"),
    ("Landau/Pfalz", "07313000"),
    ("Landau i. d. Pfalz", "07313000"),
    ("Frankenthal", "07311000"),
    ("Bad Neuenahr", "07131007"),
    ("Zweibrücken", "07320000"),
    ("Zweibruecken", "07320000"),
    ("Zweibrucken", "07320000"),
    ("Neustadt a. d. Weinstr.", "07316000"),
    ("Neustadt/Wstr.", "07316000"),
    ("Neustadt an der Weinstrasse", "07316000"),
    ("St. Goar", "07140133"),
    ("idar oberstein", "07134045"),
    ("Kreuznach", "07133006"),
    ("Dürkheim", "07332002"),
    ("Ramstein", "07335038"),
    ("Mainz-Gonsenheim", "07315000"),
    ("Oggersheim", "07314000"),
    ("Stadt Kaiserslautern", "07312000"),
    ("KL", "07312000"),
    # districts
    ("Kreis KL", "07335"),
    ("KL-Land", "07335"),
    ("Landkreis Kaiserslautern", "07335"),
    ("Kreis Kaiserslautern", "07335"),
    ("Kreis AW", "07131"),
    ("SÜW", "07337"),
    ("Südliche Weinstraße", "07337"),
    ("Südwestpfalz", "07340"),
    ("Vulkaneifel", "07233"),
    ("Eifelkreis", "07232"),
    ("Rhein-Hunsrück", "07140"),
    ("Rhein-Hunsrück-Kreis", "07140"),
    ("Kreis Mainz-Bingen", "07339"),
    ("Westerwald", "07143"),
    ("Donnersberg", "07333"),
    ("Kreis Ludwigshafen", "07338"),
    # associations
    ("VG Loreley", "071415009"),
    ("Verbandsgemeinde Loreley", "071415009"),
    ("Loreley", "071415009"),
    # other languages
    ("Trèves", "07211000"),
    ("Mayence", "07315000"),
    ("Coblence", "07111000"),
    ("Spire", "07318000"),
    ("Deux-Ponts", "07320000"),
    ("Moguncja", "07315000"),
    ("w Moguncji", None),
    ("Moguncji", "07315000"),
    ("Koblencja", "07111000"),
    ("Trewir", "07211000"),
    ("Treviri", "07211000"),
    ("Magonza", "07315000"),
    ("Mainz'da", "07315000"),
    ("Koblenz’de", "07111000"),
    ("Майнц", "07315000"),
    ("Майнце", "07315000"),
    ("Кобленц", "07111000"),
    ("Кобленці", "07111000"),
    ("Трир", "07211000"),
    ("Трір", "07211000"),
    ("Трире", "07211000"),
    ("Людвигсхафен", "07314000"),
    ("Людвігсгафен", "07314000"),
    ("Людвігсгафені", "07314000"),
    ("Кайзерслаутерн", "07312000"),
    ("Бад-Кройцнах", "07133006"),
    ("Нойвид", "07138045"),
    ("Вормс", "07319000"),
    ("ماينتس", "07315000"),
    ("ماينز", "07315000"),
    ("بماينتس", "07315000"),
    ("كوبلنز", "07111000"),
    ("ترير", "07211000"),
    ("لودفيغسهافن", "07314000"),
    ("كايزرسلاوترن", "07312000"),
    ("ماینتس", "07315000"),
    ("کوبلنتس", "07111000"),
    ("ترییر", "07211000"),
    ("لودویگسهافن", "07314000"),
    ("მაინცი", "07315000"),
    # not ours
    ("Mannheim", None),
    ("Saarbrücken", None),
    ("Wiesbaden", None),
    ("", None),
    ("   ", None),
]


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_lookup(name: str, key: str | None) -> None:
    found = gazetteer().lookup(name)
    assert (found[0].key if found else None) == key


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Neustadt", ["Neustadt an der Weinstraße", "Neustadt (Wied), Landkreis Neuwied"]),
        ("Berg", ["Berg (Pfalz), Landkreis Germersheim", "Berg (Landkreis Ahrweiler)", "Berg (Rhein-Lahn-Kreis)"]),
        ("Kaiserslautern", ["Kaiserslautern (Stadt)", "Landkreis Kaiserslautern"]),
        ("Neuwied", ["Neuwied (Stadt)", "Landkreis Neuwied"]),
        ("Herxheim", ["Herxheim bei Landau/Pfalz (Landkreis Südliche Weinstraße)"]),
        ("Altenkirchen", ["Altenkirchen (Westerwald), Stadt", "Altenkirchen (Landkreis Kusel)"]),
        ("Bärweiler", ["Bärweiler"]),
        ("Barweiler", ["Barweiler"]),
    ],
)
def test_namesakes_likeliest_first(name: str, labels: list[str]) -> None:
    assert [place.label for place in gazetteer().lookup(name)][: len(labels)] == labels


def test_namesakes_always_show_what_tells_them_apart() -> None:
    towns = list(gazetteer().municipalities.values())
    alike = Counter(base(town.name) for town in towns)
    assert sum(number > 1 for number in alike.values()) > 100
    for town in towns:
        if alike[base(town.name)] > 1 and not town.is_city:
            assert "kreis" in town.label.casefold() or town.label.endswith("Stadt"), town.label
    assert len({town.label for town in towns}) == len(towns)


def test_every_duplicate_name_gives_all_its_places() -> None:
    towns = list(gazetteer().municipalities.values())
    for name, number in Counter(town.name for town in towns).items():
        found = [place for place in gazetteer().lookup(name) if place.name == name and place.kind == "municipality"]
        assert len(found) == number


def test_names_reach_as_far_as_max_words() -> None:
    places = gazetteer()
    longest = max(places.names(), key=lambda name: len(name.split()))
    assert len(longest.split()) == places.max_words
    assert all(name == name_key(name) for name in list(places.names())[::50])


def test_common_words_are_names_that_need_a_cue() -> None:
    places = gazetteer()
    assert {"wissen", "schuld", "kommen", "berg"} <= places.common_words
    assert not {"mainz", "trier", "worms", "koblenz"} & places.common_words
    assert places.lookup("Schuld")[0].label == "Schuld"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("kaiserslauten", "07312000"),
        ("Kaiserlautern", "07312000"),
        ("Ludwigshaven", "07314000"),
        ("Ludwigshfen", "07314000"),
        ("Koblens", "07111000"),
        ("Koblez", "07111000"),
        ("Mianz", "07315000"),
        ("Speier", "07318000"),
        ("Piermasens", "07317000"),
        ("badkreuznach", "07133006"),
        ("Neuwid", "07138045"),
        ("кобленс", "07111000"),
        ("لودفيغسهاف", "07314000"),
        ("Westerwaldkries", "07143"),
    ],
)
def test_typing_errors(typed: str, key: str) -> None:
    found = gazetteer().lookup(typed) or tuple(place for place, _ in gazetteer().fuzzy(typed))
    assert found[0].key == key


@pytest.mark.parametrize(
    "word",
    [
        "schulden", "schuldner", "arbeit", "deutsch", "eltern", "kinder", "schule", "wohnung", "sucht", "tiere",
        "später", "bringen", "komplett", "works", "tried", "kirche", "hause", "zimmer", "weiter", "stadt",
        "führerschein", "ausländer", "паспорт", "треба", "تغيير", "mains", "espera", "mayıs", "55116", "07111", "mnz",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_mistyped_places(word: str) -> None:
    assert gazetteer().fuzzy(word) == ()


def test_exact_names_are_not_fuzzy_and_scores_fall() -> None:
    assert gazetteer().fuzzy("Mainz") == ()
    scores = [score for _, score in gazetteer().fuzzy("Neunkirchn", limit=5, cutoff=70, surely_place=True)]
    assert scores == sorted(scores, reverse=True)
    assert len(gazetteer().fuzzy("Neunkirchn", limit=1, cutoff=70, surely_place=True)) == 1


def test_villages_are_mended_only_where_a_place_belongs() -> None:
    assert gazetteer().fuzzy("Ürzik") == ()
    assert gazetteer().fuzzy("Ürzik", cutoff=80, surely_place=True)[0][0].name == "Ürzig"


@pytest.mark.parametrize(
    ("prefix", "first"),
    [
        ("koble", "Koblenz"),
        ("kais", "Kaiserslautern (Stadt)"),
        ("560", "56068 Koblenz"),
        ("май", "Mainz"),
        ("trè", "Trier"),
    ],
)
def test_suggestions(prefix: str, first: str) -> None:
    assert gazetteer().suggest(prefix)[0].label == first


def test_suggestions_are_few_and_unique() -> None:
    found = gazetteer().suggest("neu", limit=5)
    assert len({place.key for place in found}) == len(found) == 5
    assert gazetteer().suggest("") == ()
    assert gazetteer().suggest("neu", limit=0) == ()


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("56068", ("07111",)),
        ("D-56068 Koblenz", ("07111",)),
        ("٥٦٠٦٨", ("07111",)),
        ("67454", ("07332", "07338")),
        ("10115", None),
        ("560681", None),
        ("kein", None),
    ],
)
def test_postcodes(text: str, districts: tuple[str, ...] | None) -> None:
    found = gazetteer().postcode(text)
    assert (found.districts if found else None) == districts


def test_place_knows_its_only_district() -> None:
    several = gazetteer().postcodes["67454"]
    assert several.district is None
    assert several.label == "67454 Haßloch und Umgebung"
    mainz: Place = gazetteer().lookup("Mainz")[0]
    assert mainz.district == "07315"
    assert mainz.is_city
