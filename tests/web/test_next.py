"""What comes next: the interface, the page, the network, for volunteers; and no trace of what is sensitive."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from markupsafe import escape
from playwright.sync_api import Browser, expect

from directory.referrals import network
from directory.situations import situations
from directory.vocabulary import kinds
from directory.volunteers import handbook
from finder.web.languages import LANGUAGES

HARMLESS = [code for code, one in situations().items() if not one.sensitive]
SENSITIVE = [code for code, one in situations().items() if one.sensitive]
AXE = Axe()


def _steps(client: FlaskClient, **asked: Any) -> list[dict[str, Any]]:
    response = client.get("/api/next", query_string=asked)
    assert response.status_code == 200 and response.json is not None
    steps: list[dict[str, Any]] = response.json["steps"]
    return steps


@pytest.mark.parametrize("code", kinds())
def test_from_every_kind_there_is_a_way_on(client: FlaskClient, code: str) -> None:
    steps = _steps(client, kind=code, near="Koblenz")
    assert steps and code not in {step["kind"] for step in steps}


@pytest.mark.parametrize("code", situations())
def test_every_situation_is_answered_now_first_with_sources(client: FlaskClient, code: str) -> None:
    steps = _steps(client, situation=code, near="Koblenz", ui="en")
    order = [("now", "next", "beside").index(step["when"]) for step in steps]
    assert order == sorted(order) and order[0] == 0
    assert {step["kind"] for step in steps} == set(situations()[code].kinds)
    for step in steps:
        assert step["source"] and (not step["deadline"] or step["deadline"]["source"])
        for service in step["services"]:
            assert step["kind"] in service["kinds"] or step["instead"]


def test_kind_and_topic_lead_to_the_responsible_service(client: FlaskClient, ids: dict[str, str]) -> None:
    steps = _steps(client, kind="mfd", topic="debt", near="Koblenz")
    debt = next(step for step in steps if step["kind"] == "debt")
    assert debt["mode"] == "accompany" and debt["deadline"]["id"] in ("payment-order", "enforcement-order")
    assert debt["bring"] and debt["services"][0]["id"] == ids["debt"]
    assert debt["services"][0]["serves_place"] == "responsible"


def test_the_shortest_deadline_stands_first(client: FlaskClient) -> None:
    answer = client.get("/api/next?situation=dismissed").json
    assert answer is not None
    assert [one["id"] for one in answer["deadlines"]] == ["register-as-job-seeking", "dismissal"]
    assert answer["steps"][0]["deadline"]["amount"] == 3 and answer["read_the_notice"]


def test_a_neighbours_authority_is_never_named(client: FlaskClient, ids: dict[str, str]) -> None:
    here = _steps(client, situation="section-24-ends", near="Koblenz")
    office = next(step for step in here if step["kind"] == "authority")
    assert [service["id"] for service in office["services"]] == [ids["office"]]
    there = _steps(client, situation="section-24-ends", near="Trier")
    office = next(step for step in there if step["kind"] == "authority")
    assert ids["office"] not in {service["id"] for service in office["services"]}


def test_in_doubt_means_ask(client: FlaskClient) -> None:
    answer = client.get("/api/next?situation=asylum-rejected").json
    assert answer is not None and answer["deadlines"][0]["answer"] == "ask"
    assert "bitte sofort nachfragen" in client.get("/de/next?situation=asylum-rejected").text


def test_a_topic_without_a_row_and_nothing_at_all_still_lead_on(client: FlaskClient) -> None:
    assert [step["kind"] for step in _steps(client, topic="childcare")] == ["mbe"]
    assert [step["kind"] for step in _steps(client)] == ["mfd"]


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("situation=nothing", "situation", "unknown_code"),
        ("kind=nothing", "kind", "unknown_code"),
        ("topic=nothing", "topic", "unknown_code"),
        ("near=Nirgendheim", "near", "unknown_place"),
        ("kind=mfd&status=none", "status", "post_only"),
    ],
)
def test_what_is_wrong_is_said_in_the_one_shape(client: FlaskClient, query: str, field: str, code: str) -> None:
    response = client.get(f"/api/next?{query}")
    assert response.status_code == 400 and response.json is not None
    error = response.json["error"]
    assert (error["field"], error["code"]) == (field, code) and error["message"]


@pytest.mark.parametrize("code", SENSITIVE)
def test_what_is_sensitive_is_posted_and_kept_nowhere(client: FlaskClient, code: str) -> None:
    choose = client.get("/de/next").text
    assert f"situation={code}" not in choose and f'value="{code}"' in choose
    page = client.post("/de/next", data={"situation": code, "near": "Koblenz"})
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in page.text
    assert f"situation={code}" not in page.text, "no link on it holds it either"
    assert "near=" not in page.text
    assert ("data-exit>" in page.text) == situations()[code].quick_exit
    assert client.get(f"/api/next?situation={code}").headers["Cache-Control"] == "no-store"
    assert client.post("/api/next", json={"situation": code}).headers["Cache-Control"] == "no-store"


def test_a_step_leads_to_a_slip_with_its_most_urgent_deadline(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get("/uk/next?situation=payment-order&near=Koblenz").text
    slip = f"/uk/service/{ids['debt']}/slip?deadline=payment-order"
    assert f'href="{slip}"' in page
    assert 'class="row row-deadline"' in client.get(slip).text
    for code in SENSITIVE:
        page = client.post("/de/next", data={"situation": code, "near": "Koblenz"}).text
        assert "/slip" in page and "/slip?" not in page, "no address says what it is about"


@pytest.mark.parametrize("code", SENSITIVE)
def test_a_link_to_what_is_sensitive_leads_to_the_button_that_posts_it(client: FlaskClient, code: str) -> None:
    linked = client.get(f"/ar/next?situation={code}&near=Koblenz")
    assert linked.status_code == 303 and linked.headers["Location"] == "/ar/next"
    assert f'value="{code}"' in client.get("/ar/next").text


@pytest.mark.parametrize("code", HARMLESS)
def test_what_is_harmless_has_an_address_to_share(client: FlaskClient, code: str) -> None:
    sent = client.post("/de/next", data={"situation": code, "near": "Koblenz"})
    assert sent.status_code == 303 and sent.headers["Location"] == f"/de/next?situation={code}&near=Koblenz"
    page = client.get(sent.headers["Location"])
    assert page.status_code == 200 and "noindex" not in page.text
    assert situations()[code].label("de") in page.text


def test_a_visitors_own_position_gets_into_no_address(client: FlaskClient) -> None:
    page = client.post("/de/next", data={"situation": "dismissed", "near": "50.35691,7.58902"})
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert "50.35691" not in page.text


def test_an_unknown_place_loses_nothing(client: FlaskClient) -> None:
    page = client.post("/de/next", data={"situation": "dismissed", "near": "Nirgendheim"})
    assert page.status_code == 400 and 'role="alert"' in page.text
    assert 'value="Nirgendheim"' in page.text and "Arbeitsuchend melden" in page.text
    assert client.get("/de/next?situation=dismissed&near=").status_code == 303


def test_deadlines_stand_before_the_steps(client: FlaskClient) -> None:
    page = client.get("/de/next?situation=payment-order&near=Koblenz").text
    assert page.index("2 Wochen") < page.index("Lesen Sie den Bescheid") < page.index('id="when-now"')


def test_violence_has_its_numbers_above_the_steps(client: FlaskClient) -> None:
    page = client.post("/de/next", data={"situation": "violence-at-home"}).text
    assert page.index("tel:116016") < page.index('id="when-now"')


def test_services_and_other_pages_lead_here(client: FlaskClient, ids: dict[str, str]) -> None:
    assert "/de/next?kind=debt" in client.get(f"/de/service/{ids['debt']}").text
    women = client.get(f"/de/service/{ids['women']}").text
    assert 'action="/de/next"' in women and "next?kind=women" not in women
    assert 'href="/de/next"' in client.get("/de/").text and 'href="/de/volunteers"' in client.get("/de/").text
    assert 'value="violence-at-home"' in client.get("/de/crisis").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_and_list_of_the_network_say_the_same(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/{lang}/network").text
    picture = page.partition('<svg class="network"')[2].partition("</svg>")[0]
    assert picture.count("<rect") == len(kinds()) + 1, "every kind, and all places"
    width = float(re.findall(r'width="([\d.]+)"', picture)[0])
    assert all(0 <= float(x) <= width for x in re.findall(r'<text x="([^"]+)"', picture))
    modes = set(re.findall(r'<path class="mode-(\w+)"', picture))
    assert modes == {row.step.mode for row in network().referrals}
    assert page.count("<p>", page.index('id="rows"')) >= len(network().referrals)
    assert page.count('class="to"') == len(network().referrals)


def test_every_referral_has_its_dots_and_one_arrow(client: FlaskClient) -> None:
    page = client.get("/de/network").text
    lanes = {(row.to, row.step.mode) for row in network().referrals}
    assert page.count("marker-end") >= len(lanes)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_for_volunteers_says_all_of_it(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/{lang}/volunteers").text
    assert "RDG" in page
    for one in handbook().advice:
        assert escape(one.may_not[lang]) in page and escape(one.not_down[lang]) in page
    assert "kind=women" not in page and "kind=addiction" not in page


def test_advice_names_who_treats_the_topic_or_takes_everyone() -> None:
    for one in handbook().advice:
        treated = {topic for kind in one.call for topic in kinds()[kind].topics}
        assert "mfd" in one.call or treated & set(one.topics), one.id
        assert one.source


PATHS = ["/de/next", "/de/next?situation=dismissed&near=Koblenz", "/de/network", "/de/volunteers", "/ar/network"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_new_pages_have_no_barriers_and_ask_nobody_else(
    browser: Browser, server: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    foreign: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(server) else foreign.append(request.url))
    for path in PATHS:
        page.goto(server + path)
        found = AXE.run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert foreign == []
    context.close()


def test_a_journey_through_violence_leaves_nothing_behind(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/de/next")
    for_all = f"{server}/de/next"  # the address tells nothing, nor that another page has come
    with page.expect_navigation(url=for_all):
        page.click("button:has-text('Gewalt zu Hause')")
    page.fill("#near", "Koblenz")
    with page.expect_navigation(url=for_all):
        page.click("text=Stellen zeigen")
    expect(page.locator(".item").first).to_be_visible()
    found = AXE.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not [url for url in asked if "violence" in url or "Koblenz" in url]
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert kept == '[{},{},""]'
    context.close()
