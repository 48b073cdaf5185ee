"""The shape of all HSDS documents: nothing empty, ids made of ids, attributes for what HSDS has no field for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from directory import ids

Doc = dict[str, Any]


def filled(**fields: Any) -> Doc:
    """Only what is known: no null, no empty text, no empty list."""
    return {name: content for name, content in fields.items() if content not in (None, "", [], ())}


class Attributes:
    """Gathers the attributes of one thing, numbered by what they say, so that their ids stay."""

    def __init__(self, owner: str, entity: str) -> None:
        self._owner, self._entity = owner, entity
        self._counted: dict[str, int] = {}
        self.docs: list[Doc] = []

    def add(self, link_type: str, value: str, *, label: str | None = None, term: Doc | None = None) -> None:
        """``term``: the taxonomy term that ``value`` is the code of."""
        number = self._counted[link_type] = self._counted.get(link_type, -1) + 1
        self.docs.append(
            filled(
                id=ids.make_id("attribute", self._owner, link_type, number),
                link_id=self._owner,
                link_entity=self._entity,
                link_type=link_type,
                label=label,
                value=value,
                taxonomy_term_id=term and term["id"],
                taxonomy_term=term,
            )
        )

    def add_fact(self, name: str, content: Any) -> None:
        """A fact of ours as text: one attribute for each item of a list, ``yes`` for yes, nothing for no."""
        for item in content if isinstance(content, list | tuple | frozenset) else [content]:
            if item is True:
                self.add(name, "yes")
            elif item not in (None, False, ""):
                self.add(name, str(item))


def first(attributes: Iterable[Doc], link_type: str) -> str | None:
    """The value of the first attribute that says this."""
    return next((doc["value"] for doc in attributes if doc["link_type"] == link_type), None)


def instant(iso: str | None) -> str | None:
    """A time of the database as HSDS wants it: UTC, milliseconds, ``Z``.

    >>> instant("2026-11-22T21:04:05+00:00")
    '2026-11-22T21:04:05.000Z'
    """
    if iso is None:
        return None
    return datetime.fromisoformat(iso).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
