"""A row and the service it means, brought together: which door is which, and what of it is any news at all."""

from __future__ import annotations

from typing import Any

from directory import ids
from directory.exchange.documents import Incoming
from directory.facts import Facts, door_field, split_door_field, value
from directory.normalizing import normal_value
from geo.text import fold

# What a recognized row does not decide where we know it: it may be another spelling. And what it never decides.
_OURS = ("name", "organization")
_NEVER = ("status", "draft_reason", "kind_assumed", "district")


def fitted(current: Facts, service: Incoming) -> Facts:
    """What the row states about the service as it stands; ``current`` is empty for a new one.

    Doors that the file does not name stay, and new ones come last.
    """
    facts = _recognized(current, service.facts) if service.anonymous and current else dict(service.facts)
    if facts.get("doors"):
        facts["doors"] = list(dict.fromkeys([*current.get("doors", []), *facts["doors"]]))
    # What stands here in another spelling of the very same is no news (it may be older than the stored form).
    facts |= {name: now for name, now in current.items() if name in facts and normal_value(name, now) == facts[name]}
    ours, theirs = current.get("organization"), facts.get("organization")
    if ours and theirs and ids.slug(str(ours)) == ids.slug(str(theirs)):
        del facts["organization"]  # the same carrier, only spelt another way
    return facts


def _recognized(current: Facts, facts: Facts) -> Facts:
    """In the words of the service that was recognized: its doors, and nothing that it says already in more words."""
    doors = {key: _door_of(current, facts, key) for key in value(facts, "doors")}
    named: Facts = {"doors": list(doors.values())} if doors else {}
    for name, content in facts.items():
        split = split_door_field(name)
        if split:
            named[door_field(doors[split[0]], split[1])] = content
        elif name != "doors":
            named[name] = content
    guessed = ("kinds", "office") if facts.get("kind_assumed") and value(current, "kinds") else ()
    numbers = [number for name in (*current, "phones") if _is_phones(name) for number in value(current, name)]
    return {
        name: content
        for name, content in named.items()
        if name not in guessed and not _is_known(name, numbers if _is_phones(name) else value(current, name), content)
    }


def _dialled(item: Any) -> str:
    """Of a number what is dialled: others write an extension as its last digits."""
    return str(item).replace(";ext=", "")


def _is_phones(name: str) -> bool:
    return name.rpartition(".")[2] == "phones"


def _is_known(name: str, now: Any, content: Any) -> bool:
    if name in _NEVER or (name in _OURS and now):
        return True
    if name == "doors":
        return set(content) <= set(now)
    if isinstance(now, list) and isinstance(content, list):
        return set(map(_dialled, content)) <= set(map(_dialled, now))
    return bool(isinstance(now, str) and isinstance(content, str) and _folded(now) == _folded(content))


def _door_of(current: Facts, facts: Facts, key: str) -> str:
    """The door of ours at this address; else the only one, if it is in this town; else a new key."""
    ours = value(current, "doors")
    for part in ("street", "city"):
        for door in ours:
            if _same(current, door, facts, key, part):
                return str(door)
    if len(ours) == 1 and not _another_town(current, ours[0], facts, key):
        return str(ours[0])
    name = ids.slug(str(value(facts, door_field(key, "city")) or key))
    return next(free for free in (key, name, *(f"{name}-{n}" for n in range(2, 99))) if free not in ours)


def _same(current: Facts, door: str, facts: Facts, key: str, part: str) -> bool:
    ours, theirs = value(current, door_field(door, part)), value(facts, door_field(key, part))
    street = part == "street" and value(facts, door_field(key, "street"))
    if part == "city" and value(facts, door_field(key, "street")) and value(current, door_field(door, "street")):
        return False  # the same town, but both name a street, and not the same
    alike = bool(ours and theirs and _folded(ours) == _folded(theirs))
    return alike and not (street and _another_town(current, door, facts, key))


def _another_town(current: Facts, door: str, facts: Facts, key: str) -> bool:
    pairs = [
        (value(current, door_field(door, part)), value(facts, door_field(key, part))) for part in ("city", "postcode")
    ]
    stated = [(ours, theirs) for ours, theirs in pairs if ours and theirs]
    return bool(stated) and all(_folded(ours) != _folded(theirs) for ours, theirs in stated)


def _folded(text: str) -> str:
    return fold(str(text)).replace("strasse", "str").replace("str.", "str").replace(" ", "")
