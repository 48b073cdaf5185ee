"""What stands in the inputs of a form: text as it was typed, so that nothing is lost where it cannot be understood.

Facts become typed text and typed text becomes facts; a field that nobody touched gives the very value that was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from directory import ids
from directory.contacts import format_phone, parse_phones
from directory.facts import Facts, blank, door_field, value
from directory.records import RELATION_TYPES
from finder.web.editor.fields import DOOR, Field, service_fields
from finder.web.editor.typed_hours import Unreadable, read_hours, write_hours

Typed = dict[str, list[str]]  # name of an input -> its values, in the order of the page
NEW = "new"  # the door that is not there yet


@dataclass(slots=True)
class Read:
    """``faults``: field -> a German sentence, for what cannot be understood; the facts then hold what was there."""

    facts: Facts = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def write(facts: Mapping[str, Any]) -> Typed:
    """The facts as they stand in the inputs."""
    typed: Typed = {"doors": list(value(facts, "doors"))}
    for one in service_fields():
        typed |= _write(one, one.name, facts)
    for key in typed["doors"]:
        for one in DOOR:
            typed |= _write(one, door_field(key, one.name), facts)
    return typed


def read(typed: Typed, base: Mapping[str, Any]) -> Read:
    """What was typed as facts; ``base`` is what stood there when the form was made."""
    found = Read()
    for one in service_fields():
        _read(one, one.name, typed, base, found)
    found.facts["doors"] = list(typed.get("doors", []))
    for key in found.facts["doors"]:
        for one in DOOR:
            _read(one, door_field(key, one.name), typed, base, found)
    return found


def settle_doors(typed: Typed) -> Typed:
    """Doors that were ticked to go are gone; a new one in which something stands gets a key of its own."""
    going = set(typed.get("remove", ()))
    kept = [key for key in typed.get("doors", []) if key not in going]
    settled = {name: values for name, values in typed.items() if name != "remove"} | {"doors": kept}
    if NEW in kept:
        kept.remove(NEW)
        prefix = door_field(NEW, "")
        inside = {name.removeprefix(prefix): settled.pop(name) for name in [*settled] if name.startswith(prefix)}
        if any(inside.get(name, [""])[0].strip() for name in ("name", "street", "postcode", "city", "hours_text")):
            key = _new_key(inside, kept)
            kept.append(key)
            settled |= {door_field(key, name): values for name, values in inside.items()}
    return settled


def _new_key(inside: Typed, taken: Iterable[str]) -> str:
    """From the town, else the name; written once and never changed."""
    stem = ids.slug(" ".join((inside.get("city") or [""]) + (inside.get("name") or [""])))[:60].strip("-")
    return next(key for n in range(1, 1000) if (key := stem if n == 1 else f"{stem}-{n}") not in {*taken, NEW})


def _write(one: Field, name: str, facts: Mapping[str, Any]) -> Typed:
    if one.sort == "relations":
        pairs = [(kind, key) for kind in RELATION_TYPES for key in value(facts, kind)]
        return {f"{name}.type": [kind for kind, _ in pairs], f"{name}.key": [key for _, key in pairs]}
    content = value(facts, name)
    if one.sort == "hours":
        return write_hours(name, content)
    if one.sort == "phones":
        return {name: ["\n".join(map(_phone, content))]}
    if one.sort == "lines":
        return {name: ["\n".join(content)]}
    if one.sort == "ticks":
        return {name: list(content)} | ({f"{name}.main": content[:1]} if name == "kinds" else {})
    if one.sort == "tick":
        return {name: ["1"] if content else []}
    return {name: ["" if content is None else str(content)]}


def _phone(number: str) -> str:
    """As people write it, unless that reads as something else."""
    shown = format_phone(number)
    return shown if parse_phones(shown) == [number] else number


def _read(one: Field, name: str, typed: Typed, base: Mapping[str, Any], found: Read) -> None:
    before: Any = _value(base, name) if one.sort != "relations" else None
    if one.sort == "relations":
        found.facts |= _relations(typed, name, base)
    elif one.sort == "hours":
        try:
            found.facts[name] = read_hours(typed, name, before)
        except Unreadable as error:
            found.facts[name], found.faults[name] = before, error.sentence
    elif name in typed or one.sort in ("ticks", "tick"):
        content = _one(one, name, typed)
        found.facts[name] = _as_before(content, before, ordered=name == "kinds") if one.sort == "ticks" else content
    else:
        found.facts[name] = before  # the page did not offer it


def _value(facts: Mapping[str, Any], name: str) -> Any:
    return facts[name] if name in facts else blank(name)


def _one(one: Field, name: str, typed: Typed) -> Any:
    given = typed.get(name, [])
    text = given[0].replace("\r\n", "\n").strip() if given else ""
    if one.sort == "tick":
        return bool(given)
    if one.sort == "ticks":
        main = typed.get(f"{name}.main", [])
        return list(dict.fromkeys([*filter(None, main), *given]))
    if one.sort in ("lines", "phones"):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return lines if one.sort == "lines" else [number for line in lines for number in parse_phones(line) or [line]]
    return _number(text) if one.sort == "number" else text or blank(name)


def _number(text: str) -> float | str | None:
    """Text that is no number stays, and is told to be of the wrong sort."""
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        return text


def _as_before(content: list[str], before: list[str], *, ordered: bool = False) -> list[str]:
    """Boxes have no order of their own: the same ones in another order are the same. ``ordered``: but for the first."""
    moved = ordered and content[:1] != before[:1]
    return content if moved or sorted(content) != sorted(before) else before


def _relations(typed: Typed, name: str, base: Mapping[str, Any]) -> Facts:
    rows = list(zip(typed.get(f"{name}.type", []), typed.get(f"{name}.key", []), strict=False))
    found: Facts = {}
    for kind in RELATION_TYPES:
        keys = list(dict.fromkeys(key.strip() for type_, key in rows if type_ == kind and key.strip()))
        found[kind] = _as_before(keys, list(value(base, kind)))
    return found
