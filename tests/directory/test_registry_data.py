"""The committed registry and drafts: every entry is sound, nothing leaks, nothing stands twice."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest
from opening_hours import OpeningHours

from directory.contacts import clean_email, clean_url, is_phone
from directory.records import RELATION_TYPES
from directory.registry_files import Entry, EntryDoor
from directory.registry_toml import read_registry, service_toml

DATA = Path(__file__).resolve().parents[2] / "data"

# The codes are fixed: exchange files and other programs use them.
KIND_CODES = """
mfd mbe jmd asylum debt addiction family pregnancy women psychosocial antidiscrimination return volunteer authority
other
"""
TOPIC_CODES = """
residence_law asylum_procedure naturalisation family_reunification return recognition_of_qualifications language_courses
work vocational_training school childcare housing homelessness social_benefits child_benefit forms_and_letters
health_care health_insurance disability old_age_and_care mental_health trauma pregnancy parenting couple_conflict
separation_divorce domestic_violence forced_marriage alcohol drugs gambling media_addiction eating_disorder debt
insolvency account_seizure energy_debt rent_arrears consumer_rights discrimination racism unaccompanied_minors youth
lgbtiq eu_mobility resettlers without_papers volunteering meeting_places interpreting legal_advice
money_transfer_and_tax suicide_crisis
"""
KINDS = set(KIND_CODES.split())
TOPICS = set(TOPIC_CODES.split())
CHANNELS = {"visit", "phone", "video", "chat", "mail", "outreach"}
CERTIFICATES = {"yes", "no", "unknown"}
SOURCE_KINDS = {"own site", "municipality", "list", "press", "ministry", "pdf", "other", "operator", "carrier"}


@pytest.fixture(scope="module")
def published() -> list[Entry]:
    return read_registry(DATA / "registry")


@pytest.fixture(scope="module")
def drafts() -> list[Entry]:
    return read_registry(DATA / "drafts")


@pytest.fixture(scope="module")
def everything(published: list[Entry], drafts: list[Entry]) -> list[Entry]:
    return [*published, *drafts]


@pytest.fixture(scope="module")
def districts() -> set[str]:
    with (DATA / "places" / "districts.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"] for row in csv.DictReader(file)}


def doors_of(entries: list[Entry]) -> list[tuple[Entry, EntryDoor]]:
    return [(entry, door) for entry in entries for door in entry.doors]


def test_hardly_any_is_lost(published: list[Entry]) -> None:
    assert len(published) > 460


def test_drafts_stay_apart(published: list[Entry], drafts: list[Entry]) -> None:
    assert {entry.status for entry in published} == {"published"}
    assert {entry.status for entry in drafts} == {"draft"}
    assert all(entry.draft_reason for entry in drafts)


def test_keys_are_unique_over_both_folders(everything: list[Entry]) -> None:
    keys = [key for entry in everything for key in (entry.key, *entry.merged_keys)]
    assert len(keys) == len(set(keys))


def test_every_given_key_is_still_there(everything: list[Entry]) -> None:
    given = tomllib.loads((DATA / "corrections" / "keys.toml").read_text(encoding="utf-8"))["keys"]
    assert len(given) == len(set(given.values()))
    assert set(given.values()) == {key for entry in everything for key in (entry.key, *entry.merged_keys)}


def test_codes(everything: list[Entry]) -> None:
    for entry in everything:
        assert set(entry.kinds) <= KINDS, entry.key
        assert set(entry.topics) <= TOPICS, entry.key
        assert set(entry.channels) <= CHANNELS, entry.key
        assert (entry.certificate in CERTIFICATES) == ("pregnancy" in entry.kinds), entry.key
        assert all(re.fullmatch(r"[a-z]{2,3}", language) for language in entry.languages), entry.key
        assert {source.kind for source in entry.sources} <= SOURCE_KINDS, entry.key


def test_caritas_and_skf_issue_no_certificate(everything: list[Entry]) -> None:
    assert not [entry.key for entry in everything if entry.umbrella == "Caritas" and entry.certificate == "yes"]


def test_every_authority_names_its_office(published: list[Entry]) -> None:
    assert not [entry.key for entry in published if ("authority" in entry.kinds) != bool(entry.office)]


def test_places(everything: list[Entry], districts: set[str]) -> None:
    with (DATA / "places" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        municipalities = {row["key"] for row in csv.DictReader(file)}
    for entry in everything:
        assert {entry.district, *entry.areas} <= {*districts, None}, entry.key
        assert set(entry.area_municipalities) <= municipalities, entry.key
        assert {key[:5] for key in entry.area_municipalities} <= set(entry.areas), entry.key
        assert entry.scope == "local" or not entry.areas, entry.key
    for entry, door in doors_of(everything):
        assert door.district in districts, entry.key
        assert door.city, entry.key
        assert door.postcode is None or re.fullmatch(r"\d{5}", door.postcode), entry.key


def test_main_place_comes_first(everything: list[Entry]) -> None:
    for entry in everything:
        assert not any(door.key == "main" for door in entry.doors[1:]), entry.key


def test_phones_mails_and_addresses_on_the_web(everything: list[Entry]) -> None:
    for entry in everything:
        numbers = [*entry.phones, *(number for door in entry.doors for number in door.phones)]
        assert all(map(is_phone, numbers)), entry.key
        assert entry.email is None or clean_email(entry.email) == entry.email, entry.key
        assert entry.url is None or clean_url(entry.url) == entry.url, entry.key


def test_hours_are_osm_and_keep_their_wording(everything: list[Entry]) -> None:
    for entry in everything:
        for hours, text in [(entry.hours, entry.hours_text), *((door.hours, door.hours_text) for door in entry.doors)]:
            assert hours is None or OpeningHours(hours), entry.key
            assert hours is None or text, entry.key
        assert not (entry.doors and entry.hours_text), f"{entry.key}: hours belong to the door"


def test_no_place_of_a_womens_shelter(everything: list[Entry]) -> None:
    shelters = [entry for entry in everything if re.search("frauenhaus|frauenzuflucht", entry.name, re.IGNORECASE)]
    assert shelters
    for entry in shelters:
        assert entry.doors == [], entry.key
        old = {earlier.field for earlier in entry.earlier}
        assert not any(field.startswith("doors.") for field in old), entry.key
        assert not re.search(r"(straße|str\.|weg|platz|gasse) ?\d", entry.access_text or ""), entry.key


def test_nobody_in_person(everything: list[Entry]) -> None:
    for entry in everything:
        text = service_toml(entry)
        assert not re.search(r"\+491[567]\d", text), f"{entry.key}: a mobile number"
        assert not re.search(r"\b01[567]\d[ /-]?\d{5}", text), f"{entry.key}: a mobile number"
        words = " ".join(filter(None, [entry.name, entry.organization, entry.access_text, entry.target_group]))
        assert not re.search(r"\b(Herr|Frau|Dr\.|Ansprechpartner(in)?:?) [A-ZÄÖÜ][a-zäöü]+", words), entry.key


def test_digital_ways_in_have_no_door(published: list[Entry]) -> None:
    by_name = {entry.name.split(" ")[0]: entry for entry in published}
    for name in ("mbeon", "jmd4you", "Kompan", "suchtberatung.digital"):
        assert by_name[name].doors == []
        assert set(by_name[name].channels) & {"chat", "mail"}
        assert by_name[name].scope in {"statewide", "nationwide"}


def test_people_in_a_reception_centre_only(published: list[Entry]) -> None:
    inside = [entry for entry in published if "nur für Bewohner" in (entry.access_text or "")]
    assert len(inside) >= 4
    assert all(entry.restricted for entry in inside)


def test_whoever_takes_only_a_group_names_it(published: list[Entry]) -> None:
    restricted = [entry for entry in published if entry.restricted]
    assert restricted
    assert all(entry.target_group or entry.access_text for entry in restricted)


def test_words_on_access_are_german(everything: list[Entry]) -> None:
    for entry in everything:
        words = set(re.findall(r"[a-z-]+", (entry.access_text or "").casefold()))
        assert not words & {"walk-in", "appointment", "phone", "visit", "free", "only", "by"}, entry.key


def test_a_number_of_somebody_else_comes_with_a_number(everything: list[Entry]) -> None:
    for entry in everything:
        if re.search(r"(^|; )Telefon(:| und E-Mail:)", entry.access_text or ""):
            assert entry.phones, entry.key
        if "Telefon und E-Mail:" in (entry.access_text or ""):
            assert entry.email, entry.key


def test_counselling_hours_elsewhere_are_places(published: list[Entry]) -> None:
    away = {(entry.name, door.city) for entry, door in doors_of(published) if door.outreach}
    assert ("Lebensberatung Saarburg", "Kell am See") in away
    assert len(away) > 20


def test_old_values_differ_from_what_stands(everything: list[Entry]) -> None:
    for entry in everything:
        for old in entry.earlier:
            if "." not in old.field:
                assert getattr(entry, old.field) != old.value, f"{entry.key}: {old.field}"


def test_relations_lead_to_services_here(everything: list[Entry], published: list[Entry]) -> None:
    known = {key for entry in everything for key in (entry.key, *entry.merged_keys)}
    stated = [(entry.key, key) for entry in everything for kind in RELATION_TYPES for key in getattr(entry, kind)]
    assert [(key, other) for key, other in stated if other not in known or other == key] == []
    assert {key for key, _ in stated} <= {entry.key for entry in published}
