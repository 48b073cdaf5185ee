"""All documents of one revision of the registry, as five lists. Knows no web framework."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from secrets import token_hex

from directory.exchange.hsds import dumped
from directory.exchange.hsds.carriers import carriers
from directory.exchange.hsds.docs import Doc, filled, instant
from directory.exchange.hsds.places import at_location
from directory.exchange.hsds.services import basic, full, status
from directory.exchange.hsds.terms import taxonomies, terms
from directory.records import Door, ServiceRecord
from finder.web.hsds.items import Item, folded, shelf, words_of

_KEPT = 1000  # whole documents, 8 kB each


class Catalogue:
    """The lists are named as their paths. ``version`` is another one for each catalogue."""

    def __init__(self, records: Iterable[ServiceRecord], today: date) -> None:
        self._today = today
        self._records = {record.id: record for record in records}
        self._carriers = carriers(self._records.values())
        self._full = lru_cache(maxsize=_KEPT)(self._whole_service)
        self.version = token_hex(8)
        self.services = shelf(self._service(record) for record in self._records.values())
        self.organizations = shelf(self._organizations())
        self.service_at_locations = shelf(
            self._door(record, door) for record in self._records.values() for door in record.doors
        )
        self.taxonomies = shelf(_word(doc) for doc in taxonomies())
        self.taxonomy_terms = shelf(_word(doc) for doc in terms().values())

    def _carrier(self, record: ServiceRecord) -> Doc | None:
        return self._carriers.get(record.organization_id or "")

    def _basic(self, record: ServiceRecord) -> Doc:
        return basic(record, self._today) | filled(organization=self._carrier(record))

    def _whole_service(self, service_id: str) -> bytes:
        record = self._records[service_id]
        return dumped(full(record, self._carrier(record), self._today))

    def _service(self, record: ServiceRecord) -> Item:
        used = _terms_of(record)
        modified = instant(record.changed_at) or ""
        # HSDS requires name and status; ``modified_date`` is what its parameter ``minimal`` calls the instant.
        small = filled(id=record.id, name=record.name, status=status(record), modified_date=modified)
        return Item(
            id=record.id, told=lambda: words_of(record), write=lambda: dumped(self._basic(record)),
            full=lambda: self._full(record.id), minimal=lambda: dumped(small),
            terms=frozenset(term["id"] for term in used), taxonomies=frozenset(term["taxonomy_id"] for term in used),
            organization=record.organization_id, modified=modified, record=record,
        )  # fmt: skip

    def _door(self, record: ServiceRecord, door: Door) -> Item:
        service = self.services[record.id]

        def plain() -> bytes:
            return dumped(at_location(record, door, nested=False) | {"service": self._basic(record)})

        def whole() -> bytes:
            nested = full(record, self._carrier(record), self._today)
            del nested["service_at_locations"]
            return dumped(at_location(record, door, nested=True) | {"service": nested})

        return Item(
            id=door.id, told=lambda: service.words + folded(door.name, door.street, door.postcode), write=plain,
            full=whole, terms=service.terms, taxonomies=service.taxonomies, organization=record.organization_id,
            modified=service.modified, record=record, door=door,
        )  # fmt: skip

    def _organizations(self) -> Iterable[Item]:
        theirs: dict[str, list[ServiceRecord]] = {}
        for record in self._records.values():
            theirs.setdefault(record.organization_id or "", []).append(record)
        for own, doc in self._carriers.items():
            yield self._organization(own, doc, theirs[own])

    def _organization(self, own: str, doc: Doc, found: list[ServiceRecord]) -> Item:
        def with_each(write: Callable[[ServiceRecord], Doc]) -> bytes:
            return dumped(doc | {"services": [write(record) for record in found]})

        shown = [self.services[record.id] for record in found]
        return Item(
            id=own, told=lambda: folded(doc["name"]) + "".join(item.words for item in shown),
            write=lambda: dumped(doc), full=lambda: with_each(lambda record: basic(record, self._today)),
            with_services=lambda: with_each(lambda record: full(record, None, self._today)),
            terms=frozenset().union(*(item.terms for item in shown)),
            taxonomies=frozenset().union(*(item.taxonomies for item in shown)),
        )  # fmt: skip


def _terms_of(record: ServiceRecord) -> list[Doc]:
    known = terms()
    codes = [("kind", code) for code in record.kinds] + [("topic", code) for code in record.topics]
    codes += [("office", record.office)] if record.office else []
    return [known[found] for found in codes if found in known]


def _word(doc: Doc) -> Item:
    """A taxonomy, or a term of one."""
    return Item(
        id=doc["id"], told=lambda: folded(doc["name"], doc["description"], doc.get("code")),
        write=lambda: dumped(doc), full=lambda: dumped(doc), parent=doc.get("parent_id"),
        taxonomies=frozenset(filter(None, [doc.get("taxonomy_id")])),
    )  # fmt: skip
