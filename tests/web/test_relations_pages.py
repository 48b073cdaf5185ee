"""Relations between services through the front door: on both pages, and in what comes next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from directory.ids import service_id
from directory.records import RELATION_TYPES
from directory.registry_files import Entry, EntryDoor, EntrySource
from directory.registry_toml import write_registry
from finder.service import Service
from finder.web import create_app
from geo.resources import data_dir

SETTINGS = {"NOW": "2026-11-19T14:30:00+01:00", "TESTING": "1"}
SOURCE = EntrySource("s1", "https://www.example.org/partner?a=1&b=2", "2025-10", "own site", "high")
LIST = EntrySource("s2", "Liste <2022>", "2022", "list", "low")


def entry(key: str, kind: str, street: str | None = None, district: str = "07111", **stated: Any) -> Entry:
    city, postcode = ("Koblenz", "56068") if district == "07111" else ("Mainz", "55116")
    door = EntryDoor("main", street=street, postcode=postcode, city=city, district=district)
    return Entry(
        f"test/{key}", f"Stelle {key} & <b>Co</b>", [kind], phones=["+4926197370"], district=district, doors=[door],
        sources=[SOURCE, LIST], **stated,
    )  # fmt: skip


REGISTRY = [
    entry(
        "hub", "mfd", "Beispielstraße 1", **{kind: [f"test/{kind.replace('_', '-')}"] for kind in RELATION_TYPES},
        fact_sources={"branch_of": "s2"},
    ),
    entry("refers-to", "debt", district="07315"), entry("agreement-with", "women"),
    entry("accompanies", "addiction", topics_dropped=["media_addiction"]),
    entry("same-house-as", "family"), entry("branch-of", "mfd"), entry("speaks-for", "jmd"),
    entry("beside", "psychosocial", "Beispielstraße 1"), entry("alone", "debt"),
    entry("games", "addiction"),
]  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, service: Service, web_app: Flask) -> Flask:
    """A registry of its own; all else as in the tests beside it, since the data folder is one for the process."""
    data = tmp_path_factory.mktemp("data")
    for name in ("places", "rules", "translations", "vocabulary", "statements"):
        (data / name).symlink_to((data_dir() / name).resolve())
    write_registry(REGISTRY, data / "registry")
    return create_app({**SETTINGS, "DATA_DIR": data, "STATE_DIR": tmp_path_factory.mktemp("state")})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def of(key: str) -> str:
    return service_id(f"test/{key}")


def part(client: FlaskClient, key: str, heading: str, lang: str = "de") -> str:
    """From one heading to the end of its section; empty where there is none."""
    text = client.get(f"/{lang}/service/{of(key)}").text
    _, found, rest = text.partition(f'id="{heading}"')
    return rest.partition("</section>")[0] if found else ""


OTHER_SIDE = {
    "refers-to": "Diese Stellen schicken Menschen hierher",
    "accompanies": "Gemeinsame Begleitung",
    "agreement-with": "Kooperation",
    "branch-of": "Außenstellen",
    "speaks-for": "Wer die Anrufe annimmt",
}


@pytest.mark.parametrize("key", OTHER_SIDE)
def test_a_relation_stands_on_both_pages_with_its_source(client: FlaskClient, key: str) -> None:
    mine, theirs = part(client, "hub", "partners"), part(client, key, "partners")
    assert f'href="/de/service/{of(key)}"' in mine and f'href="/de/service/{of("hub")}"' in theirs
    assert f"<h3>{OTHER_SIDE[key]}</h3>" in theirs
    assert "Stelle hub &amp; &lt;b&gt;Co&lt;/b&gt;" in theirs and "Migrationsberatung für alle" in theirs
    if key == "branch-of":
        assert "Liste &lt;2022&gt;" in theirs and "Stand: 2022" in theirs
    else:
        assert 'href="https://www.example.org/partner?a=1&amp;b=2" rel="noreferrer"' in theirs
        assert "Stand: Oktober 2025" in theirs
    assert "geschlossen" not in mine + theirs


def test_the_same_house_stands_apart_and_says_what_is_only_concluded(client: FlaskClient) -> None:
    house = part(client, "hub", "neighbours")
    stated, concluded = house.split("</li>")[:2]
    assert of("same-house-as") in stated and "Das folgt aus beiden Adressen." not in stated
    assert of("beside") in concluded and "Das folgt aus beiden Adressen." in concluded
    assert part(client, "beside", "partners") == "" != part(client, "beside", "neighbours")
    assert "Concluded from both addresses." in part(client, "beside", "neighbours", "en")


def test_without_relations_there_is_no_section(client: FlaskClient) -> None:
    assert part(client, "alone", "partners") == part(client, "alone", "neighbours") == ""


def steps(client: FlaskClient, **asked: str) -> dict[str, list[dict[str, Any]]]:
    response = client.get("/api/next", query_string=asked)
    assert response.status_code == 200 and response.json is not None
    return {step["kind"]: step["services"] for step in response.json["steps"]}


def test_partners_stand_first_with_the_reason(client: FlaskClient) -> None:
    without = steps(client, kind="mfd", near="Koblenz")["debt"]
    debt = steps(client, kind="mfd", near="Koblenz", service=of("hub"))["debt"]
    assert without[0]["id"] == of("alone")
    assert [one["id"] for one in debt] == [of("refers-to"), of("alone")]
    assert debt[0]["why"][0] == "Arbeitet zusammen mit Stelle hub & <b>Co</b>"
    assert "Nicht für Koblenz zuständig: bitte nachfragen" in debt[0]["why"]
    assert not any("Arbeitet" in reason for reason in debt[1]["why"])


def test_partners_are_named_without_a_place_and_others_are_not(client: FlaskClient) -> None:
    found = steps(client, kind="mfd", service=of("hub"))
    assert [one["id"] for one in found["debt"]] == [of("refers-to")]
    assert {kind for kind, services in found.items() if services} == {"debt", "addiction"}
    assert not any(steps(client, kind="mfd", service=of("alone")).values())


@pytest.mark.parametrize("unknown", ["x", "a" * 5000, of("gone")])
def test_an_unknown_service_in_hand_is_refused_and_the_page_still_leads_on(client: FlaskClient, unknown: str) -> None:
    asked = {"kind": "mfd", "near": "Koblenz", "service": unknown}
    answer = client.get("/api/next", query_string=asked)
    assert answer.status_code == 400 and answer.json is not None
    assert (answer.json["error"]["field"], answer.json["error"]["code"]) == ("service", "unknown_code")
    assert client.get("/de/next", query_string=asked).status_code == 200


def test_no_service_in_hand_is_none(client: FlaskClient) -> None:
    plain = client.get("/api/next?kind=mfd&near=Koblenz").json
    assert client.get("/api/next?kind=mfd&near=Koblenz&service=%20%00").json == plain


def test_a_service_alone_says_its_kinds_and_its_place(client: FlaskClient) -> None:
    found = client.get("/api/next", query_string={"service": of("hub")}).json
    assert found is not None and found["kinds"] == ["mfd"] and found["place"]["districts"] == ["07111"]
    debt = next(step for step in found["steps"] if step["kind"] == "debt")
    assert [one["id"] for one in debt["services"]] == [of("refers-to"), of("alone")]
    page = client.get("/de/next", query_string={"service": of("hub")}).text
    assert "Stellen für: Koblenz" in page and of("refers-to") in page


def test_json_may_name_the_service(client: FlaskClient) -> None:
    found = client.post("/api/next", json={"kind": "mfd", "service": of("hub")}).json
    assert found is not None and found["service"] == of("hub")


def test_the_page_leads_on_with_the_service_and_keeps_it(client: FlaskClient) -> None:
    assert f"/de/next?kind=mfd&amp;service={of('hub')}&amp;near=Koblenz" in client.get(f"/de/service/{of('hub')}").text
    assert "service=" not in client.get(f"/de/service/{of('alone')}").text
    page = client.get("/de/next", query_string={"kind": "mfd", "service": of("hub"), "near": "Koblenz"}).text
    assert "Arbeitet zusammen mit Stelle hub &amp; &lt;b&gt;Co&lt;/b&gt;" in page
    assert f'name="service" value="{of("hub")}"' in page


def test_a_dropped_topic_is_neither_shown_nor_found(client: FlaskClient) -> None:
    said = "Handy-, Internet- und Spielsucht"
    assert f"<dd>Alkohol, Drogen, Glücksspiel, {said}</dd>" in client.get(f"/de/service/{of('games')}").text
    without = client.get(f"/de/service/{of('accompanies')}").text
    assert f"<dd>Alkohol, Drogen, Glücksspiel<br>Dazu berät diese Stelle nicht: {said}</dd>" in without
    for topic, found in (("media_addiction", {of("games")}), ("drugs", {of("games"), of("accompanies")})):
        answer = client.get("/api/search", query_string={"topic": topic}).json
        assert answer is not None and {one["id"] for one in answer["results"]} == found
        assert answer["facets"]["topic"][topic] == len(found)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_the_page_is_accessible_and_fits_a_phone(browser: Browser, address: str, lang: str, dark: bool) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(f"{address}/{lang}/service/{of('hub')}")
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    links = page.locator(".relations a").all()
    assert len(links) > 10
    assert all((box := link.bounding_box()) is not None and box["height"] >= 24 for link in links)
    context.close()
