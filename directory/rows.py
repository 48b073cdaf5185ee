"""The rows of one service, made from its facts. Pure: reads no database, writes none."""

from __future__ import annotations

from typing import Any

from directory import ids
from directory.facts import Facts, door_field, value
from directory.models import (
    Address,
    Attribute,
    Base,
    Language,
    Location,
    Phone,
    Relation,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from directory.records import RELATION_TYPES
from geo.geocoding import locate

Row = dict[str, Any]
Rows = dict[type[Base], list[Row]]


# Column of the service table -> field of the facts; what is not named here has the same name in both.
_COLUMNS = {"application_process": "access_text", "eligibility_description": "target_group", "wait_time": "intake_band"}
_SAME = (
    "name", "url", "email", "status", "draft_reason", "umbrella", "office", "certificate", "kind_assumed", "scope",
    "district", "channels", "intake", "intake_until", "temporarily_closed", "restricted", "topics_dropped",
)  # fmt: skip


def service_rows(key: str, facts: Facts) -> Rows:
    """All rows of one service but its carrier's and main source's ids, which the caller fills in."""
    own = ids.service_id(key)
    rows: Rows = {
        Service: [_service_row(own, key, facts)],
        ServiceArea: _area_rows(own, facts),
        Language: [
            {"id": ids.make_id("language", own, code), "service_id": own, "code": code, "priority": place}
            for place, code in enumerate(value(facts, "languages"))
        ],
        Attribute: _attribute_rows(own, facts),
        Relation: _relation_rows(own, facts),
        Phone: _phone_rows(own, None, value(facts, "phones")),
        Schedule: _schedule_rows(own, None, value(facts, "hours"), value(facts, "hours_text")),
        Location: [],
        Address: [],
        ServiceAtLocation: [],
    }
    for place, door_key in enumerate(value(facts, "doors")):
        _add_door(rows, key, door_key, place, facts)
    return rows


def _service_row(own: str, key: str, facts: Facts) -> Row:
    row: Row = {"id": own, "key": key, "organization_id": None, "main_source_id": None}
    row.update((column, value(facts, column)) for column in _SAME)
    row.update((column, value(facts, field)) for column, field in _COLUMNS.items())
    return row


def _area_rows(own: str, facts: Facts) -> list[Row]:
    stated = [
        (kind, extent)
        for kind, field in (("district", "areas"), ("municipality", "area_municipalities"), ("text", "areas_text"))
        for extent in value(facts, field)
    ]
    return [
        {"id": ids.make_id("area", own, kind, place), "service_id": own, "extent_type": kind, "extent": extent,
         "priority": place}
        for place, (kind, extent) in enumerate(stated)
    ]  # fmt: skip


def _attribute_rows(own: str, facts: Facts) -> list[Row]:
    stated = [
        (kind, word, taxonomy)
        for kind, field, taxonomy in (
            ("kind", "kinds", "kinds"), ("topic", "topics", "topics"), ("topic_text", "topics_text", None),
        )
        for word in value(facts, field)
    ]  # fmt: skip
    return [
        {"id": ids.make_id("attribute", own, kind, place), "link_id": own, "link_entity": "service", "link_type": kind,
         "taxonomy_term_id": ids.term_id(taxonomy, word) if taxonomy else None, "value": word, "priority": place}
        for place, (kind, word, taxonomy) in enumerate(stated)
    ]  # fmt: skip


def _relation_rows(own: str, facts: Facts) -> list[Row]:
    return [
        {"id": ids.make_id("relation", own, kind, place), "service_id": own, "relation_type": kind, "other_key": key,
         "priority": place}
        for kind in RELATION_TYPES
        for place, key in enumerate(value(facts, kind))
    ]  # fmt: skip


def _phone_rows(own: str, door: str | None, numbers: list[str]) -> list[Row]:
    rows: list[Row] = []
    for place, written in enumerate(numbers):
        number, _, extension = written.partition(";ext=")
        rows.append(
            {"id": ids.make_id("phone", door or own, place), "service_id": own, "service_at_location_id": door,
             "number": number, "extension": extension or None, "description": None, "priority": place}
        )  # fmt: skip
    return rows


def _schedule_rows(own: str, door: str | None, osm_hours: str | None, wording: str | None) -> list[Row]:
    if not osm_hours and not wording:
        return []
    return [
        {"id": ids.make_id("schedule", door or own), "service_id": own, "service_at_location_id": door,
         "osm_hours": osm_hours, "description": wording}
    ]  # fmt: skip


def _add_door(rows: Rows, key: str, door_key: str, place: int, facts: Facts) -> None:
    def stated(field: str) -> Any:
        return value(facts, door_field(door_key, field))

    own, door, location = ids.service_id(key), ids.door_id(key, door_key), ids.location_id(key, door_key)
    rows[Location].append(_location_row(location, stated))
    rows[Address].append(
        {"id": ids.make_id("address", location), "location_id": location, "address_1": stated("street"),
         "postal_code": stated("postcode"), "city": stated("city"), "state_province": "RP", "country": "DE",
         "address_type": "physical"}
    )  # fmt: skip
    rows[ServiceAtLocation].append(
        {"id": door, "service_id": own, "location_id": location, "key": door_key, "outreach": stated("outreach"),
         "priority": place}
    )  # fmt: skip
    rows[Phone] += _phone_rows(own, door, stated("phones"))
    rows[Schedule] += _schedule_rows(own, door, stated("hours"), stated("hours_text"))


def _location_row(location: str, stated: Any) -> Row:
    lat, lon = stated("lat"), stated("lon")
    given = None if lat is None or lon is None else (lat, lon)
    found = locate(stated("street"), stated("postcode"), stated("city"), stated("district"), given=given)
    return {
        "id": location, "location_type": "physical", "name": stated("name"),
        "latitude": found.lat, "longitude": found.lon,
        "position_precision": found.precision, "position_source": found.source,
        "district": stated("district") or found.district, "municipality": found.municipality,
    }  # fmt: skip
