"""One entry of a list: its documents, and what the filters look at. Written when first asked for, then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds, topics
from geo.resources import data_dir
from geo.text import fold

Write = Callable[[], bytes]


@dataclass(eq=False)
class Item:
    """``write`` gives the document as it stands in a list, ``full`` the whole one, ``with_services`` the whole one with
    whole services in it, ``minimal`` the least; ``told`` gives the words that a search looks through."""

    id: str
    told: Callable[[], str]
    write: Write
    full: Write
    with_services: Write | None = None
    minimal: Write | None = None
    terms: frozenset[str] = frozenset()
    taxonomies: frozenset[str] = frozenset()
    organization: str | None = None
    parent: str | None = None
    modified: str = ""
    record: ServiceRecord | None = None
    door: Door | None = None

    @cached_property
    def basic(self) -> bytes:
        return self.write()

    @cached_property
    def words(self) -> str:
        """Each with a blank before it."""
        return self.told()


Shelf = Mapping[str, Item]  # by id, in the order of the list


def shelf(items: Iterable[Item]) -> Shelf:
    return {item.id: item for item in items}


def words_of(record: ServiceRecord) -> str:
    """Names, kinds, topics, towns and the service's own words; kinds and topics in German and English."""
    own = folded(
        record.name, record.organization, record.umbrella, record.access_text, record.target_group,
        *record.topics_text, *record.areas_text, *(door.city for door in record.doors),
    )  # fmt: skip
    here = data_dir()
    return own + "".join(_kind(here, code) for code in record.kinds) + "".join(_topic(here, c) for c in record.topics)


@lru_cache(maxsize=200)
def _kind(_: Path, code: str) -> str:
    kind = kinds().get(code)
    return folded(kind.official, kind.label("de"), kind.label("en")) if kind else ""


@lru_cache(maxsize=500)
def _topic(_: Path, code: str) -> str:
    topic = topics().get(code)
    return folded(topic.label("de"), topic.label("en")) if topic else ""


def folded(*texts: str | None) -> str:
    """As ``Item.words``."""
    return "".join(f" {word}" for word in split_words(" ".join(filter(None, texts))))


def split_words(text: str) -> list[str]:
    """Folded words of letters and digits, as a search compares them."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()
