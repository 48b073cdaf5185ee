"""What comes next, for whom and where: nobody is sent to whoever may not advise them, deadlines follow the topic, a
service says its kinds and place, and one value means one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from directory.deadlines import deadlines
from directory.eligibility import assess
from directory.referrals import network
from directory.situations import situations
from directory.vocabulary import kinds, topics
from directory.volunteers import handbook
from geo.districts import districts

Answer = dict[str, Any]
STATUSES = ("none", "duldung", "eu", "german")


def ask(client: FlaskClient, **asked: Any) -> Answer:
    said = {"age", "status"} & set(asked)
    response = client.post("/api/next", json=asked) if said else client.get("/api/next", query_string=asked)
    assert response.status_code == 200, response.text
    found: Answer = response.json or {}
    return found


def the(answer: Answer, kind: str, office: str | None = None) -> Answer:
    found: Answer = next(step for step in answer["steps"] if (step["kind"], step["office"]) == (kind, office))
    return found


def named(steps: list[Answer]) -> list[str]:
    return [one["id"] for step in steps for one in step["deadlines"]]


# -- for this person


@pytest.mark.parametrize("key", districts())
@pytest.mark.parametrize("asked", [{"situation": "without-papers"}, {"topic": "without_papers"}])
def test_without_papers_nobody_is_sent_where_they_are_not_taken(
    real: FlaskClient, asked: dict[str, str], key: str
) -> None:
    steps = ask(real, district=key, **asked)["steps"]
    assert [step["kind"] for step in steps] == ["mfd"] and steps[0]["when"] == "now"
    services = steps[0]["services"]
    assert services and all("mfd" in one["kinds"] for one in services)
    assert all(one["eligibility"] != "no" for one in services)
    if not {"responsible", "open"} & {one["serves_place"] for one in services}:
        assert services[0]["phone"], "who is next door is asked by phone"


def test_nor_does_the_page_name_such_a_way(real: FlaskClient) -> None:
    page = real.post("/de/next", data={"situation": "without-papers", "near": "Mainz"}).text
    assert "Delbrel" not in page and page.count('class="item') >= 1


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("age", [11, 20, 27, 40])
def test_no_step_leads_to_a_kind_that_says_no(client: FlaskClient, age: int, status: str) -> None:
    for asked in (*({"situation": code} for code in situations()), *({"kind": code} for code in kinds())):
        answer = ask(client, age=age, status=status, **asked)
        assert answer["steps"], asked
        for step in answer["steps"]:
            verdict = assess(step["kind"], age=age, status=status, on=date(2026, 11, 19))
            assert verdict.answer != "no", (asked, step["kind"])
            assert status != "none" or step["kind"] != "authority" or not step["office"], asked


def test_what_was_said_is_answered_as_by_the_search(client: FlaskClient, ids: dict[str, str]) -> None:
    asked = {"age": 20, "status": "residence_permit", "near": "Mainz"}
    youth = the(ask(client, kind="mfd", **asked), "jmd")["services"]
    found = client.post("/api/search", json={"kind": "jmd", **asked}).json
    assert found is not None
    known = {one["id"]: one["eligibility"] for one in found["results"]}
    assert youth and all(one["eligibility"] == known[one["id"]] == "yes" for one in youth)
    assert not [step for step in ask(client, kind="mfd", age=40)["steps"] if step["kind"] == "jmd"]


def test_whoever_takes_everyone_stands_where_a_step_falls_away(client: FlaskClient) -> None:
    steps = ask(client, situation="turned-27", status="none")["steps"]
    assert [(step["when"], step["kind"]) for step in steps] == [("now", "mfd")]
    steps = ask(client, situation="forced-to-marry", age=40)["steps"]
    assert [(step["when"], step["kind"]) for step in steps] == [("now", "women"), ("beside", "mfd")]


def test_what_is_said_stands_in_no_cache(client: FlaskClient) -> None:
    page = client.post("/de/next", data={"situation": "dismissed", "status": "none"})
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert "Arbeitsuchend melden" not in page.text and 'name="status"' not in page.text


# -- deadlines


@pytest.mark.parametrize("code", topics())
def test_a_topic_names_its_deadlines_and_no_others(client: FlaskClient, code: str) -> None:
    wanted = {row.id for row in deadlines().values() if code in row.topics}
    for asked in ({"topic": code}, {"topic": code, "kind": "mfd"}):
        answer = ask(client, **asked)
        assert {one["id"] for one in answer["deadlines"]} >= wanted
        if "kind" not in asked:
            assert {one["id"] for one in answer["deadlines"]} == set(named(answer["steps"])) == wanted


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("work", {"dismissal", "register-as-job-seeking"}),
        ("family_reunification", {"family-reunification-notice", "subsidiary-reunification-suspended"}),
        ("residence_law", {"temporary-protection-ends"}),
        ("language_courses", {"no-integration-course-places"}),
        ("forms_and_letters", {"benefit-notice"}),
        *((topic, set()) for topic in ("housing", "child_benefit", "insolvency", "rent_arrears", "energy_debt")),
    ],
)
def test_deadlines_follow_the_topic(client: FlaskClient, topic: str, wanted: set[str]) -> None:
    assert set(named(ask(client, topic=topic)["steps"])) == wanted


@pytest.mark.parametrize(
    "asked", [{"topic": "work"}, {"kind": "mfd"}, {"kind": "mbe"}, {"kind": "mfd", "topic": "work"}]
)
def test_a_deadline_stands_at_the_office_where_it_is_kept(client: FlaskClient, asked: dict[str, str]) -> None:
    offices = [step for step in ask(client, near="Koblenz", **asked)["steps"] if step["kind"] == "authority"]
    for step in offices:
        for one in step["deadlines"]:
            assert step["office"] is None or step["office"] in deadlines()[one["id"]].offices
    agency = next(step for step in offices if step["office"] == "employment_agency")
    assert named([agency]) == ["register-as-job-seeking"]
    assert "register-as-job-seeking" not in named([step for step in offices if step is not agency])


# -- offices, places, services


@pytest.mark.parametrize("kind", ["mfd", "mbe"])
def test_an_office_that_is_not_known_here_leaves_nobody_alone(real: FlaskClient, kind: str) -> None:
    for town in ("Koblenz", "Mainz", "Trier"):
        for step in ask(real, kind=kind, near=town)["steps"]:
            if step["kind"] == "authority":
                assert step["services"], (town, step["office"])
                assert step["instead"] or all("authority" in one["kinds"] for one in step["services"])
    known = the(ask(real, kind=kind, near="Mainz"), "authority")["services"]
    assert known[0]["office"] == "jobcenter" and {one["serves_place"] for one in known} == {"responsible"}


def test_without_a_place_who_is_there_for_the_whole_land_is_named(real: FlaskClient) -> None:
    women = the(ask(real, situation="violence-at-home"), "women")["services"]
    assert women and women[0]["phone"] == "116016"
    adults = the(ask(real, situation="turned-27"), "mbe")["services"]
    assert adults and {one["scope"] for one in adults} <= {"statewide", "nationwide"}
    assert not the(ask(real, situation="section-24-ends"), "authority", "immigration_office")["services"]


def test_a_service_alone_is_enough(client: FlaskClient, ids: dict[str, str]) -> None:
    found = ask(client, service=ids["debt"])
    assert found["kinds"] == ["debt"] and found["service"] == ids["debt"]
    assert found["place"]["districts"] == ["07111"] and the(found, "mfd")["services"][0]["id"] == ids["guide"]
    assert ask(client, service=ids["debt-old"]) == found, "an id that moved leads to what it was merged into"
    assert ask(client, service=ids["debt"], near="Mainz")["place"]["districts"] == ["07315"]
    assert ask(client, service=ids["chat"])["place"] is None
    assert ask(client, service=ids["debt"], topic="residence_law")["kinds"] == ["debt"]


def test_the_district_where_somebody_lives_outweighs_the_place(client: FlaskClient) -> None:
    assert ask(client, kind="mfd", district="07111")["place"]["label"] == "Koblenz"
    both = ask(client, kind="mfd", district="07137", near="Koblenz")["place"]
    assert (both["label"], both["districts"]) == ("Koblenz", ["07137"])
    page = client.get("/de/next?kind=debt&district=07111").text
    assert "Stellen für: Koblenz" in page and "Migrationsdienst &lt;b&gt;Koblenz" in page


# -- violence, and one story


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"situation": "violence-at-home"}, "116016"),
        ({"situation": "forced-to-marry"}, "116016"),
        ({"topic": "domestic_violence"}, "116016"),
        ({"kind": "women"}, "116016"),
        ({"topic": "suicide_crisis"}, "112"),
        ({"situation": "pregnant-and-unsure"}, "+498004040020"),
    ],
)
def test_numbers_to_call_stand_on_the_page_and_in_the_interface(
    client: FlaskClient, asked: dict[str, str], number: str
) -> None:
    answer = ask(client, **asked)
    phones = [line["phone"] for line in answer["crisis"]]
    assert number in phones and set(answer["crisis"][0]) == {"name", "phone", "languages", "hours", "when", "note"}
    page = client.post("/de/next", data=asked).text
    head = page.partition("<footer")[0]
    assert all(f'href="tel:{phone}"' in head for phone in phones)
    assert ask(client, situation="dismissed")["crisis"] == []


@pytest.mark.parametrize(
    "asked",
    [
        *({"kind": code} for code in kinds()),
        {"kind": "mfd", "topic": "debt"},
        {"topic": "work"},
        {"kind": "mfd", "topic": "childcare"},
        *({"situation": code} for code in situations()),
    ],
)
@pytest.mark.parametrize("near", ["", "Koblenz"])
def test_page_and_interface_tell_the_same_story(client: FlaskClient, asked: dict[str, str], near: str) -> None:
    place = {"near": near} if near else {}
    steps = ask(client, **asked, **place)["steps"]
    page = client.post("/de/next", data={**asked, **place}, follow_redirects=True).text
    shown = list(_steps(page))
    assert len(shown) == len(steps)
    for part, step in zip(shown, steps, strict=True):
        assert str(escape(step["trigger"])) in part
        found = dict.fromkeys(re.findall(r'href="/de/service/([0-9a-f-]{36})"', part))
        assert all(one["id"] in found for one in step["services"])


def _steps(page: str) -> Iterator[str]:
    return iter(re.split(r'<li class="next-step">', page)[1:])


def test_with_a_topic_only_the_ways_that_treat_it(client: FlaskClient) -> None:
    assert [step["kind"] for step in ask(client, kind="mfd", topic="debt")["steps"]] == ["debt"]
    assert "women" in {step["kind"] for step in ask(client, kind="mfd")["steps"]}


# -- one value means one


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/api/next", {"topic": "debt", "status": ["eu", "none"]}, "status"),
        ("/api/next", {"topic": "debt", "status": "eu,none"}, "status"),
        ("/api/next", {"topic": "debt", "age": [26, 30]}, "age"),
        ("/api/next", {"situation": ["dismissed", "recognised"]}, "situation"),
        ("/api/next", {"service": ["a", "b"]}, "service"),
        ("/api/search", {"near": ["Mainz", "Trier"]}, "near"),
        ("/api/search", {"q": ["Schulden", "Sucht"]}, "q"),
        ("/api/search", {"page": [1, 2]}, "page"),
        ("/api/search", {"open_now": [True, False]}, "open_now"),
        ("/api/eligibility", {"status": ["eu", "none"]}, "status"),
        ("/api/eligibility", {"service": ["a", "b"]}, "service"),
        ("/api/eligibility", {"age": ["26", "30"]}, "age"),
    ],
)
def test_two_answers_to_one_question_are_refused(
    client: FlaskClient, path: str, body: dict[str, Any], field: str
) -> None:
    response = client.post(path, json=body)
    assert response.status_code == 400 and response.json is not None
    assert (response.json["error"]["field"], response.json["error"]["code"]) == (field, "repeated")


def test_the_same_answer_twice_is_one(client: FlaskClient) -> None:
    assert client.post("/api/next", json={"topic": "debt", "ui": ["", ""]}).status_code == 400, "JSON has no twice"
    assert ask(client, topic="debt", age=[30], status=["eu"]) == ask(client, topic="debt", age=30, status="eu")
    assert client.get("/api/next?near=Mainz&near=Trier").status_code == 400
    assert client.get("/api/next?near=Mainz&near=").status_code == 200


@pytest.mark.parametrize("path", ["/api/next", "/api/search", "/api/eligibility"])
@pytest.mark.parametrize("age", ["20000229", "2000-W09-2", "2000-060", "29.02.2000"])
def test_a_date_is_year_month_day(client: FlaskClient, path: str, age: str) -> None:
    response = client.post(path, json={"age": age})
    assert response.status_code == 400 and response.json is not None
    assert response.json["error"]["field"] == "age" and age not in response.text


def test_one_district_to_live_in(client: FlaskClient) -> None:
    for query in ("district=07111,07315", "district=nope"):
        response = client.get(f"/api/next?kind=mfd&{query}")
        assert response.status_code == 400 and response.json is not None
        assert response.json["error"]["field"] == "district"


# -- sources that people can read

SOURCES = {
    *(row.step.source for row in network().referrals),
    network().by_topic.source,
    *(step.source for one in situations().values() for step in one.steps),
    *(row.law for row in deadlines().values()),
    *(one.source for one in (*handbook().advice, *handbook().principles)),
} - {"source: not confirmed"}


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_sources_are_german_and_name_no_file(source: str) -> None:
    assert not re.search(r"/|\.toml|\b(the|before|as|of|and|public|source)\b", source)


def test_deadlines_stand_with_their_law_and_the_notice(client: FlaskClient) -> None:
    notice = "Lesen Sie den Bescheid: Was dort steht, gilt."
    for path in ("/de/next?kind=mfd", "/de/network", "/de/volunteers"):
        page = client.get(path).text
        assert notice in page
        for law in ("§692 ZPO", "§§700, 339 ZPO", "§84 SGG", "§38 SGB III"):
            assert law in page, (path, law)
    network_list = client.get("/de/network").text.partition('id="rows"')[2]
    assert "Agentur für Arbeit" in network_list and "Ausländerbehörde" in network_list
    assert re.search(r"<strong>2 Wochen</strong> <span>Gegen einen Mahnbescheid", network_list)
    volunteers = client.get("/de/volunteers").text
    assert "§29(2) AufenthG" in volunteers and "§74(1) AsylG" in volunteers
