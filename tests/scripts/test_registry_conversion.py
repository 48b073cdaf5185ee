"""The conversion of collected facts, on invented ones: nothing is lost, nothing private passes, keys stay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from directory.registry_files import Entry
from scripts.registry_conversion.convert import Converted, convert
from scripts.registry_conversion.facts import Fact, read_facts
from scripts.registry_conversion.keys import make_key
from scripts.registry_conversion.places import Places
from scripts.registry_conversion.privacy import is_personal_email, is_shelter
from scripts.registry_conversion.report import Report
from scripts.registry_conversion.tables import Corrections

PLACES = Places(Path(__file__).resolve().parents[2] / "data" / "places")


def fact(number: int, **values: Any) -> Fact:
    stated: dict[str, Any] = {
        "name": f"Beispielberatung {number}",
        "kind": "debt",
        "source_url": f"https://quelle{number}.example",
        "source_kind": "list",
        "source_date": "2025",
        "confidence": "high",
        "publish": True,
        "city": "Koblenz",
        "district": "07111",
        "door_district": "07111",
    }
    return Fact(id=f"t{number:04}", **(stated | values))


def run(*facts: Fact, **tables: Any) -> Converted:
    return convert(list(facts), Corrections(**tables), PLACES)


def only(*facts: Fact, **tables: Any) -> Entry:
    result = run(*facts, **tables)
    (entry,) = [*result.published, *result.drafts]
    return entry


def test_every_fact_is_accounted_for() -> None:
    result = run(
        fact(1),
        fact(2),
        fact(3, publish=False, publish_reason="too old"),
        merges=[{"survivor": "t0001", "merged": ["t0002"], "reason": "same"}],
    )
    words = {fact_id: word for fact_id, (word, _) in result.report.outcome.items()}
    assert words == {"t0001": "published", "t0002": "merged", "t0003": "withheld"}
    text = result.report.text(3)
    assert text.startswith("3 facts = 1 published + 1 withheld + 1 merged + 0 rejected")
    assert "too old: t0003" in text


def test_a_lost_fact_stops_the_conversion() -> None:
    report = Report(outcome={"t0001": ("published", "")})
    with pytest.raises(RuntimeError, match="2 facts came in"):
        report.check(2)


def test_one_fact() -> None:
    entry = only(
        fact(
            1,
            street="Musterstraße 1",
            postcode="56068",
            phone="0261 9737-0 /-12",
            email="info@beispielverein.de",
            website="www.beispielverein.de",
            hours="Mo-Fr 9-12",
            access="walk-in",
            topics=["Schulden"],
            catchment=["Kreis A"],
        ),
        topics={"Schulden": ["debt"]},
        access={"walk-in": {"channels": ["visit"], "show": "offen"}},
        catchments={"Kreis A": {"areas": ["07137"]}},
    )
    assert entry.key == "koblenz/beispielberatung-1"
    assert entry.phones == ["+4926197370", "+49261973712"]
    assert (entry.email, entry.url) == ("info@beispielverein.de", "https://www.beispielverein.de")
    assert (entry.topics, entry.channels, entry.access_text) == (["debt"], ["visit"], "offen")
    assert (entry.areas, entry.areas_text) == (["07137"], ["Kreis A"])
    (door,) = entry.doors
    assert (door.key, door.street, door.city, door.hours) == ("main", "Musterstraße 1", "Koblenz", "Mo-Fr 09:00-12:00")
    assert entry.hours is None


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"phone": "365-2828"}, "phone numbers that cannot be read"),
        ({"email": "infobeispiel.de"}, "email that cannot be read"),
        ({"website": "kein Link"}, "website that cannot be read"),
        ({"topics": ["Neues"]}, "topic words without a row in topic_words.toml"),
        ({"access": "irgendwie"}, "access words without a row in access_words.toml"),
        ({"catchment": ["Nirgendwo"]}, "catchments without a row in catchments.toml"),
        ({"postcode": "99999"}, "places that do not fit"),
        ({"postcode": "67059"}, "places that do not fit"),
        ({"city": "Mainz"}, "places that do not fit"),
        ({"city": "Verbandsgemeinde Muster"}, "places that are no municipality: no door"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_guessed(values: dict[str, Any], heading: str) -> None:
    result = run(fact(1, **values))
    assert heading in {note[0] for note in result.report.notes}


@pytest.mark.parametrize(
    ("row", "areas", "municipalities"),
    [
        ({"areas": ["07137"]}, ["07137"], 0),
        ({"association": "Konz"}, ["07235"], 12),
        ({"municipality": "07137003"}, ["07137"], 1),
        ({"scope": "statewide"}, [], 0),
    ],
)
def test_areas(row: dict[str, Any], areas: list[str], municipalities: int) -> None:
    entry = only(fact(1, catchment=["hier"]), catchments={"hier": row})
    assert (entry.areas, len(entry.area_municipalities)) == (areas, municipalities)


def test_a_whole_district_beside_a_part_of_it_is_served_as_a_whole() -> None:
    rows = {"Kreis": {"areas": ["07235"]}, "VG Konz": {"association": "Konz"}}
    entry = only(fact(1, catchment=["Kreis", "VG Konz"]), catchments=rows)
    assert (entry.areas, entry.area_municipalities) == (["07235"], [])


def test_areas_stated_are_added() -> None:
    entry = only(fact(1, areas_stated=["07235"]))
    assert entry.areas == ["07235"]


def test_corrections_set_append_and_keep_what_was() -> None:
    row = {
        "facts": ["t0001"],
        "reason": "so",
        "set": {"kind_assumed": True, "doors.main.hours_text": "", "areas_text": ["hier"]},
        "append": {"access_text": "mehr", "phones": ["115"]},
        "earlier": {"doors.main.street": "Altweg 2"},
    }
    entry = only(
        fact(1, phone="0261 97370", access="so", hours="vormittags"),
        values=[row],
        catchments={"hier": {"areas": ["07131"]}},
        access={"so": {}},
    )
    assert entry.kind_assumed
    assert entry.areas == ["07131"]
    assert (entry.access_text, entry.phones) == ("so; mehr", ["+4926197370", "115"])
    assert entry.doors[0].hours_text is None
    assert [(old.field, old.value, old.source, old.reason) for old in entry.earlier] == [
        ("doors.main.street", "Altweg 2", "s1", "so")
    ]


def test_a_correction_of_an_unknown_field_fails() -> None:
    with pytest.raises(AttributeError):
        run(fact(1), values=[{"facts": ["t0001"], "reason": "-", "set": {"fax": "1"}}])


def test_a_fact_has_the_source_it_was_found_in() -> None:
    row = {
        "facts": ["t0001"],
        "fields": ["address", "phone"],
        "url": "zeitung.example",
        "date": "2016",
        "kind": "press",
        "reason": "-",
    }
    confirms = row | {"fields": [], "url": "stadt.example"}
    entry = only(fact(1, street="Weg 1", phone="0261 97370"), fact_sources=[row, confirms])
    assert entry.fact_sources == {"doors.main.street": "s2", "phones": "s2"}
    assert [source.url for source in entry.sources] == ["https://quelle1.example", "zeitung.example", "stadt.example"]


def test_hours_elsewhere_become_a_place() -> None:
    row = {"fact": "t0001", "key": "bendorf", "city": "Bendorf", "district": "07137", "hours_text": "Mo 9-12"}
    entry = only(fact(1), doors=[row])
    assert [(door.key, door.outreach) for door in entry.doors] == [("main", False), ("bendorf", True)]
    assert entry.doors[1].hours == "Mo 09:00-12:00"


def test_no_door_keeps_the_hours() -> None:
    entry = only(fact(1, hours="Mo 9-12"), no_door={"t0001": "a phone line"})
    assert (entry.doors, entry.hours) == ([], "Mo 09:00-12:00")


def merged(survivor: Fact, other: Fact, **extra: Any) -> Entry:
    return only(survivor, other, merges=[{"survivor": "t0001", "merged": ["t0002"], "reason": "same"} | extra])


def test_merging_keeps_the_newer_fact_and_the_older_as_history() -> None:
    entry = merged(
        fact(1, street="Neuweg 1", phone="0261 11111", source_date="2025-10", topics=["a"]),
        fact(2, street="Altweg 2", phone="0261 22222", email="info@b.de", source_date="2019", topics=["b"]),
        set={"kinds": ["debt", "other"]},
    )
    assert (entry.phones, entry.email, entry.doors[0].street) == (["+4926111111"], "info@b.de", "Neuweg 1")
    assert entry.fact_sources == {"email": "s2"}
    assert {(old.field, str(old.value), old.source) for old in entry.earlier} == {
        ("phones", "['+4926122222']", "s2"),
        ("doors.main.street", "Altweg 2", "s2"),
        ("name", "Beispielberatung 2", "s2"),
    }
    assert entry.topics_text == ["a", "b"]
    assert entry.kinds == ["debt", "other"]
    assert entry.merged_keys == ["koblenz/beispielberatung-2"]


def test_merging_takes_a_newer_fact_of_the_other() -> None:
    entry = merged(fact(1, phone="0261 11111", source_date=None), fact(2, phone="0261 22222", source_date="2025"))
    assert (entry.phones, entry.fact_sources) == (["+4926122222"], {"phones": "s2"})


def test_merging_a_draft_makes_nothing_public() -> None:
    entry = merged(
        fact(1, phone="0261 11111"),
        fact(2, phone="0261 22222", email="alt@b.de", topics=["b"], publish=False, source_date="2030"),
    )
    assert entry.status == "published"
    assert (entry.phones, entry.email, entry.topics_text) == (["+4926111111"], None, [])
    assert ("phones", ["+4926122222"]) in [(old.field, old.value) for old in entry.earlier]


def test_spellings_are_no_difference() -> None:
    entry = merged(
        fact(1, name="A", street="Beispielstr. 1", website="http://www.b.de", organisation="Verein e. V."),
        fact(2, name="A", street="Beispielstraße 1", website="https://b.de/", organisation="Verein e.V."),
    )
    assert entry.earlier == []


def test_keys_are_kept_and_new_ones_are_made() -> None:
    result = run(fact(1), fact(2, name="Beispielberatung 1"), keys={"t0001": "alt/name"})
    assert result.keys == {"t0001": "alt/name", "t0002": "koblenz/beispielberatung-1"}
    assert run(fact(1, name="Umbenannt"), keys=result.keys).keys == result.keys


@pytest.mark.parametrize(
    ("place", "name", "key"),
    [
        ("Koblenz", "Schuldnerberatung Diakonisches Werk Koblenz", "koblenz/schuldnerberatung-diakonisches-werk"),
        ("Frankenthal (Pfalz)", "Beratung für Frauen e.V.", "frankenthal-pfalz/beratung-frauen"),
        ("Südort", "Café Müßiggang – Treff", "suedort/cafe-muessiggang-treff"),
        ("Koblenz", "Koblenz", "koblenz/dienst"),
        ("Koblenz", "Schon da", "koblenz/schon-da-2"),
    ],
)
def test_make_key(place: str, name: str, key: str) -> None:
    assert make_key(place, name, {"koblenz/schon-da"}) == key


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("erika.mustermann@beispiel.de", True),
        ("max_muster@beispiel.de", True),
        ("info@beispiel.de", False),
        ("fachstelle.koblenz@beispiel.de", False),
        ("schuldnerberatung.koblenz@beispiel.de", False),
        ("haus2.koblenz@beispiel.de", False),
    ],
)
def test_personal_addresses(address: str, personal: bool) -> None:
    assert is_personal_email(address, ["fachstelle", "beratung", "info"]) is personal


def test_private_facts_are_dropped_and_told() -> None:
    result = run(
        fact(1, email="erika.mustermann@beispiel.de", phone="0171 1234567"), fact(2, name="Hilfe bei Frau Muster")
    )
    (first, _) = result.published
    assert (first.email, first.phones) == (None, [])
    assert sorted(note[1:] for note in result.report.notes if "privacy" in note[0] or "person" in note[0]) == [
        ("t0001", "1 mobile number(s)"),
        ("t0001", "e-mail address of a person"),
        ("t0002", "name"),
    ]


@pytest.mark.parametrize("name", ["Frauenhaus Musterstadt", "Verein – Frauenhaus und Beratung", "Frauenschutzwohnung"])
def test_a_shelter_has_no_place(name: str) -> None:
    assert is_shelter(name)
    entry = only(fact(1, name=name, kind="women", street="Geheimweg 1", hours="Mo 9-12", phone="0261 97370"))
    assert entry.doors == []
    assert (entry.hours_text, entry.phones) == ("Mo 9-12", ["+4926197370"])


def test_pairs_that_may_be_one_are_shown_until_decided() -> None:
    pair = (fact(1, organisation="Verein e.V."), fact(2, organisation="Verein e. V."))
    heading = "may be one service: decide in merges.toml"
    assert heading in {note[0] for note in run(*pair).report.notes}
    decided = run(*pair, not_merged=[{"facts": ["t0001", "t0002"], "reason": "different sites"}])
    assert heading not in {note[0] for note in decided.report.notes}


def test_a_table_that_names_an_unknown_fact_is_told() -> None:
    result = run(fact(1), values=[{"facts": ["t0009"], "reason": "-"}])
    assert ("tables name facts that are not in the collection", "t0009", "check the number") in result.report.notes


def test_read_facts(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    line = {
        "id": "t0001",
        "name": "A",
        "kind": "debt",
        "also_kinds": ["other", "debt"],
        "source_url": "https://q.example",
        "source_kind": "list",
        "confidence": "low",
        "publish": True,
        "district": None,
    }
    path.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    (one,) = read_facts(path)
    assert (one.kinds, one.district, one.phone) == (["debt", "other"], None, "")


@pytest.mark.parametrize(
    ("line", "words"),
    [('{"id": "t1"}', "facts.jsonl:1: "), ('{"id": "t1", "fax": 1}', "facts.jsonl:1: unknown fields fax")],
)
def test_read_facts_names_the_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_facts(path)
