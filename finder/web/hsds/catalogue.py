"""All documents of one revision of the registry, kept in memory: lists at once, whole documents when asked for.

Knows no web framework. ``Item`` is one entry of a list with what the filters look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256

from directory.exchange.hsds import dumped
from directory.exchange.hsds.carriers import carriers
from directory.exchange.hsds.docs import Doc, instant
from directory.exchange.hsds.places import at_location
from directory.exchange.hsds.services import basic, full
from directory.exchange.hsds.terms import taxonomies, terms
from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds, topics
from geo.text import fold

Write = Callable[[], bytes]
_KEPT = 1000  # whole documents, 8 kB each


@dataclass(frozen=True, slots=True)
class Item:
    """``basic`` is the document as it stands in a list, ``full`` writes the whole one, ``with_services`` the whole one
    with whole services in it. ``words`` begin with a blank each; ``records`` are the services it speaks of."""

    id: str
    words: str
    basic: bytes
    full: Write = field(compare=False)
    with_services: Write = field(compare=False)
    minimal: bytes = b""
    terms: frozenset[str] = frozenset()
    taxonomies: frozenset[str] = frozenset()
    organization: str | None = None
    parent: str | None = None
    modified: str = ""
    record: ServiceRecord | None = None
    door: Door | None = None


Shelf = Mapping[str, Item]  # by id, in the order of the list


class Catalogue:
    """Five shelves, named as their paths. ``version`` changes whenever any answer could."""

    def __init__(self, records: Iterable[ServiceRecord], today: date) -> None:
        self._today = today
        self._records = {record.id: record for record in records}
        self._carriers = carriers(self._records.values())
        self._full = lru_cache(maxsize=_KEPT)(self._whole_service)
        self.services = _shelf(self._service(record) for record in self._records.values())
        self.organizations = _shelf(self._organizations())
        self.service_at_locations = _shelf(
            self._door(record, door) for record in self._records.values() for door in record.doors
        )
        self.taxonomies = _shelf(_taxonomy(doc) for doc in taxonomies())
        self.taxonomy_terms = _shelf(_term(doc) for doc in terms().values())
        self.version = sha256(b"".join(item.basic for item in self.services.values())).hexdigest()[:16]

    def _basic(self, record: ServiceRecord) -> Doc:
        carrier = self._carriers.get(record.organization_id or "")
        return basic(record, self._today) | ({"organization": carrier} if carrier else {})

    def _whole_service(self, service_id: str) -> bytes:
        record = self._records[service_id]
        return dumped(full(record, self._carriers.get(record.organization_id or ""), self._today))

    def _service(self, record: ServiceRecord) -> Item:
        doc = self._basic(record)
        small = {name: doc[name] for name in ("id", "name", "status")}
        if "last_modified" in doc:
            small["modified_date"] = doc["last_modified"]  # as the parameter ``minimal`` of HSDS calls it
        used = _terms_of(record)
        write: Write = lambda: self._full(record.id)  # noqa: E731
        return Item(
            id=record.id, words=_words(record), basic=dumped(doc), full=write, with_services=write,
            minimal=dumped(small), terms=frozenset(term["id"] for term in used),
            taxonomies=frozenset(term["taxonomy_id"] for term in used), organization=record.organization_id,
            modified=instant(record.changed_at) or "", record=record,
        )  # fmt: skip

    def _door(self, record: ServiceRecord, door: Door) -> Item:
        service = self.services[record.id]

        def whole() -> bytes:
            nested = full(record, self._carriers.get(record.organization_id or ""), self._today)
            del nested["service_at_locations"]
            return dumped(at_location(record, door, nested=True) | {"service": nested})

        return Item(
            id=door.id, words=f"{service.words} {_folded(door.name, door.street, door.postcode)}",
            basic=dumped(at_location(record, door, nested=False) | {"service": self._basic(record)}),
            full=whole, with_services=whole, terms=service.terms, taxonomies=service.taxonomies,
            organization=record.organization_id, modified=service.modified, record=record, door=door,
        )  # fmt: skip

    def _organizations(self) -> Iterable[Item]:
        theirs: dict[str, list[ServiceRecord]] = {}
        for record in self._records.values():
            theirs.setdefault(record.organization_id or "", []).append(record)
        for own, doc in self._carriers.items():
            yield self._organization(own, doc, theirs[own])

    def _organization(self, own: str, doc: Doc, found: list[ServiceRecord]) -> Item:
        def whole() -> bytes:
            return dumped(doc | {"services": [basic(record, self._today) for record in found]})

        def with_services() -> bytes:
            return dumped(doc | {"services": [full(record, None, self._today) for record in found]})

        shown = [self.services[record.id] for record in found]
        return Item(
            id=own, words=" ".join([_folded(doc["name"]), *(item.words for item in shown)]), basic=dumped(doc),
            full=whole, with_services=with_services, terms=frozenset().union(*(item.terms for item in shown)),
            taxonomies=frozenset().union(*(item.taxonomies for item in shown)),
        )  # fmt: skip


def _shelf(items: Iterable[Item]) -> Shelf:
    return {item.id: item for item in items}


def _terms_of(record: ServiceRecord) -> list[Doc]:
    codes = [("kind", code) for code in record.kinds] + [("topic", code) for code in record.topics]
    codes += [("office", record.office)] if record.office else []
    return [terms()[found] for found in codes if found in terms()]


def _words(record: ServiceRecord) -> str:
    """What a search looks through: names, kinds, topics, towns and the service's own words, in German and English."""
    named = [kinds()[code] for code in record.kinds if code in kinds()]
    treated = [topics()[code] for code in record.topics if code in topics()]
    labels = [entry.label(lang) for entry in (*named, *treated) for lang in ("de", "en")]
    return _folded(
        record.name, record.organization, record.umbrella, record.access_text, record.target_group,
        *(kind.official for kind in named), *labels, *record.topics_text, *record.areas_text,
        *(door.city for door in record.doors),
    )  # fmt: skip


def _folded(*texts: str | None) -> str:
    return "".join(f" {word}" for word in split_words(" ".join(filter(None, texts))))


def split_words(text: str) -> list[str]:
    """Folded words of letters and digits, as a search compares them."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()


def _taxonomy(doc: Doc) -> Item:
    written = dumped(doc)
    return Item(doc["id"], _folded(doc["name"], doc["description"]), written, lambda: written, lambda: written)


def _term(doc: Doc) -> Item:
    written = dumped(doc)
    return Item(
        doc["id"], _folded(doc["name"], doc["description"], doc["code"]), written, lambda: written, lambda: written,
        taxonomies=frozenset({doc["taxonomy_id"]}), parent=doc.get("parent_id"),
    )  # fmt: skip
