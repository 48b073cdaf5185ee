"""Who may go where, on the pages: asked for by POST, said in words, and without a trace of what was answered."""

from __future__ import annotations

import logging
import re
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from finder.web.site import KEY

NO = "Nach Ihren Angaben: nein"
BORN, YEARS = "1969-07-13", "57"


def _post(client: FlaskClient, **asked: str) -> str:
    response = client.post("/de/search", data=asked)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    return response.text


def _forms(page: str, action: str) -> list[str]:
    return re.findall(rf'<form[^>]*method="post" action="{action}"[^>]*>(.*?)</form>', page, re.DOTALL)


def _addresses(page: str) -> list[str]:
    return re.findall(r'(?:href|action|src|content)="([^"]*)"', page)


def test_the_question_is_offered_and_folded(client: FlaskClient) -> None:
    page = client.get("/de/search?kind=jmd&near=Koblenz").text
    box = re.search(r'<details class="filters person-box">(.*?)</form>', page, re.DOTALL)
    assert box is not None and "Für wen suchen Sie? (freiwillig)" in box[1] and 'method="post"' in box[1]
    assert 'name="near" value="Koblenz"' in box[1] and 'name="kind" value="jmd"' in box[1]
    assert "Duldung (§60a AufenthG)" in box[1], "the legal word is behind a click"
    assert "Nach Ihren Angaben" not in page


@pytest.mark.parametrize("query", ["kind=debt", "kind=volunteer&near=Koblenz"])
def test_it_is_not_asked_where_no_answer_matters(client: FlaskClient, query: str) -> None:
    assert 'class="filters person-box"' not in client.get(f"/de/search?{query}").text


def test_it_is_not_asked_in_danger(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"q": "mein Mann schlägt mich"}).text
    assert 'class="filters person-box"' not in page


def test_each_service_says_whether_it_takes_this_person(client: FlaskClient) -> None:
    page = _post(client, kind="jmd", age="30")
    assert page.count(NO) == 20 and "bis zum 27. Geburtstag" in page
    rests_on = "§13 SGB VIII und Kinder- und Jugendplan des Bundes · Stand: November 2026"
    assert page.count(rests_on) == 20, "each answer with its law and that rule's date"
    assert "Nach Ihren Angaben ist diese Stelle nicht zuständig" not in page, "said once"
    young = _post(client, kind="jmd", age="20")
    assert NO not in young and young.count("Nach Ihren Angaben: ja") == 20
    assert _post(client, kind="jmd", status="duldung").count("Nach Ihren Angaben: bitte nachfragen") == 20


def test_a_no_leads_to_the_kind_that_fits_here(client: FlaskClient) -> None:
    page = _post(client, kind="jmd", near="Mainz", language="uk", age="30")
    form = next(form for form in _forms(page, "/de/search") if "fit-way" in form)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert sent == {"want": "mbe", "near": "Mainz", "language": "uk", "age": "30"}
    assert "Migrationsberatung für Erwachsene (ab 27)" in form
    assert client.post("/de/search", data=sent).status_code == 200


def test_what_was_said_once_is_not_asked_again(client: FlaskClient) -> None:
    """From an answer in a list to all rules of that service, by POST."""
    page = client.post("/de/search", data={"kind": "jmd", "age": "20", "status": "duldung"}).text
    form = re.search(r'action="(/de/service/[^"]+/eligibility)">(.*?)</form>', page)
    assert form
    told = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    assert told == {"age": "20", "status": "duldung"}
    answer = client.post(form[1], data=told).text
    assert 'value="20"' in answer and '<option value="duldung" selected>' in answer


def test_the_answers_go_along_by_post_and_can_be_taken_away(client: FlaskClient) -> None:
    page = _post(client, kind="jmd", age="30", status="duldung")
    removing = re.search(r"Angaben zu Ihnen</h2>(.*?)</div>", page, re.DOTALL)
    assert removing is not None and "30 Jahre" in removing[1] and "Ich habe eine Duldung" in removing[1]
    without = [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in _forms(removing[1], "/de/search")]
    assert without == [{"kind": "jmd", "status": "duldung"}, {"kind": "jmd", "age": "30"}]
    for action, words in (("/de/search", "Weiter"), ("/en/search", "English"), ("/de/search", "Anwenden")):
        form = next(form for form in _forms(page, action) if words in form)
        assert 'name="age" value="30"' in form and 'name="status" value="duldung"' in form, words


