"""What newer shipped files no longer hold: services merged into others, and services that are gone.

Merged ones are withdrawn, unless somebody here published them on purpose; what was edited of them is put before a
person for the one that stays. Gone ones stay as they are until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from directory import ids
from directory.facts import Facts, value
from directory.ledger import Claim, Ledger
from directory.review import Proposed

_NOT_CARRIED = ("name", "status", "draft_reason", "doors")


def withdraw_merged(ledger: Ledger, moved: Mapping[str, str]) -> tuple[list[str], list[Proposed]]:
    """``moved``: key -> id of the service that stays. The keys withdrawn by this, and what a person has to decide."""
    there, merged, asked = ledger.known_services(), [], []
    for key, target in moved.items():
        old = ids.service_id(key)
        if old not in there:
            continue
        edits = ledger.edited(old)
        outcome = ledger.offer(Claim(old, "status", "withdrawn", "shipped"))
        if outcome == "written":
            merged.append(key)
            carried = _carried(edits, ledger.current(target))
            note = f"Edited of {key}, which newer shipped files merged into this service"
            asked += [Proposed("shipped", target, carried, "shipped", note)] if carried else []
        elif outcome == "kept_edit":
            asked.append(_withdrawal(old, "Newer shipped files merged it into another service"))
    return merged, asked


def _carried(edits: Facts, current: Facts) -> Facts:
    """Facts of its doors stay behind: the one that stays has doors of its own."""
    plain = {name: content for name, content in edits.items() if "." not in name and name not in _NOT_CARRIED}
    return {name: content for name, content in plain.items() if value(current, name) != content}


def left(ledger: Ledger, moved: Mapping[str, str]) -> dict[str, str]:
    """Of the merged ones those whose id may lead on: not those that somebody here keeps published."""
    facts = {key: ledger.current(ids.service_id(key)) for key in moved}
    return {key: to for key, to in moved.items() if not facts[key] or value(facts[key], "status") == "withdrawn"}


def ask_about_gone(ledger: Ledger, keys: Iterable[str]) -> list[Proposed]:
    """Whether to withdraw what is shown although the files no longer hold it."""
    shown = (key for key in keys if value(ledger.current(ids.service_id(key)), "status") != "withdrawn")
    return [_withdrawal(ids.service_id(key), "The shipped files no longer hold it") for key in shown]


def _withdrawal(service_id: str, note: str) -> Proposed:
    return Proposed("shipped", service_id, {"status": "withdrawn"}, "shipped", note)
