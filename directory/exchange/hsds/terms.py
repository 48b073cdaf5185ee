"""Our vocabulary as HSDS taxonomies: kinds of service, topics and sorts of authorities, in German."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from directory import ids
from directory.exchange.hsds.docs import Doc, filled
from directory.exchange.hsds.names import KIND, OFFICE, TOPIC
from directory.vocabulary import kinds, offices, topics
from directory.vocabulary.entries import Entry
from geo.resources import data_dir

# Link type of the attributes -> name of the taxonomy (as in the database), what it is called, what it holds.
_TAXONOMIES = {
    KIND: ("kinds", "Lotse: Angebotsarten", "Arten von Beratungsstellen und Ämtern, mit ihrem amtlichen Namen."),
    TOPIC: ("topics", "Lotse: Themen", "Themen, zu denen eine Stelle berät."),
    OFFICE: ("offices", "Lotse: Behörden", "Arten von Behörden."),
}


def taxonomies() -> tuple[Doc, ...]:
    """The three taxonomies."""
    return tuple(
        filled(id=ids.make_id("taxonomy", taxonomy), name=name, description=description)
        for taxonomy, name, description in _TAXONOMIES.values()
    )


def terms() -> Mapping[tuple[str, str], Doc]:
    """(link type, code) -> term. One object each, shared by all documents: do not change it."""
    return _terms(data_dir())


@cache
def _terms(_: object) -> Mapping[tuple[str, str], Doc]:
    described = {
        KIND: {code: (kind.official, kind.does["de"]) for code, kind in kinds().items()},
        TOPIC: {code: (topic.label("de"), _treated_by(topic.kinds)) for code, topic in topics().items()},
        OFFICE: {code: (_name(office), f"Behörde: {_name(office)}.") for code, office in offices().items()},
    }
    return MappingProxyType(
        {
            (link_type, code): _term(link_type, code, name, description)
            for link_type, entries in described.items()
            for code, (name, description) in entries.items()
        }
    )


def _name(entry: Entry) -> str:
    return entry.label("de")


def _treated_by(codes: tuple[str, ...]) -> str:
    """A topic has no text of its own: what is known is who treats it."""
    return f"Dazu berät: {', '.join(kinds()[code].official for code in codes)}."


def _term(link_type: str, code: str, name: str, description: str) -> Doc:
    taxonomy, title, _ = _TAXONOMIES[link_type]
    return filled(
        id=ids.term_id(taxonomy, code),
        code=code,
        name=name,
        description=description,
        taxonomy=title,
        taxonomy_id=ids.make_id("taxonomy", taxonomy),
        language="de",
    )