def test_an_age_in_a_shared_line_leads_on_by_posting(client: FlaskClient) -> None:
    response = client.get("/de/search?q=ich+bin+25+Jugendmigrationsdienst+Mainz")
    assert response.headers["Cache-Control"] == "no-store"
    assert not [address for address in _addresses(response.text) if re.search(r"[?&;](age|status)=", address)]
    assert "25 Jahre" in response.text


@pytest.mark.parametrize("name", ["age", "status"])
def test_an_answer_in_an_address_is_refused(client: FlaskClient, name: str) -> None:
    value = {"age": "30", "status": "duldung"}[name]
    assert client.get(f"/de/search?{name}={value}").status_code == 400


def test_the_page_of_a_service_shows_the_rules(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['youth-01']}").text
    section = page[page.index('id="who"') :]
    section = section[: section.index("</section>")]
    rows = re.findall(r'<th scope="row">(.*?)</th><td><strong[^>]*>(.*?)</strong>', section)
    assert ("Alter: unter 12", "Nein") in rows and ("Alter: ab 27", "Nein") in rows
    assert ("Alter: 12 bis 26", "Ja") in rows and rows[-1] == ("Alle anderen", "Nachfragen")
    assert "Kinder- und Jugendplan des Bundes" in section and "Stand: November 2026" in section
    assert "gilt bis 4. März 2027" in section
    assert f'action="/de/service/{ids["youth-01"]}/eligibility"' in section


@pytest.mark.parametrize(
    ("name", "asks"), [("youth-01", {"age", "status", "district"}), ("debt", {"district"}), ("certificate", set())]
)
def test_it_asks_what_may_decide_and_nothing_else(
    client: FlaskClient, ids: dict[str, str], name: str, asks: set[str]
) -> None:
    page = client.get(f"/de/service/{ids[name]}").text
    section = page[page.index('id="who"') :]
    section = section[: section.index("</section>")]
    assert set(re.findall(r'<(?:input|select)[^>]*name="(\w+)"', section)) == asks
    assert ("Wer in einem anderen Gebiet wohnt" in section) == ("district" in asks)
    assert section.count('name="age"') == 2 * ("age" in asks), "in years or as a date"


def test_where_no_answer_matters_the_rule_stands_without_a_question(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['certificate']}").text
    assert 'id="who"' in page and 'name="age"' not in page


@pytest.mark.parametrize(
    ("name", "person", "says"),
    [
        (
            "youth-01",
            {"age": "27"},
            (NO, "bis zum 27. Geburtstag", "§13 SGB VIII", "Migrationsberatung für Erwachsene"),
        ),
        ("youth-01", {"age": "26"}, ("Nach Ihren Angaben: ja",)),
        ("youth-01", {"age": "", "status": ""}, ("Nach Ihren Angaben: bitte nachfragen",)),
        ("youth-01", {"age": "2000-06-01", "district": "07315"}, ("Nach Ihren Angaben: ja", "26 Jahre · Mainz")),
        ("youth-01", {"age": "20", "district": "07111"}, ("bitte nachfragen", "für ein anderes Gebiet da")),
        ("debt", {"district": "07315"}, ("Nach Ihren Angaben: bitte nachfragen", "§305 InsO", "Mainz")),
        ("guide", {"status": "none"}, ("Nach Ihren Angaben: ja", "Nach Ihren Angaben: bitte nachfragen")),
        ("office", {"status": "none"}, ("§87 AufenthG", "Sprechen Sie zuerst mit dem Migrationsfachdienst")),
    ],
)
def test_the_page_of_a_service_answers(
    client: FlaskClient, ids: dict[str, str], name: str, person: dict[str, str], says: tuple[str, ...]
) -> None:
    response = client.post(f"/de/service/{ids[name]}/eligibility", data=person)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex" and 'content="noindex"' in response.text
    assert all(words in response.text for words in says)


def test_the_answer_changes_its_language_by_post(client: FlaskClient, ids: dict[str, str]) -> None:
    path = f"/service/{ids['youth-01']}/eligibility"
    page = client.post(f"/de{path}", data={"age": "30", "status": "duldung"}).text
    form = next(form for form in _forms(page, f"/en{path}") if "English" in form)
    assert 'name="age" value="30"' in form and 'name="status" value="duldung"' in form


