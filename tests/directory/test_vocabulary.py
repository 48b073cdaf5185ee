"""Every entry of data/vocabulary is complete, and wrong data is refused with a sentence that names file and code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from directory.vocabulary import (
    BadData,
    entry,
    kind_topics,
    kinds,
    label,
    languages,
    offices,
    statuses,
    topics,
)
from geo import resources
from geo.errors import BadInput
from geo.resources import data_dir

LABELLED = ("de", "en", "uk", "ar", "tr")
FIXED_KINDS = [
    "mfd",
    "mbe",
    "jmd",
    "asylum",
    "debt",
    "addiction",
    "family",
    "pregnancy",
    "women",
    "psychosocial",
    "antidiscrimination",
    "return",
    "volunteer",
    "authority",
    "other",
]
FIXED_TOPICS = [
    "residence_law",
    "asylum_procedure",
    "naturalisation",
    "family_reunification",
    "return",
    "recognition_of_qualifications",
    "language_courses",
    "work",
    "vocational_training",
    "school",
    "childcare",
    "housing",
    "homelessness",
    "social_benefits",
    "child_benefit",
    "forms_and_letters",
    "health_care",
    "health_insurance",
    "disability",
    "old_age_and_care",
    "mental_health",
    "trauma",
    "pregnancy",
    "parenting",
    "couple_conflict",
    "separation_divorce",
    "domestic_violence",
    "forced_marriage",
    "alcohol",
    "drugs",
    "gambling",
    "media_addiction",
    "eating_disorder",
    "debt",
    "insolvency",
    "account_seizure",
    "energy_debt",
    "rent_arrears",
    "consumer_rights",
    "discrimination",
    "racism",
    "unaccompanied_minors",
    "youth",
    "lgbtiq",
    "eu_mobility",
    "resettlers",
    "without_papers",
    "volunteering",
    "meeting_places",
    "interpreting",
    "legal_advice",
    "money_transfer_and_tax",
    "suicide_crisis",
]
FIXED_STATUSES = [
    "eu",
    "residence_permit",
    "settlement_permit",
    "protection",
    "temporary_protection",
    "gestattung",
    "duldung",
    "resettler",
    "german",
    "none",
    "unknown",
]
DEFAULT_TOPICS = {
    "mfd": "residence_law asylum_procedure social_benefits forms_and_letters recognition_of_qualifications "
    "language_courses school vocational_training health_care family_reunification naturalisation without_papers",
    "mbe": "residence_law family_reunification naturalisation recognition_of_qualifications language_courses work "
    "housing social_benefits forms_and_letters health_care childcare eu_mobility resettlers",
    "jmd": "youth school vocational_training language_courses recognition_of_qualifications work residence_law "
    "forms_and_letters",
    "asylum": "asylum_procedure residence_law legal_advice",
    "debt": "debt insolvency account_seizure energy_debt rent_arrears",
    "addiction": "alcohol drugs gambling media_addiction",
    "family": "parenting couple_conflict separation_divorce",
    "pregnancy": "pregnancy",
    "women": "domestic_violence forced_marriage",
    "psychosocial": "trauma mental_health",
    "antidiscrimination": "discrimination racism legal_advice",
    "return": "return",
    "volunteer": "volunteering meeting_places",
    "authority": "",
    "other": "",
}


def test_codes_that_exchange_files_rely_on_stay() -> None:
    assert sorted(kinds()) == sorted(FIXED_KINDS)
    assert set(FIXED_TOPICS) <= set(topics())
    assert sorted(statuses()) == sorted(FIXED_STATUSES)


@pytest.mark.parametrize("code", FIXED_KINDS)
def test_a_kind_is_complete(code: str) -> None:
    kind = kinds()[code]
    assert kind.topics == tuple(DEFAULT_TOPICS[code].split())
    assert kind.area == ("district" if code in ["mfd", "mbe", "jmd", "debt", "addiction", "authority"] else "open")
    assert kind.sensitive == (code in ("women", "pregnancy", "addiction"))
    assert all(kind.labels[language] for language in LABELLED)
    assert all(texts[language] for texts in (kind.who, kind.does) for language in ("de", "en"))
    assert kind.source and kind.as_of


@pytest.mark.parametrize("code", sorted(topics()))
def test_a_topic_is_complete(code: str) -> None:
    topic = topics()[code]
    assert all(topic.labels[language] for language in LABELLED)
    assert topic.kinds
    assert code not in topic.related


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_language_is_complete(code: str) -> None:
    language = languages()[code]
    assert language.own and language.labels["de"] and language.labels["en"]
    assert code not in language.related
    assert 2 <= len(code) <= 3


def test_right_to_left_languages_are_marked() -> None:
    rtl = {code for code, language in languages().items() if language.direction == "rtl"}
    assert {"ar", "fa", "prs", "ps", "ckb", "ur", "he"} <= rtl
    assert "ku" not in rtl


def test_no_label_stands_for_two_entries() -> None:
    for table in (kinds(), topics(), offices(), statuses(), languages()):
        for language in ("de", "en"):
            labels = [each.labels[language] for each in table.values()]
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("code", "lang", "table", "text"),
    [
        ("debt", "de", "kind", "Schuldnerberatung"),
        ("debt", "de", "topic", "Schulden"),
        ("debt", "uk-UA", "topic", "Борги"),
        ("debt", "xx", "kind", "Debt advice"),
        ("prs", "de", "language", "Dari"),
        ("qya", "de", "language", "qya"),
        ("jobcenter", "en", "office", "Jobcenter"),
    ],
)
def test_labels_fall_back(code: str, lang: str, table: str, text: str) -> None:
    assert label(code, lang, table) == text  # type: ignore[arg-type]


def test_an_entry_is_labelled_as_it_is() -> None:
    assert label(statuses()["none"], "en") == "I have no papers"


def test_default_topics_of_several_kinds_come_once_each() -> None:
    got = kind_topics(["debt", "mfd", "mbe"])
    assert got[:2] == ("debt", "insolvency")
    assert len(got) == len(set(got))


def test_unknown_codes_are_named() -> None:
    with pytest.raises(BadInput, match="nonsense") as caught:
        entry("nonsense", "topic")
    assert caught.value.field == "topic"
    with pytest.raises(BadInput):
        kind_topics(["nonsense"])


@pytest.mark.parametrize(
    ("file", "before", "after", "says"),
    [
        ("kinds.toml", 'label.uk = "Консультація щодо боргів"\n', "", "kinds.toml, debt: label is missing in uk"),
        ("kinds.toml", 'topics = ["return"]', 'topics = ["retorn"]', "kinds.toml, return: names 'retorn'"),
        ("kinds.toml", 'topics = ["return"]', 'topics = ["racism"]', "topics.toml, racism: kinds lacks 'return'"),
        ("kinds.toml", 'area = "open"', 'area = "near"', "area is 'near', not one of district, open"),
        ("kinds.toml", "open_to_everyone = true", 'open_to_everyone = "ja"', "open_to_everyone is not true or false"),
        ("topics.toml", 'kinds = ["women"]', 'kinds = ["woman"]', "domestic_violence: names 'woman'"),
        ("topics.toml", 'kinds = ["women"]', 'kinds = ["women", "women"]', "kinds names something twice"),
        ("languages.toml", 'own = "Deutsch"\n', "", "languages.toml, de: own is missing"),
        ("languages.toml", 'related = ["fa"]', 'related = ["ir"]', "languages.toml, prs: names 'ir'"),
        ("offices.toml", 'as_of = "2026-11"\n', "", "offices.toml, header: as_of is missing"),
        ("statuses.toml", "[status.eu]", "[status.eu", "statuses.toml: "),
    ],
)
def test_wrong_data_is_named(
    file: str, before: str, after: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(data_dir() / "vocabulary", tmp_path / "vocabulary")
    text = (tmp_path / "vocabulary" / file).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "vocabulary" / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(resources, "_chosen", [tmp_path])
    with pytest.raises(BadData) as caught:
        kinds()
    assert says in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_chosen", [tmp_path])
    with pytest.raises(BadData, match=r"kinds\.toml is missing"):
        kinds()
