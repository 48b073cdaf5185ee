"""The OpenAPI document: it names every route and no other, its examples work, and answers are as it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from finder.web.description.document import both_languages
from finder.web.wording.staff import STAFF_LANGUAGES
from tests.web.schema_check import faults

Doc = dict[str, Any]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def doc(web_app: Flask) -> Doc:
    answer = web_app.test_client().get("/api/openapi.json")
    assert answer.status_code == 200 and answer.mimetype == "application/json"
    found: Doc = json.loads(answer.data)
    return found


def refs(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "$ref":
                yield value
            else:
                yield from refs(value)
    elif isinstance(node, list):
        for item in node:
            yield from refs(item)


def resolved(doc: Doc, node: Doc) -> Doc:
    while "$ref" in node:
        target: Any = doc
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def test_it_is_an_openapi_document(doc: Doc) -> None:
    assert doc["openapi"] == "3.1.0" and doc["info"]["title"] and doc["info"]["version"]
    assert doc["servers"] == [{"url": "http://localhost"}]
    ids = [one["operationId"] for item in doc["paths"].values() for one in item.values()]
    assert len(ids) == len(set(ids))
    tags = {tag["name"] for tag in doc["tags"]}
    assert {tag for item in doc["paths"].values() for one in item.values() for tag in one["tags"]} == tags


def test_every_reference_leads_somewhere_and_every_component_is_used(doc: Doc) -> None:
    used = set(refs(doc))
    known = {f"#/components/{sort}/{name}" for sort, items in doc["components"].items() for name in items}
    assert used - known == set()
    assert known - used == set()


def test_no_words_of_the_page_are_left_in_it(doc: Doc) -> None:
    assert not re.search(r'"x-[a-z]+-de"', json.dumps(doc))


def test_it_names_every_route_and_no_other(web_app: Flask, doc: Doc) -> None:
    described = {(path, method.upper()) for path, item in doc["paths"].items() for method in item}
    assert {pair for rule in web_app.url_map.iter_rules() for pair in _pairs(str(rule), rule.methods)} == described


def _pairs(rule: str, methods: set[str] | None) -> Iterator[tuple[str, str]]:
    if not rule.startswith(("/api/", "/hsds/", "/healthz", "/data/")):
        return
    many = re.search(r"<any\(([^)]*)\):\w+>", rule)
    for name in many[1].split(", ") if many else [""]:
        path = re.sub(r"<any\([^)]*\):\w+>", name, rule)
        path = path.replace("<string:id_>", "{id}").replace("<name>", "{name}")
        yield from ((path, method) for method in (methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})


def _examples(doc: Doc) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and what a client sends: each example of a body, and the address of all examples of parameters."""
    for path, item in doc["paths"].items():
        for method, one in item.items():
            contents = one.get("requestBody", {}).get("content", {})
            for kind, content in contents.items():
                for example in content["examples"].values():
                    sent = {"data": example["value"]} if kind == FORM else {"json": example["value"]}
                    yield method, path, sent
            named = [resolved(doc, node) for node in one.get("parameters", ())]
            asked = {node["name"]: node["example"] for node in named if node["in"] == "query" and "example" in node}
            if asked or not contents:
                yield method, path, {"query_string": asked}


def _fill(client: FlaskClient, path: str) -> str:
    """A path with an id in it gets that of the first entry of its list."""
    if "{id}" in path:
        page = client.get(path.removesuffix("/{id}")).json
        assert page is not None
        path = path.replace("{id}", page["contents"][0]["id"])
    return path.replace("{name}", "lotse.geojson")


def check(doc: Doc, path: str, method: str, answer: TestResponse) -> None:
    """The answer against what the document says of its status and media type."""
    responses = doc["paths"][path][method]["responses"]
    assert str(answer.status_code) in responses, (path, answer.status_code)
    content = resolved(doc, responses[str(answer.status_code)]).get("content", {})
    assert (answer.mimetype in content) if answer.data else not content
    if answer.mimetype == "application/json":
        assert faults(doc, content["application/json"].get("schema", {}), json.loads(answer.data)) == []


def test_every_example_works(client: FlaskClient, doc: Doc) -> None:
    tried = list(_examples(doc))
    assert len(tried) > 25
    for method, path, sent in tried:
        answer = client.open(_fill(client, path), method=method.upper(), **sent)
        assert answer.status_code == 200, (method, path, sent, answer.text)
        check(doc, path, method, answer)


