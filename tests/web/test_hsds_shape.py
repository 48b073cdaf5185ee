"""Every document of the Open Referral API against our own schema, stricter than that of HSDS.

No unknown name, nothing null or empty, real dates, times, addresses and UUIDs, and every id leads to something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from directory.exchange.hsds.names import DOOR_FIELDS, SERVICE_FIELDS
from directory.facts import DOOR_BLANKS, SERVICE_BLANKS
from finder.web.hsds.filtering import TESTS

Doc = dict[str, Any]
DAY = "(MO|TU|WE|TH|FR|SA|SU)"


def one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


def matches(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() == value != ""


def uuid(value: Any) -> bool:
    return isinstance(value, str) and str(UUID(value)) == value


def url(value: Any) -> bool:
    return text(value) and urlsplit(value).scheme in ("http", "https") and "." in urlsplit(value).netloc


def day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and date.fromisoformat(value) <= date(2026, 12, 31)


def moment(value: Any) -> bool:
    return matches(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")(value) and bool(datetime.fromisoformat(value))


def clock(value: Any) -> bool:
    return matches(r"\d\d:\d\d")(value) and isinstance(time.fromisoformat(value), time)


def number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in (int, float) and low <= value <= high


# Name -> test, or the shape within; a list of one is a list that is not empty. A name with ! must be there.
TERM = {
    "id!": uuid, "code!": matches(r"[a-z_]+"), "name!": text, "description!": text, "taxonomy!": text,
    "taxonomy_id!": uuid, "language!": one_of("de"),
}  # fmt: skip
ATTRIBUTE = {
    "id!": uuid, "link_id!": uuid, "link_type!": matches(r"[a-z_]+"), "value!": text, "label": text,
    "link_entity!": one_of("service", "service_at_location", "location", "service_area", "schedule", "phone"),
    "taxonomy_term_id": uuid, "taxonomy_term": TERM,
}  # fmt: skip
PHONE = {
    "id!": uuid, "service_id": uuid, "service_at_location_id": uuid, "number!": matches(r"\+[1-9]\d{6,14}|1\d{2,5}"),
    "extension": number(0, 10**9), "type!": one_of("voice"), "description": text, "attributes": [ATTRIBUTE],
}  # fmt: skip
SCHEDULE = {
    "id!": uuid, "service_id": uuid, "service_at_location_id": uuid, "freq": one_of("WEEKLY", "MONTHLY"),
    "byday": matches(rf"[1-5]?{DAY}(,[1-5]?{DAY})*"), "opens_at": clock, "closes_at": clock, "description": text,
    "attributes": [ATTRIBUTE],
}  # fmt: skip
ADDRESS = {
    "id!": uuid, "location_id!": uuid, "address_1!": text, "city!": text, "state_province!": text,
    "postal_code!": matches(r"\d{5}"), "country!": one_of("DE"), "address_type!": one_of("physical"),
}  # fmt: skip
PLACE = {
    "id!": uuid, "location_type!": one_of("physical"), "name": text, "latitude": number(45, 56),
    "longitude": number(5, 16), "external_identifier": matches(r"07\d{6}"), "external_identifier_type": text,
}  # fmt: skip
ORGANIZATION = {"id!": uuid, "name!": text, "description!": matches(r"Träger (eines|von \d+) Dienste[sn]\b.*\.")}
DOOR = {"id!": uuid, "service_id!": uuid, "location_id!": uuid, "description": text}
WHOLE_DOOR = DOOR | {
    "phones": [PHONE], "schedules": [SCHEDULE], "attributes!": [ATTRIBUTE],
    "location!": PLACE | {"addresses": [ADDRESS], "attributes": [ATTRIBUTE]},
}  # fmt: skip
FIELDS = {
    "id!": uuid, "organization_id": uuid, "name!": text, "description": text, "url": url,
    "email": matches(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "status!": one_of("active", "temporarily closed"),
    "application_process": text, "wait_time": text, "eligibility_description": text, "minimum_age": number(0, 99),
    "maximum_age": number(0, 99), "assured_date": day, "last_modified!": moment,
}  # fmt: skip
SERVICE = FIELDS | {"organization": ORGANIZATION}
NESTED = SERVICE | {
    "additional_urls": [{"id!": uuid, "service_id!": uuid, "label!": text, "url!": url}], "phones": [PHONE],
    "schedules": [SCHEDULE], "languages": [{"id!": uuid, "service_id!": uuid, "name!": text, "code!": text}],
    "service_areas": [{"id!": uuid, "service_id!": uuid, "name!": text, "description": text, "extent!": text,
                       "extent_type!": one_of("text"), "attributes!": [ATTRIBUTE]}],
    "attributes!": [ATTRIBUTE],
}  # fmt: skip
TAXONOMY = {"id!": uuid, "name!": text, "description!": text}
LISTED: dict[str, Any] = {
    "services": SERVICE, "service_at_locations": DOOR | {"location!": PLACE, "service!": SERVICE},
    "organizations": ORGANIZATION, "taxonomies": TAXONOMY, "taxonomy_terms": TERM,
}  # fmt: skip
WHOLE: dict[str, Any] = LISTED | {
    "services": NESTED | {"service_at_locations": [WHOLE_DOOR]},
    "service_at_locations": WHOLE_DOOR | {"service!": NESTED},
    "organizations": ORGANIZATION | {"services!": [FIELDS]},
}
MINIMAL = {"id!": uuid, "name!": text, "status!": text, "modified_date!": moment}


def faults(shape: Any, value: Any, where: str = "") -> Iterator[str]:
    """All that is wrong with a value, with the place."""
    if isinstance(shape, list):
        if not isinstance(value, list) or not value:
            yield f"{where}: no list, or an empty one"
            return
        for place, item in enumerate(value):
            yield from faults(shape[0], item, f"{where}[{place}]")
    elif isinstance(shape, dict):
        yield from _faults_of_object(shape, value, where)
    else:
        try:
            fits = shape(value)
        except (ValueError, TypeError):
            fits = False
        if not fits:
            yield f"{where}: {value!r}"


def _faults_of_object(shape: Doc, value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: no object"
        return
    known = {name.rstrip("!"): within for name, within in shape.items()}
    yield from (f"{where}.{name}: unknown" for name in value.keys() - known.keys())
    yield from (f"{where}.{name}: missing" for name in shape if name.endswith("!") and name[:-1] not in value)
    for name in value.keys() & known.keys():
        yield from faults(known[name], value[name], f"{where}.{name}")


def entries(client: FlaskClient, path: str) -> list[Any]:
    """All pages of a list."""
    found, page, last = [], 1, False
    while not last:
        answer = client.get(f"/hsds/{path}{'&' if '?' in path else '?'}page={page}&per_page=500").json
        assert answer is not None
        found += answer["contents"]
        page, last = page + 1, answer["last_page"]
    return found


@pytest.mark.parametrize("name", LISTED)
def test_every_entry_of_every_list(real: FlaskClient, name: str) -> None:
    for shape, query in ((LISTED, ""), (WHOLE, "?full=true")):
        for doc in entries(real, name + query):
            assert list(faults(shape[name], doc, doc["name"] if "name" in doc else doc["id"])) == []


def test_services_in_an_organization_can_be_whole(real: FlaskClient) -> None:
    shape = ORGANIZATION | {"services!": [{k: v for k, v in WHOLE["services"].items() if k != "organization"}]}
    for doc in entries(real, "organizations?full_service=true"):
        assert list(faults(shape, doc, doc["name"])) == []


def test_minimal_entries(real: FlaskClient) -> None:
    answer = real.get("/hsds/services?minimal=true").json
    assert answer is not None and answer["total_pages"] == 1
    assert [fault for doc in answer["contents"] for fault in faults(MINIMAL, doc)] == []


@pytest.mark.parametrize("name", TESTS)
def test_a_single_document_is_the_entry_of_the_whole_list(client: FlaskClient, name: str) -> None:
    for doc in entries(client, f"{name}?full=true"):
        assert client.get(f"/hsds/{name}/{doc['id']}").json == doc


def everything(value: Any) -> Iterator[Doc]:
    """Each object in a document, however deep."""
    for within in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from everything(within)
    if isinstance(value, dict):
        yield value


def test_every_id_leads_to_something(real: FlaskClient) -> None:
    services = entries(real, "services?full=true")
    known = {name: {doc["id"] for doc in entries(real, name)} for name in TESTS}
    for service in services:
        within = list(everything(service))
        own = {doc["id"] for doc in within}
        assert service.get("organization_id") in known["organizations"]
        for doc in within:
            assert doc.get("service_id", service["id"]) == service["id"]
            assert doc.get("link_id", service["id"]) in own
            assert {doc[name] for name in ("location_id", "service_at_location_id") if name in doc} <= own
            assert doc.get("taxonomy_id", next(iter(known["taxonomies"]))) in known["taxonomies"]
            if "taxonomy_term" in doc:
                assert doc["taxonomy_term_id"] == doc["taxonomy_term"]["id"] in known["taxonomy_terms"]
            if doc.get("link_type") == "related_service":
                assert doc["value"] in known["services"]
        assert {door["id"] for door in service.get("service_at_locations", [])} <= known["service_at_locations"]


def test_no_two_things_have_one_id(real: FlaskClient) -> None:
    shared = {doc["id"] for name in ("organizations", "taxonomy_terms") for doc in entries(real, name)}
    seen: set[str] = set()
    for service in entries(real, "services?full=true"):
        for doc in everything(service):
            assert doc["id"] in shared or doc["id"] not in seen
            seen.add(doc["id"])


def test_the_profile_names_every_attribute_that_we_write(real: FlaskClient) -> None:
    profile = real.get("/hsds/profile").json
    assert profile is not None and profile["hsds_version"] == "3.1"
    named = {
        (entity, link_type)
        for row in profile["addition"]
        for entity in row["entity"].split(", ")
        for link_type in row["link_type"]
    }
    written = {
        (doc["link_entity"], doc["link_type"])
        for service in entries(real, "services?full=true")
        for doc in everything(service)
        if "link_type" in doc
    }
    assert written <= named
    assert {("service", name) for name in SERVICE_BLANKS.keys() - SERVICE_FIELDS.keys() - {"kinds", "topics"}} <= named
    assert {("service_at_location", name) for name in DOOR_BLANKS.keys() - set(DOOR_FIELDS)} <= named
    terms = {doc["id"]: doc["code"] for doc in entries(real, "taxonomy_terms")}
    assert {terms[rule["taxonomy_term_id"]] == rule["kind"] for rule in profile["eligibility_rules"]} == {True}


@pytest.mark.parametrize(
    "change",
    [{"zip": "56068"}, {"email": None}, {"description": ""}, {"id": "7"}, {"status": "closed"}, {"phones": []},
     {"assured_date": "2026-02-30"}, {"assured_date": "2026-02"}, {"last_modified": "2026-11-22T10:00:00Z"},
     {"url": "example.org"}, {"minimum_age": "12"}, {"schedules": [{"id": str(UUID(int=0)), "opens_at": "9 Uhr"}]}]
)  # fmt: skip
def test_the_schema_is_strict(client: FlaskClient, change: Doc) -> None:
    doc = entries(client, "services?full=true")[0]
    assert list(faults(WHOLE["services"], doc)) == []
    assert list(faults(WHOLE["services"], doc | change)) != []
