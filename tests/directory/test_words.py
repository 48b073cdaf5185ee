"""The words of every language: the files parse, name only known codes, and hold enough of each concept."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from finder.search.understanding.vocabulary_files import expanded
from geo.resources import data_dir
from geo.text import fold

VOCABULARY = data_dir() / "vocabulary"
FILES = sorted((VOCABULARY / "words").glob("*.toml"))
MAIN = ("ar", "de", "en", "fa", "ku", "ru", "ti", "tr", "uk")
CRISES = ("violence", "violence_men", "suicide", "suicide_other", "forced_marriage", "child_danger", "overdose")
LANGUAGES = "de en uk ru ar fa prs tr fr es it pt pl ro bg sq sr hr bs ku ckb ti so ps am vi ur zh el hu ka hy"
# What people ask for most: these need as many words as a kind does.
COMMON_TOPICS = (
    "residence_law", "asylum_procedure", "naturalisation", "family_reunification", "recognition_of_qualifications",
    "language_courses", "work", "vocational_training", "school", "childcare", "housing", "social_benefits",
    "child_benefit", "forms_and_letters", "health_care", "health_insurance", "mental_health", "trauma", "pregnancy",
    "separation_divorce", "domestic_violence", "alcohol", "drugs", "debt", "discrimination",
)  # fmt: skip
PATTERNS = {"age", "near", "district", "city"}


@cache
def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def codes(file: str) -> frozenset[str]:
    """The codes that a vocabulary file declares in its table: kinds.toml holds ``[kind.debt]`` and so on."""
    (table,) = (value for value in read(VOCABULARY / f"{file}.toml").values() if isinstance(value, dict))
    return frozenset(table)


def written(path: Path, code: str) -> list[str]:
    concept = read(path)["concepts"].get(code, {})
    return [*concept.get("words", []), *concept.get("sentences", [])]


def entries(path: Path, code: str) -> list[str]:
    """As they are read: an entry with choices is as many as it says."""
    return [each for entry in written(path, code) for each in expanded(entry)]


def related() -> set[frozenset[str]]:
    return {frozenset(pair) for pair in read(VOCABULARY / "related.toml")["pairs"]}


def where_words_stand(path: Path) -> dict[tuple[str, str], set[str]]:
    """(level, folded word or sentence) -> the concepts of that level which hold it."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code in read(path)["concepts"]:
        if code != "crisis.none":
            for entry in entries(path, code):
                places[code.partition(".")[0], fold(entry)].add(code)
    return places


def contains(line: str, phrase: str) -> bool:
    return f" {phrase} " in f" {line} "


def words_of(entry: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(entry))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_the_main_languages_are_there() -> None:
    assert set(MAIN) <= {path.stem for path in FILES}


def test_a_file_says_its_language_its_date_and_who_reviewed_it(path: Path) -> None:
    content = read(path)
    assert content["language"] == path.stem
    assert content["reviewed_by_native_speaker"] in {"no", "yes"}
    assert len(content["as_of"]) == len("2026-11")


def test_only_known_codes(path: Path) -> None:
    known = {
        *(f"kind.{code}" for code in codes("kinds")),
        *(f"topic.{code}" for code in codes("topics")),
        *(f"office.{code}" for code in codes("offices")),
        *(f"status.{code}" for code in codes("statuses")),
        *(f"language.{code}" for code in LANGUAGES.split()),
        *(f"crisis.{code}" for code in (*CRISES, "none")),
    }
    assert set(read(path)["concepts"]) - known == set()


def test_nothing_is_empty_or_said_twice(path: Path) -> None:
    for code in read(path)["concepts"]:
        folded = [fold(entry) for entry in written(path, code)]
        assert all(folded), code
        assert [entry for entry, times in Counter(folded).items() if times > 1] == [], code


def test_concepts_have_only_words_and_sentences(path: Path) -> None:
    for code, concept in read(path)["concepts"].items():
        assert set(concept) <= {"words", "sentences"}, code
        assert all(isinstance(entry, str) and entry == entry.strip() for entry in written(path, code)), code


def test_patterns_are_known_and_ages_have_their_number(path: Path) -> None:
    patterns = read(path).get("patterns", {})
    assert set(patterns) <= PATTERNS
    assert [age for age in patterns.get("age", []) if age.count("{n}") != 1] == []


def test_two_concepts_share_a_word_only_if_related(path: Path) -> None:
    clashes = {
        (entry, *sorted(pair))
        for (_, entry), holders in where_words_stand(path).items()
        for pair in combinations(sorted(holders), 2)
        if frozenset(pair) not in related()
    }
    assert clashes == set()


def test_filler_carries_no_meaning(path: Path) -> None:
    filler = {fold(word) for word in read(path).get("filler", {}).get("words", [])}
    meaningful = {entry for (level, entry) in where_words_stand(path) if level != "language"}
    assert filler & meaningful == set()


def test_what_must_not_alarm_is_no_crisis_phrase(path: Path) -> None:
    """It may hold one: "killing myself working". That such a line is read as calm, the tests of the reader show."""
    alarms = {fold(phrase) for code in CRISES for phrase in entries(path, f"crisis.{code}")}
    assert [line for line in entries(path, "crisis.none") if fold(line) in alarms] == []


@pytest.mark.parametrize("language", MAIN)
def test_a_main_language_has_enough_words(language: str) -> None:
    path = VOCABULARY / "words" / f"{language}.toml"
    least = {f"kind.{code}": 6 for code in codes("kinds")}
    least |= {f"topic.{code}": 6 if code in COMMON_TOPICS else 2 for code in codes("topics")}
    least |= {f"office.{code}": 2 for code in codes("offices")} | {f"status.{code}": 2 for code in codes("statuses")}
    least |= {f"language.{code}": 2 for code in LANGUAGES.split()}
    least |= {f"crisis.{code}": 15 for code in CRISES} | {"crisis.none": 15}
    least.pop("status.unknown", None)  # nobody types that they do not know it in a way that helps
    short = {code: len(entries(path, code)) for code, number in least.items() if len(entries(path, code)) < number}
    assert short == {}


@pytest.mark.parametrize("language", MAIN)
def test_a_main_language_has_filler_and_patterns(language: str) -> None:
    content = read(VOCABULARY / "words" / f"{language}.toml")
    assert len(content["filler"]["words"]) >= 40
    assert set(content["patterns"]) == PATTERNS


@pytest.mark.parametrize("language", MAIN)
def test_every_entry_says_more_than_filler(language: str) -> None:
    """'I want to help' would be found in nearly every line if 'want' and 'help' are filler."""
    path = VOCABULARY / "words" / f"{language}.toml"
    filler = {fold(word) for word in read(path)["filler"]["words"]}
    concepts = (code for code in read(path)["concepts"] if code != "crisis.none")
    empty = [entry for code in concepts for entry in entries(path, code) if filler.issuperset(words_of(entry))]
    assert empty == []


def test_related_pairs_name_known_concepts_of_one_level() -> None:
    for one, other in read(VOCABULARY / "related.toml")["pairs"]:
        assert one != other
        assert one.partition(".")[0] == other.partition(".")[0]


def test_the_common_topics_are_topics() -> None:
    assert set(COMMON_TOPICS) <= codes("topics")