QUESTIONS = [
    "/api/search", "/api/search?q=Schulden+Koblenz", "/api/search?q=27+Duldung+Arabisch", "/api/search?page=99",
    "/api/search?near=Koblenz&radius_km=5", "/api/search?q=Neustadt", "/api/search?q=mein+Mann+schlägt+mich",
    "/api/search?kind=nope", "/api/search?age=30", "/api/suggest?q=schu", "/api/suggest?q=", "/api/suggest?q=Mainz",
    "/api/next", "/api/next?situation=payment-order&near=Koblenz", "/api/next?topic=debt", "/api/next?situation=x",
    "/healthz", "/api/openapi.json", "/hsds/", "/hsds/profile", "/hsds/services", "/hsds/services?full=true",
    "/hsds/services?minimal=true", "/hsds/services?format=ndjson", "/hsds/services?page=0", "/hsds/services?search=x",
    "/hsds/service_at_locations?full=true&per_page=500", "/hsds/service_at_locations?postcode=56068&proximity=5000",
    "/hsds/organizations?full_service=true", "/hsds/organizations?full=true", "/hsds/taxonomies",
    "/hsds/taxonomy_terms?per_page=500", "/hsds/taxonomy_terms?top_only=true",
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("registry", ["client", "real"])
def test_answers_are_as_the_document_says(
    request: pytest.FixtureRequest, doc: Doc, registry: str, question: str
) -> None:
    asked: FlaskClient = request.getfixturevalue(registry)
    check(doc, question.partition("?")[0], "get", asked.get(question))


@pytest.mark.parametrize("shelf", ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"])
def test_single_documents_are_as_the_document_says(real: FlaskClient, doc: Doc, shelf: str) -> None:
    page = real.get(f"/hsds/{shelf}?per_page=25").json
    assert page is not None
    for entry in page["contents"]:
        check(doc, f"/hsds/{shelf}/{{id}}", "get", real.get(f"/hsds/{shelf}/{entry['id']}"))
    check(doc, f"/hsds/{shelf}/{{id}}", "get", real.get(f"/hsds/{shelf}/00000000-0000-0000-0000-000000000000"))


POSTED: list[tuple[str, Doc]] = [
    ("/api/search", {"q": "Schulden", "age": 30, "status": "duldung", "near": "Koblenz"}),
    ("/api/search", {"age": True}),
    ("/api/search", {"page": 1.0, "open_now": False, "kind": None}),
    ("/api/eligibility", {"age": 26}),
    ("/api/eligibility", {"service": "nobody"}),
    ("/api/next", {"kind": "mfd", "near": "Koblenz"}),
]


@pytest.mark.parametrize(("path", "body"), POSTED)
def test_what_is_posted_is_answered_as_the_document_says(client: FlaskClient, doc: Doc, path: str, body: Doc) -> None:
    check(doc, path, "post", client.post(path, json=body))


@pytest.mark.parametrize("method", ["delete", "patch", "put"])
def test_wrong_methods_are_refused_as_the_document_says(client: FlaskClient, doc: Doc, method: str) -> None:
    for path, item in doc["paths"].items():
        if path.startswith(("/api/", "/hsds/")):
            answer = client.open(_fill(client, path), method=method.upper())
            check(doc, path, next(iter(item)), answer)
            allowed = set(answer.headers["Allow"].split(", "))
            assert {name.upper() for name in item} <= allowed and "OPTIONS" in allowed


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (5, {"type": "string"}), (True, {"type": "integer"}), ("x", {"enum": ["y"]}), ([], {"minItems": 1}),
        ({"a": 1}, {"properties": {}}), ({}, {"properties": {}, "required": ["a"]}), ("x", {"format": "uuid"}),
        (0, {"minimum": 1}), ("ab", {"pattern": "^a$"}), (None, {"anyOf": [{"type": "string"}, {"const": 1}]}),
    ],
)  # fmt: skip
def test_the_check_itself(value: object, schema: Doc) -> None:
    assert faults({}, schema, value)


@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
def test_the_page_shows_every_operation(client: FlaskClient, doc: Doc, lang: str) -> None:
    page = unescape(client.get(f"/{lang}/api").text)
    for path, item in doc["paths"].items():
        for method, one in item.items():
            assert f"{method.upper()} {path}" in page and f'id="{one["operationId"]}"' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_everything_is_said_in_german_too() -> None:
    whole = both_languages()
    told = [one for item in whole["paths"].values() for one in item.values()]
    told += [*whole["components"]["parameters"].values(), whole["info"]]
    for node in told:
        assert {
            f"x-{name}-de" for name in ("summary", "description") if name in node and node is not whole["info"]
        } <= set(node)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_has_no_finding_of_axe_and_fits(server: str, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{server}/de/api")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    assert [finding["id"] for finding in Axe().run(page, options=rules).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()
