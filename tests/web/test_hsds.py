"""The Open Referral API by its parameters: filters, pages, lines, headers, and what it refuses."""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.ids import organization_id, slug, term_id

DEBT, MFD, YOUTH = (term_id("kinds", code) for code in ("debt", "mfd", "jmd"))
CARRIER = organization_id(slug("Beispielverein Koblenz e. V."))
NOBODY = "00000000-0000-4000-8000-000000000000"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")


def ask(client: FlaskClient, path: str) -> Any:
    response = client.get(f"/hsds/{path}")
    assert response.status_code == 200, response.text
    return response.json


def names(client: FlaskClient, query: str, of: str = "services") -> list[str]:
    found = ask(client, f"{of}?per_page=500&{query}")["contents"]
    return sorted(doc["service"]["name"] if of == "service_at_locations" else doc["name"] for doc in found)


def test_the_root_says_what_this_is(client: FlaskClient) -> None:
    about = ask(client, "")
    assert about == {
        "version": "3.1",
        "profile": "http://localhost/hsds/profile",
        "openapi_url": "http://localhost/api/openapi.json",
    }
    assert client.get("/hsds").status_code == 308


@pytest.mark.parametrize("name", LISTS)
def test_the_envelope_of_a_page(client: FlaskClient, name: str) -> None:
    whole = ask(client, f"{name}?per_page=500")
    total = whole["total_items"]
    assert total == len(whole["contents"]) > 1
    first = ask(client, f"{name}?per_page=2")
    pages = -(-total // 2)
    assert first | {"contents": []} == {
        "total_items": total, "total_pages": pages, "page_number": 1, "size": 2, "first_page": True,
        "last_page": pages == 1, "empty": False, "contents": [],
    }  # fmt: skip
    walked = [doc for page in range(1, pages + 1) for doc in ask(client, f"{name}?per_page=2&page={page}")["contents"]]
    assert walked == whole["contents"]
    past = ask(client, f"{name}?page=1000000")
    assert (past["contents"], past["size"], past["empty"], past["last_page"]) == ([], 0, True, True)
    assert past["first_page"] is False


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("search=schulden", ["Schuldnerberatung Beispielverein"]),
        ("search=SCHULDNERBER%20beispielv", ["Schuldnerberatung Beispielverein"]),
        ("search=schulden%20frauen", []),
        ("search=%3Cb%3Ekoblenz%3C/b%3E%20partner", ['Migrationsdienst <b>Koblenz</b> & "Partner"']),
        (f"taxonomy_term_id={DEBT}", ["Schuldnerberatung Beispielverein"]),
        (f"taxonomy_term_id={DEBT.upper()}", ["Schuldnerberatung Beispielverein"]),
        (f"taxonomy_term_id={term_id('topics', 'account_seizure')}", ["Schuldnerberatung Beispielverein"]),
        (f"taxonomy_term_id={MFD}&taxonomy_term_id={term_id('kinds', 'asylum')}",
         ['Migrationsdienst <b>Koblenz</b> & "Partner"']),
        (f"taxonomy_term_id={MFD}&taxonomy_term_id={DEBT}", []),
        (f"taxonomy_term_id={NOBODY}", []),
        (f"organization_id={CARRIER}", ["Schuldnerberatung Beispielverein"]),
        (f"organization_id={CARRIER}&search=schulden&taxonomy_term_id={DEBT}", ["Schuldnerberatung Beispielverein"]),
        (f"organization_id={CARRIER}&taxonomy_term_id={MFD}", []),
        ("modified_after=2999-01-01", []),
    ],
)  # fmt: skip
def test_filters_of_services_add_up(client: FlaskClient, query: str, expected: list[str]) -> None:
    assert names(client, query) == expected


def test_modified_after_is_on_or_after(client: FlaskClient) -> None:
    everything = names(client, "")
    changed = ask(client, "services?minimal=true")["contents"][0]["modified_date"]
    for instant in (changed, changed.replace("Z", "%2B00:00"), changed.replace("Z", "+00:00"), "2020-01-01", "1999"):
        if instant == "1999":
            assert client.get(f"/hsds/services?modified_after={instant}").status_code == 400
        else:
            assert names(client, f"modified_after={instant}") == everything
    later = changed[:-2] + str((int(changed[-2]) + 1) % 10) + "Z" if changed[-2] != "9" else "2999-01-01"
    assert names(client, f"modified_after={later}") == []


