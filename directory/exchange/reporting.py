"""What an import found, would change and did, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from directory.facts import Facts
from directory.ledger import Outcome
from directory.problems import Problem, errors

_LONGEST = 80  # characters of a value that a report repeats
_KEPT: dict[Outcome, str] = {
    "kept_edit": "edited here, the file says something else",
    "kept_newer": "known from a younger source",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field about which the file says something new. ``old`` None: nothing was known."""

    key: str
    field: str
    old: Any
    new: Any
    outcome: Outcome

    def __str__(self) -> str:
        what = "to be decided" if self.outcome in _KEPT else "changed"
        return f"{what}: {self.key} {self.field}: {_shown(self.old)} -> {_shown(self.new)}"


def _shown(content: Any) -> str:
    if content is None or content == []:
        return "(nothing)"
    text = " | ".join(map(str, content)) if isinstance(content, list) else str(content)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@dataclass(slots=True)
class ImportReport:
    """What an import found and did. Not ``ok``: nothing was written."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what was passed over or recognized, with its line
    differences: list[Difference] = field(default_factory=list)
    added: list[tuple[str, Facts]] = field(default_factory=list)  # new services: key, what is stated
    services_read: int = 0
    services_new: int = 0
    services_changed: int = 0
    facts_written: int = 0
    queued: int = 0  # questions for a person, new ones only
    kept_edits: list[str] = field(default_factory=list)  # "<service key> <field>"
    kept_newer: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the file could be taken over."""
        return not errors(self.problems)

    def add(self, key: str, facts: Facts, written: int) -> None:
        """Count a new service, and how many of its facts say anything."""
        self.added.append((key, facts))
        self.facts_written += written

    def take(self, found: Difference) -> None:
        """Count what came of one statement about a service that we have."""
        self.differences.append(found)
        if found.outcome == "written":
            self.facts_written += 1
        elif found.outcome == "kept_edit":
            self.kept_edits.append(f"{found.key} {found.field}")
        else:
            self.kept_newer.append(f"{found.key} {found.field}")

    def lines(self) -> list[str]:
        """The report for people: problems first, then one sentence."""
        told = [*map(str, self.problems), *self.notes]
        told += [f"kept: {where}: {_KEPT['kept_edit']}" for where in self.kept_edits]
        told += [f"kept: {where}: {_KEPT['kept_newer']}" for where in self.kept_newer]
        if not self.ok:
            return [*told, f"Nothing was imported: {len(errors(self.problems))} errors."]
        done = f"{self.services_new} new, {self.services_changed} changed, {self.facts_written} facts written"
        queued = f", {self.queued} to be decided in the review queue" if self.queued else ""
        return [*told, f"{self.services_read} services read: {done}{queued}."]

    def changes(self) -> Iterator[str]:
        """Field by field, old -> new: what a dry run shows."""
        yield from map(str, self.differences)
        for key, facts in self.added:
            for name, content in facts.items():
                yield f"new: {key} {name}: {_shown(None)} -> {_shown(content)}"
