"""HSDS documents of other directories: what our own always have is guessed, and what cannot stand is left out."""

from __future__ import annotations

from typing import Any

from directory.exchange.documents import Incoming
from directory.exchange.hsds_places import Doc, docs_in, text_in
from directory.exchange.kind_names import assumed_kind
from directory.facts import Facts
from directory.field_checks import check_field
from directory.normalizing import normal
from directory.problems import CODES


def foreign_facts(service: Incoming, doc: Doc, notes: list[str]) -> Facts:
    """With a kind in any case, and without what would not stand: one odd number does not stop a whole directory."""
    facts = {} if service.facts.get("kinds") else assumed_kind(_names(doc))
    for name, content in normal(service.facts | facts).items():
        items = content if isinstance(content, list) else [content]
        sound = [item for item in items if name in _NEEDED or not _faulty(name, [item] if items is content else item)]
        notes += [f"{service.where}: {name}: {item!r:.60} is left out" for item in items if item not in sound]
        if sound:
            facts[name] = sound if items is content else sound[0]
    return facts


_NEEDED = ("name", "doors")


def _faulty(name: str, content: Any) -> bool:
    return any(CODES[code][0] == "error" for code, _ in check_field(name, content))


def _names(doc: Doc) -> list[str]:
    """By which a kind may be told: of the service, then of its categories."""
    terms = (text_in(one.get("taxonomy_term"), "name") for one in docs_in(doc, "attributes"))
    return [name for name in (text_in(doc, "name"), text_in(doc, "alternate_name"), *terms) if name]