def test_other_lists_have_their_own_filters(client: FlaskClient) -> None:
    assert names(client, f"taxonomy_term_id={DEBT}", "organizations") == ["Beispielverein Koblenz e. V."]
    assert names(client, "search=wegweiser", "organizations") == ["Wegweiser e. V."]
    kinds = ask(client, "taxonomies?search=Angebotsarten")["contents"]
    assert len(kinds) == 1
    terms = ask(client, f"taxonomy_terms?taxonomy_id={kinds[0]['id']}&per_page=500")["contents"]
    assert {"mfd", "debt", "other"} <= {term["code"] for term in terms} and len(terms) < 30
    assert ask(client, "taxonomy_terms?top_only=true&per_page=500")["total_items"] > len(terms)
    assert ask(client, f"taxonomy_terms?parent_id={terms[0]['id']}")["contents"] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # A debt service serves its own district; a migration service of an open kind takes neighbours too.
        ("postcode=56068", True),
        ("postcode=67655", False),
        ("postcode=56068&proximity=3000", True),
        ("postcode=56068&proximity=1", False),
        ("postcode=67655&proximity=500000", False),
    ],
)
def test_postcode_asks_for_the_area_and_proximity_for_the_way(
    client: FlaskClient, query: str, expected: bool
) -> None:  # fmt: skip
    found = names(client, f"{query}&taxonomy_term_id={DEBT}", "service_at_locations")
    assert ("Schuldnerberatung Beispielverein" in found) is expected


def test_ways_to_write(client: FlaskClient) -> None:
    plain = ask(client, "services?search=schulden")["contents"][0]
    whole = ask(client, "services?search=schulden&full=true")["contents"][0]
    small = ask(client, "services?search=schulden&minimal=true")["contents"][0]
    assert "phones" not in plain and plain["organization"]["id"] == CARRIER
    assert plain.items() <= whole.items() and len(whole["service_at_locations"]) == 2
    assert small.keys() == {"id", "name", "status", "modified_date"}
    carrier = ask(client, f"organizations/{CARRIER}")
    assert [service["name"] for service in carrier["services"]] == ["Schuldnerberatung Beispielverein"]
    assert carrier["description"] == "Träger eines Dienstes in Koblenz."
    richer = ask(client, f"organizations/{CARRIER}?full_service=true")
    assert richer["services"][0]["phones"][0]["number"] == "+4926197370"


def test_minimal_puts_all_on_one_page_unless_told_otherwise(client: FlaskClient) -> None:
    assert ask(client, "services?minimal=true")["total_pages"] == 1
    assert ask(client, "services?minimal=true&per_page=1")["size"] == 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("full", ["false", "true"])
