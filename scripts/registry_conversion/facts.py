"""The collected facts as they come: one JSON object a line, checked for shape only."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path


@dataclass(slots=True)
class Fact:
    """One record of the collection. Texts are as stated; an empty text or list means unknown."""

    id: str
    name: str
    kind: str
    source_url: str
    source_kind: str
    confidence: str
    publish: bool
    also_kinds: list[str] = field(default_factory=list)
    office: str = ""
    certificate: str = ""
    organisation: str = ""
    umbrella: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str | None = None
    door_district: str | None = None
    areas_stated: list[str] = field(default_factory=list)
    scope: str = "local"
    lat: float | None = None
    lon: float | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    languages: list[str] = field(default_factory=list)
    hours: str = ""
    access: str = ""
    catchment: list[str] = field(default_factory=list)
    target_group: str = ""
    topics: list[str] = field(default_factory=list)
    source_date: str | None = None
    publish_reason: str = ""
    note: str = ""

    @property
    def kinds(self) -> list[str]:
        """Main kind first, each once."""
        return list(dict.fromkeys([self.kind, *self.also_kinds]))


def read_facts(path: Path) -> list[Fact]:
    """Every record in file order. Raises ValueError with the line of the first record that does not fit."""
    known = {one.name for one in fields(Fact)}
    nullable = {"district", "door_district", "lat", "lon", "source_date"}
    facts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        record = json.loads(line)
        if strange := sorted(set(record) - known):
            raise ValueError(f"{path.name}:{number}: unknown fields {', '.join(strange)}")
        try:
            facts.append(Fact(**{key: value for key, value in record.items() if value is not None or key in nullable}))
        except TypeError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
    return facts
