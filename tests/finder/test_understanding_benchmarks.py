"""The own test sets against the whole search, with a floor: a change that makes answers worse shows here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from finder.search.evaluate import Report, evaluate, located_in, read_queries
from finder.search.query import SearchQuery
from finder.search.serialise import to_json
from finder.search.understanding.vocabulary_files import word_files
from finder.service import Service
from geo.resources import data_dir

BENCHMARKS = data_dir() / "benchmarks"
SPOKEN = {file.stem for file in word_files(data_dir() / "vocabulary" / "words")}
FLOOR, ALARM_FLOOR, MOST_FALSE_ALARMS = 0.94, 0.92, 0.04


def score(file: str, service: Service) -> Report:
    def search(line: str, lang: str) -> Mapping[str, Any]:
        return to_json(service.find(SearchQuery(q=line, ui=lang)))

    lines = (BENCHMARKS / file).read_text(encoding="utf-8").splitlines()
    return evaluate([line for line in lines if json.loads(line)["lang"] in SPOKEN], search, located_in(service.records))


@pytest.fixture(scope="module")
def report(service: Service) -> Report:
    return score("queries.jsonl", service)


def test_most_lines_find_the_right_door(report: Report) -> None:
    assert report.success >= FLOOR, [(miss.query.q, miss.reasons) for miss in report.misses]


def test_languages_of_the_east_once_unseen(service: Service) -> None:
    east = score("unseen_east.jsonl", service)
    assert east.success >= FLOOR, [(miss.query.q, miss.reasons) for miss in east.misses]


def test_languages_of_the_west_once_unseen(service: Service) -> None:
    west = score("unseen_west.jsonl", service)
    assert west.success >= FLOOR, [(miss.query.q, miss.reasons) for miss in west.misses]


def test_twenty_three_languages_once_unseen(service: Service) -> None:
    third = score("unseen_third.jsonl", service)
    assert third.success >= FLOOR, [(miss.query.q, miss.reasons) for miss in third.misses]


def test_thirty_two_languages_once_unseen(service: Service) -> None:
    fourth = score("unseen_fourth.jsonl", service)
    assert fourth.success >= FLOOR, [(miss.query.q, miss.reasons) for miss in fourth.misses]


def test_ages_letters_and_shared_names_once_unseen(service: Service) -> None:
    fifth = score("unseen_fifth.jsonl", service)
    assert fifth.success >= FLOOR, [(miss.query.q, miss.reasons) for miss in fifth.misses]


def test_no_language_is_left_behind(report: Report) -> None:
    behind = {lang: report.of(lang) for lang, asked in report.asked.items() if asked >= 5 and report.of(lang) < 0.8}
    assert not behind, [(miss.query.q, miss.reasons) for miss in report.misses if miss.query.lang in behind]


def test_the_set_is_large_and_in_many_languages() -> None:
    queries = list(read_queries((BENCHMARKS / "queries.jsonl").read_text(encoding="utf-8").splitlines()))
    assert len(queries) >= 400
    assert len({query.lang for query in queries}) >= 26


def test_alarms_are_raised_and_few_are_false(service: Service) -> None:
    lines = (json.loads(line) for line in (BENCHMARKS / "alarms.jsonl").read_text(encoding="utf-8").splitlines())
    rows = [(row, bool(service.understand(row["q"], row["lang"]).crisis)) for row in lines if row["lang"] in SPOKEN]
    missed = [row["q"] for row, raised in rows if row["alarm"] and not raised]
    false = [row["q"] for row, raised in rows if raised and not row["alarm"]]
    dangerous = sum(row["alarm"] for row, _ in rows)
    assert len(missed) <= (1 - ALARM_FLOOR) * dangerous, missed
    assert len(false) <= MOST_FALSE_ALARMS * (len(rows) - dangerous), false