def test_years_and_birth_date_are_two_fields_that_must_agree(client: FlaskClient, ids: dict[str, str]) -> None:
    path = f"/de/service/{ids['youth-01']}/eligibility"
    page = client.post(path, data={"age": ["", "2000-06-01"]}).text
    assert "Nach Ihren Angaben: ja" in page and 'value="26"' in page and "2000" not in page
    assert client.post(path, data={"age": ["26", "2000-06-01"]}).status_code == 200
    assert client.post(path, data={"age": ["30", "2000-06-01"]}).status_code == 400


def test_the_way_on_leads_to_where_somebody_lives(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.post(f"/de/service/{ids['youth-01']}/eligibility", data={"age": "30", "district": "07111"}).text
    assert 'name="district" value="07111"' in page and 'name="district" value="07315"' not in page
    english = next(form for form in _forms(page, f"/en/service/{ids['youth-01']}/eligibility") if "English" in form)
    assert 'name="district" value="07111"' in english


def test_its_address_alone_leads_to_the_question(client: FlaskClient, ids: dict[str, str]) -> None:
    response = client.get(f"/de/service/{ids['debt']}/eligibility?age=30")
    assert response.status_code == 303 and response.headers["Location"].endswith(f"/de/service/{ids['debt']}#who")
    old = client.post(f"/de/service/{ids['debt-old']}/eligibility", data={"age": "30"})
    assert old.status_code == 301 and old.headers["Location"].endswith(f"{ids['debt']}/eligibility")
    assert client.post("/de/service/nope/eligibility").status_code == 404


@pytest.mark.parametrize("age", ["121", "zwölf", "-17"])
def test_a_wrong_age_gets_a_sentence_and_is_not_repeated(client: FlaskClient, ids: dict[str, str], age: str) -> None:
    response = client.post(f"/de/service/{ids['youth-01']}/eligibility", data={"age": age})
    assert response.status_code == 400 and "Alter" in response.text and f'"{age}"' not in response.text


def _fingerprint(folder: Path) -> dict[str, str]:
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def _journey(client: FlaskClient, ids: dict[str, str]) -> list[tuple[str, str]]:
    """Headers and addresses of a whole visit, each with what it was."""
    said = {"age": BORN, "status": "temporary_protection"}
    pages = [
        client.post("/de/search", data={"kind": "jmd", "near": "Mainz", **said}),
        client.post("/de/search", data={"kind": "jmd", "page": "2", "open_now": "1", **said}),
        client.post("/en/search", data={"kind": "jmd", **said}),
        client.post(f"/de/service/{ids['youth-01']}/eligibility", data=said),
        client.post("/de/search", data={"kind": "jmd", "age": f"{BORN}x"}),
        client.post(f"/de/service/{ids['youth-01']}/eligibility", data={"age": f"{BORN}x"}),
        client.post("/api/search", json={"kind": "jmd", **said}),
        client.post("/api/eligibility", json=said),
        client.post("/api/eligibility", json={"age": f"{BORN}x"}),
    ]
    headers = [(name, value) for page in pages for name, value in page.headers.items()]
    assert not [name for name, _ in headers if name == "Set-Cookie"]
    assert all(page.headers["Cache-Control"] == "no-store" for page in pages)
    assert not [page.text for page in pages[6:] if BORN in page.text]
    assert YEARS not in re.sub(r"\d\d+-\d+|§\d+", "", pages[7].text), "the age is echoed nowhere"
    html = [page for page in pages if page.mimetype == "text/html"]
    return headers + [("address", address) for page in html for address in _addresses(page.text)]


def test_a_whole_visit_leaves_no_trace(
    client: FlaskClient, web_app: Flask, ids: dict[str, str], caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    state = Path(web_app.extensions[KEY].service.settings.state_dir)
    before = _fingerprint(state)
    with caplog.at_level(logging.DEBUG):
        seen = _journey(client, ids)
    out, err = capfd.readouterr()
    told = (BORN, "temporary_protection", f"age={YEARS}", "1969")
    for where, text in [*seen, ("log", caplog.text), ("stdout", out), ("stderr", err)]:
        assert not [mark for mark in told if mark in text], where
    assert before and _fingerprint(state) == before
