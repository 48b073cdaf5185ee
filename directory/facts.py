"""A service as a flat dictionary of facts: field name -> plain JSON value.

This is the one form in which a registry file, an import, an edit and the database's ledger speak of a service, so that
they can be compared field by field. Names are those of ``registry_files.Entry``; ``doors`` lists the keys of the doors
in order, and a door's fields are named ``doors.<door key>.<field>``. A fact that holds the blank value of its field
(None, an empty list, ``unknown`` ...) is the same as no fact.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from typing import Any

from directory.records import RELATION_TYPES, Door, PhoneNumber, ServiceRecord
from directory.registry_files import Entry, EntryDoor

Facts = dict[str, Any]

# Parts of an entry that are no statements about the service: its names, and where its statements come from.
_ABOUT_THE_ENTRY = {"key", "doors", "sources", "fact_sources", "earlier", "merged_keys"}
_NO_DEFAULT: Facts = {"name": None, "kinds": []}


def _blanks(shape: type[Any], left_out: set[str]) -> Facts:
    blanks: Facts = {}
    for part in dataclasses.fields(shape):
        if part.name not in left_out:
            made = part.default_factory
            blanks[part.name] = _NO_DEFAULT.get(part.name, part.default) if made is dataclasses.MISSING else made()
    return blanks


SERVICE_BLANKS: Facts = _blanks(Entry, _ABOUT_THE_ENTRY)
DOOR_BLANKS: Facts = _blanks(EntryDoor, {"key"})
CORE_FIELDS = frozenset({"phones", "hours", "hours_text", "street", "postcode", "city"})


def door_field(door_key: str, field: str) -> str:
    """The full name of a door's field."""
    return sys.intern(f"doors.{door_key}.{field}")  # thousands of services have a door "main"


def split_door_field(field: str) -> tuple[str, str] | None:
    """``doors.<key>.<field>`` taken apart (a key may hold dots); None for a field of the service itself."""
    if not field.startswith("doors."):
        return None
    key, _, name = field.removeprefix("doors.").rpartition(".")
    return key, name


def blank(field: str) -> Any:
    """The value that says nothing about this field. Raises KeyError for a field that does not exist."""
    if field == "doors":
        return []
    door = split_door_field(field)
    return DOOR_BLANKS[door[1]] if door else SERVICE_BLANKS[field]


def is_core(field: str) -> bool:
    """Phone, address or hours, of the service or of a door: what must be fresh."""
    return field.rpartition(".")[2] in CORE_FIELDS


def value(facts: Mapping[str, Any], field: str) -> Any:
    """What is stated, else the blank value."""
    return facts[field] if field in facts else blank(field)


def stated(facts: Facts) -> Facts:
    """Without the blank ones."""
    return {field: content for field, content in facts.items() if content != blank(field)}


def entry_facts(entry: Entry) -> Facts:
    """All that a registry entry states."""
    facts: Facts = {field: plain(field, getattr(entry, field)) for field in SERVICE_BLANKS}
    facts["doors"] = [door.key for door in entry.doors]
    for door in entry.doors:
        for field in DOOR_BLANKS:
            facts[door_field(door.key, field)] = plain(field, getattr(door, field))
    return stated(facts)


def record_facts(record: ServiceRecord) -> Facts:
    """All that is stated about a record: what ``entry_facts`` gave when it was loaded, nothing assumed."""
    own = (field for field in SERVICE_BLANKS if field not in RELATION_TYPES)
    facts: Facts = {field: plain(field, getattr(record, field)) for field in own}
    for kind in RELATION_TYPES:
        facts[kind] = [relation.key for relation in record.relations if relation.type == kind]
    facts["topics"], facts["areas"] = list(record.topics_stated), list(record.areas_stated)
    facts["phones"] = [written(phone) for phone in record.phones]
    facts["doors"] = [door.key for door in record.doors]
    for door in record.doors:
        facts |= {door_field(door.key, field): content for field, content in _door_facts(door).items()}
    return stated(facts)


def _door_facts(door: Door) -> Facts:
    facts: Facts = {field: getattr(door, field) for field in DOOR_BLANKS}
    facts["phones"] = [written(phone) for phone in door.phones]
    if door.district_assumed:
        facts["district"] = None
    if door.precision != "given":
        facts["lat"] = facts["lon"] = None
    return facts


def written(phone: PhoneNumber) -> str:
    """A phone number as facts write it: ``+4926197370;ext=12``."""
    return f"{phone.number};ext={phone.extension}" if phone.extension else phone.number


def plain(field: str, content: Any) -> Any:
    """As JSON keeps it. The municipalities are a set and therefore sorted; all other lists keep their order."""
    if field == "area_municipalities":
        return sorted(content)
    return list(content) if isinstance(content, tuple | list) else content