def test_lines_hold_the_same_documents_without_pages(client: FlaskClient, name: str, full: str) -> None:
    response = client.get(f"/hsds/{name}?format=ndjson&full={full}&per_page=1&page=7")
    assert response.mimetype == "application/x-ndjson"
    assert response.text.endswith("\n")
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert lines == ask(client, f"{name}?per_page=500&full={full}")["contents"]
    again = client.get(response.request.full_path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_post_asks_the_same(client: FlaskClient) -> None:
    asked = client.get(f"/hsds/services?taxonomy_term_id={DEBT}").json
    assert client.post(f"/hsds/services?taxonomy_term_id={DEBT}").json == asked
    assert client.post("/hsds/services", data={"taxonomy_term_id": DEBT}).json == asked
    assert client.post("/hsds/services", json={"taxonomy_term_id": DEBT}).status_code == 415
    assert client.post("/hsds/services/x").status_code == client.put("/hsds/services").status_code == 405


def test_ids_that_moved_and_ids_that_never_were(client: FlaskClient, ids: dict[str, str]) -> None:
    moved = client.get(f"/hsds/services/{ids['debt-old']}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/hsds/services/{ids['debt']}")
    for path in (
        f"services/{NOBODY}",
        "services/x",
        "organizations/x%00",
        "nothing",
        f"taxonomies/{DEBT}",
    ):
        refused = client.get(f"/hsds/{path}")
        assert refused.status_code == 404 and refused.json is not None
        assert refused.json["error"]["code"] == "not_found"
        assert refused.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        *((f"page={value}", "page", "out_of_range") for value in ("0", "-1", "9999999999")),
        *((f"page={value}", "page", "not_a_number") for value in ("x", "1.5", "%D9%A1", "9" * 400)),
        *((f"per_page={value}", "per_page", "out_of_range") for value in ("0", "501")),
        *((f"{name}=perhaps", name, "not_a_boolean") for name in ("full", "minimal", "full_service", "top_only")),
        *((f"{name}=debt", name, "not_an_id") for name in ("taxonomy_term_id", "taxonomy_id", "organization_id")),
        *((f"modified_after={value}", "modified_after", "not_a_date")
          for value in ("soon", "2026-13-01", "0001-01-01T00:00%2B14:00", "9999-12-31T23:00-14:00")),
        *((f"postcode={value}", "postcode", "unknown_place") for value in ("1", "99999", "Koblenz")),
        ("proximity=5", "proximity", "proximity_without_postcode"),
        ("proximity=nan&postcode=56068", "proximity", "not_a_number"),
        ("proximity=0&postcode=56068", "proximity", "out_of_range"),
        ("format=xml", "format", "unknown_format"),
        (f"search={'x' * 501}", "search", "too_long"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(client: FlaskClient, query: str, field: str, code: str) -> None:
    for name in LISTS:
        refused = client.get(f"/hsds/{name}?{query}")
        assert refused.status_code == 400 and refused.json is not None, refused.text[:200]
        assert refused.json["error"]["field"] == field and refused.json["error"]["code"] == code
        assert refused.json["error"]["message"] and refused.headers["Cache-Control"] == "no-store"


def test_unknown_parameters_are_passed_over(client: FlaskClient) -> None:
    assert ask(client, "services?colour=blue&page=") == ask(client, "services")


@pytest.mark.parametrize("path", ["/hsds/", "/hsds/services", "/hsds/profile", "/data/lotse.csv", "/data/lotse.zip"])
def test_other_sites_may_read_and_nothing_is_sent_twice(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"
    again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    asked_before = client.options(path, headers={"Origin": "https://other.example"})
    assert asked_before.status_code == 200
    assert "GET" in asked_before.headers["Access-Control-Allow-Methods"]


def test_pages_for_people_stay_closed_to_other_sites(client: FlaskClient) -> None:
    for path in ("/de/", "/de/data", "/api/search", "/healthz"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


def test_what_was_searched_for_stays_in_no_cache(client: FlaskClient) -> None:
    for path in ("/hsds/services?search=Sucht", "/hsds/services?search=Sucht&format=ndjson"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_search_without_a_word_finds_nothing(client: FlaskClient) -> None:
    for name in LISTS:
        for signs in ("%F0%9F%98%80", "...", "%22%20-%20%22"):
            assert names(client, f"search={signs}", name) == []
        assert names(client, "search=%20%20", name)


def test_ids_in_capitals_and_a_slash_at_the_end(client: FlaskClient, ids: dict[str, str]) -> None:
    own = client.get(f"/hsds/services/{ids['debt']}").json
    for path in (ids["debt"].upper(), f"{ids['debt']}/"):
        assert client.get(f"/hsds/services/{path}").json == own
    assert client.get("/hsds/services/").json == client.get("/hsds/services").json


def test_lines_are_packed_for_whoever_takes_it(client: FlaskClient) -> None:
    packed = client.get("/hsds/services?format=ndjson&full=true", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/hsds/services?format=ndjson&full=true")
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data and len(packed.data) < len(plain.data)
    again = client.get(
        "/hsds/services?format=ndjson&full=true",
        headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]},
    )
    assert (again.status_code, again.data) == (304, b"")


def test_drafts_are_not_served(real: FlaskClient) -> None:
    healthy = real.get("/healthz").json
    assert healthy is not None and ask(real, "services?minimal=true")["total_items"] == healthy["services"]


PARAMETERS = (
    "search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after",
    "minimal", "full", "full_service", "postcode", "proximity", "top_only", "parent_id",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["1", "true", "ndjson", "56068", "2026-01-01", DEBT, "5000", "\x00", "\ud7ff", "1e5", "٣", "-0"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), asked=st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), max_size=5))
def test_whatever_is_asked_is_answered_or_refused(
    client: FlaskClient, name: str, asked: list[tuple[str, str]]
) -> None:  # fmt: skip
    for response in (client.get(f"/hsds/{name}", query_string=asked), client.post(f"/hsds/{name}", data=dict(asked))):
        assert response.status_code in (200, 400), response.text[:200]
        assert response.status_code == 200 or response.json


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(LISTS), id_=st.text(min_size=1, max_size=40))
def test_whatever_id_is_asked_for(client: FlaskClient, name: str, id_: str) -> None:
    response = client.get(f"/hsds/{name}/{quote(id_, safe='')}")
    assert response.status_code in (200, 301, 308, 404)
