"""``POST /api/eligibility``: the whole table of who may go where, what no answer ever does, every wrong question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.eligibility_rules import rule_book
from directory.vocabulary import kinds, statuses

GOLDEN = Path(__file__).resolve().parent / "golden" / "eligibility"
URL = "/api/eligibility"
DAY_BEFORE_27, BIRTHDAY_27 = "1999-11-20", "1999-11-19"  # on the fixed day of the tests, 19 November 2026

# What is said about the person, and the answer of each kind.
BOUNDARIES: list[tuple[dict[str, object], dict[str, str]]] = [
    ({"age": DAY_BEFORE_27}, {"jmd": "yes", "mbe": "ask"}),
    ({"age": BIRTHDAY_27}, {"mbe": "yes", "jmd": "no"}),
    ({"age": 11}, {"mbe": "no", "jmd": "no", "family": "yes", "mfd": "yes"}),
    ({"age": 40, "status": "german"}, {"mfd": "yes", "mbe": "ask"}),
    ({"status": "none"}, {"mfd": "yes", "mbe": "no", "jmd": "no"}),
    ({"age": 20, "status": "none"}, {"mfd": "yes", "mbe": "no", "jmd": "no"}),
    ({"age": 20, "status": "duldung"}, {"jmd": "yes"}),
    ({"age": 30, "status": "duldung"}, {"mbe": "ask", "mfd": "yes"}),
    ({"age": 30, "status": "gestattung"}, {"mbe": "yes"}),
    ({"age": 20, "status": "gestattung"}, {"jmd": "yes", "mbe": "ask"}),
    ({"age": 34, "status": "temporary_protection"}, {"mbe": "yes", "mfd": "yes"}),
    ({"age": 20, "status": "german"}, {"jmd": "yes"}),
    ({"status": "eu"}, {"psychosocial": "ask"}),
    ({"age": 30, "status": "eu"}, {"psychosocial": "ask", "mbe": "yes"}),
    ({}, {"jmd": "ask", "mbe": "ask", "mfd": "yes", "debt": "yes", "authority": "ask", "other": "ask"}),
    ({"status": "unknown"}, {"jmd": "ask", "mbe": "ask", "mfd": "yes"}),
]


def answers(client: FlaskClient, **asked: object) -> dict[str, dict[str, Any]]:
    """The answers by kind."""
    response = client.post(URL, json=asked)
    assert response.status_code == 200, response.text
    assert response.headers["Cache-Control"] == "no-store" and "ETag" not in response.headers
    assert response.json is not None
    return {answer["kind"]: answer for answer in response.json["answers"]}


@pytest.mark.parametrize(("person", "expected"), BOUNDARIES)
def test_the_boundaries(client: FlaskClient, person: dict[str, object], expected: dict[str, str]) -> None:
    found = answers(client, kind=list(expected), **person)
    assert {kind: answer["answer"] for kind, answer in found.items()} == expected


def test_each_answer_shows_what_it_rests_on(client: FlaskClient) -> None:
    found = answers(client, kind="jmd", age=27)
    assert found["jmd"] == {
        "kind": "jmd",
        "answer": "no",
        "reason": "Der Jugendmigrationsdienst berät bis zum 27. Geburtstag. Eltern dürfen dort nach Schule und "
        "Ausbildung ihrer Kinder fragen.",
        "rule": "jmd-from-27",
        "source": "§13 SGB VIII and the federal youth plan",
        "as_of": "2026-11",
        "instead": ["mbe", "mfd"],
    }


PEOPLE = {
    "age": st.none() | st.integers(0, 120) | st.dates().map(str).filter(lambda day: "1907" < day < "2026-11-19"),
    "status": st.none() | st.sampled_from(sorted(statuses())),
}


@settings(max_examples=150, deadline=None)
@given(person=st.fixed_dictionaries(PEOPLE))
def test_everybody_gets_an_answer_that_leads_on(web_app: Flask, person: dict[str, object]) -> None:
    found = answers(web_app.test_client(), **person)
    assert set(found) == set(kinds())
    assert found["mfd"]["answer"] == "yes", "the mfd takes everyone"
    for answer in found.values():
        assert answer["answer"] in ("yes", "no", "ask") and answer["reason"] and answer["source"] and answer["as_of"]
        assert "no" not in {found[other]["answer"] for other in answer["instead"]}
        assert answer["instead"] or answer["answer"] != "no"
        rule = rule_book().rule(answer["rule"])
        assert person["age"] is not None or (rule.age_from is None and rule.age_before is None)


@pytest.mark.parametrize(
    ("name", "district", "answer", "rule"),
    [
        ("debt", None, "yes", "debt-everyone"),
        ("debt", "07111", "yes", "debt-everyone"),
        ("debt", "07315", "ask", "debt-elsewhere"),
        ("office", None, "ask", "authority-by-residence"),
        ("office", "07111", "ask", "authority-by-residence"),
        ("office", "07315", "ask", "authority-elsewhere"),
        ("women", "07315", "yes", "women-everyone"),
        ("youth-01", "07315", "ask", "jmd-ask"),
        ("youth-01", "07339", "ask", "jmd-elsewhere"),
    ],
)
def test_a_service_answers_by_its_area(
    client: FlaskClient, ids: dict[str, str], name: str, district: str | None, answer: str, rule: str
) -> None:
    (found,) = answers(client, service=ids[name], district=district).values()
    assert (found["answer"], found["rule"]) == (answer, rule)
    assert found["answer"] == "yes" or found["instead"] == ["mfd"]


def test_an_authority_warns_before_it_speaks_of_areas(client: FlaskClient, ids: dict[str, str]) -> None:
    (found,) = answers(client, service=ids["office"], district="07315", status="none").values()
    assert found["rule"] == "authority-no-papers" and found["source"] == "§87 AufenthG"


def test_a_service_says_whom_it_is_for(client: FlaskClient, ids: dict[str, str]) -> None:
    (found,) = answers(client, service=ids["debt"], age=30).values()
    assert found["reason"].endswith("Die Stelle selbst nennt als Zielgruppe: alle.")
    assert answers(client, service=ids["debt-old"]) == answers(client, service=ids["debt"]), "it was merged"


def test_a_service_answers_for_its_kinds_or_for_one_of_them(client: FlaskClient, ids: dict[str, str]) -> None:
    assert list(answers(client, service=ids["guide"])) == ["mfd", "asylum"]
    assert list(answers(client, service=ids["guide"], kind="asylum")) == ["asylum"]


def test_a_form_asks_the_same_as_json(client: FlaskClient) -> None:
    asked = {"kind": ["mbe", "jmd"], "age": "30", "status": "duldung", "ui": "en"}
    form, body = client.post(URL, data=asked), client.post(URL, json=asked)
    assert form.json == body.json and "prospect of staying" in form.text


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ({"kind": "nope"}, "kind", "unknown_code"),
        ({"kind": 5}, "kind", "bad_input"),
        ({"status": "tourist"}, "status", "unknown_code"),
        ({"district": "07999"}, "district", "unknown_code"),
        ({"district": ["07111", "07315"]}, "district", "bad_input"),
        ({"district": 7111}, "district", "bad_input"),
        ({"age": 121}, "age", "out_of_range"),
        ({"age": -1}, "age", "bad_input"),
        ({"age": "3000-01-01"}, "age", "out_of_range"),
        ({"age": "zwölf"}, "age", "bad_input"),
        ({"age": "20000229"}, "age", "bad_input"),
        ({"age": "2000-W09-2"}, "age", "bad_input"),
        ({"age": "2000-2-29"}, "age", "bad_input"),
        ({"age": "2001-02-29"}, "age", "bad_input"),
        ({"age": "٢٦"}, "age", "bad_input"),
        ({"age": [26, 30]}, "age", "repeated"),
        ({"age": ["", 26, "1980-01-01"]}, "age", "repeated"),
        ({"status": ["eu", "none"]}, "status", "repeated"),
        ({"status": "eu,none"}, "status", "repeated"),
        ({"service": ["nope", "neither"]}, "service", "repeated"),
        ({"age": {"years": 12}}, "age", "bad_input"),
        ({"service": "nope"}, "service", "unknown_code"),
        ({"service": "no\x00pe"}, "service", "unknown_code"),
        ({"service": 5}, "service", "bad_input"),
    ],
)
def test_each_wrong_value_is_named_and_never_repeated(
    client: FlaskClient, asked: dict[str, object], field: str, code: str
) -> None:
    response = client.post(URL, json=asked)
    assert response.status_code == 400 and response.headers["Cache-Control"] == "no-store"
    assert response.json is not None
    error = response.json["error"]
    assert set(error) == {"code", "message", "field"} and (error["field"], error["code"]) == (field, code)
    assert str(next(iter(asked.values()))) not in response.text


def test_a_kind_that_the_service_does_not_have_is_refused(client: FlaskClient, ids: dict[str, str]) -> None:
    response = client.post(URL, json={"service": ids["debt"], "kind": "mfd"})
    assert response.status_code == 400 and response.json is not None and response.json["error"]["field"] == "kind"


@pytest.mark.parametrize(
    "ages", [["26", ""], ["", "2000-06-01"], ["26", "2000-06-01"], ["26", "26"], ["2000-06-01"], ["26"]]
)
def test_years_and_birth_date_may_stand_side_by_side_where_they_agree(client: FlaskClient, ages: list[str]) -> None:
    """In a form, which has a field for each; JSON says it once."""
    response = client.post(URL, data={"kind": "jmd", "age": ages})
    assert response.status_code == 200 and response.json == client.post(URL, json={"kind": "jmd", "age": 26}).json
    assert client.post(URL, json={"kind": "jmd", "age": ages}).status_code == (200 if len(ages) == 1 else 400)


@pytest.mark.parametrize("query", ["", "?age=30&status=duldung"])
def test_it_is_no_address(client: FlaskClient, query: str) -> None:
    response = client.get(URL + query)
    assert response.status_code == 405 and "POST" in response.headers["Allow"]
    assert response.json is not None and response.json["error"]["code"] == "method_not_allowed"


def test_what_stands_in_an_address_is_not_read(client: FlaskClient) -> None:
    assert client.post(f"{URL}?age=11", json={"kind": "jmd"}).json == client.post(URL, json={"kind": "jmd"}).json


PERSONS: dict[str, dict[str, object]] = {
    "nothing-said": {},
    "eleven": {"age": 11},
    "twenty-duldung": {"age": 20, "status": "duldung"},
    "thirty-gestattung": {"age": 30, "status": "gestattung"},
    "without-papers": {"status": "none"},
}
STABLE = ("kind", "answer", "rule", "source", "as_of", "instead")


@pytest.mark.parametrize("name", PERSONS)
def test_the_answers_are_those_on_file(
    client: FlaskClient, name: str, is_on_file: Callable[[Path, object], None]
) -> None:
    """Written anew by ``LOTSE_WRITE_GOLDEN=1``, as in test_golden."""
    found = [{key: answer[key] for key in STABLE} for answer in answers(client, **PERSONS[name]).values()]
    is_on_file(GOLDEN / f"{name}.json", found)


def test_no_file_without_a_person() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(PERSONS)
