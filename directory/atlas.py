"""The gap atlas as a whole: coverage in one language or in all, and everything in one table for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from directory.coverage import Cell, Coverage, table
from directory.reach import RADII_KM, Reach, reach
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from geo.districts import districts

HEADER = (
    "kind", "kind_name", "district", "district_name", "state", "known", "located", "serving", "serving_assumed",
    *(f"doors_within_{km}_km" for km in RADII_KM), "stale", "undated", "languages", "languages_unknown",
    "absence_said_by", "absence_date", "absence_source",
)  # fmt: skip


def speaking(records: Sequence[ServiceRecord], language: str | None) -> tuple[ServiceRecord, ...]:
    """The services known to speak a language; all, if none is given."""
    return tuple(record for record in records if language is None or language in record.languages)


def coverage(records: Sequence[ServiceRecord], language: str | None = None) -> Coverage:
    """Kinds × districts among the services that speak a language. That none of those is known does not confirm an
    absence which another service, in other languages, belies."""
    whole = table(records)
    if language is None:
        return whole
    said = {(c.kind, c.district): absence for c, absence in whole.statements() if c.state == "confirmed_none"}
    return table(speaking(records, language), said)


def atlas_csv(records: Sequence[ServiceRecord], today: date, language: str | None = None) -> str:
    """One row for each kind in each district, with codes and German names. Languages as "code:services"."""
    found, spoken = coverage(records, language), speaking(records, language)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for kind in kinds():
        writer.writerows(_rows(kind, found, reach(spoken, today, kind)))
    return out.getvalue()


def _rows(kind: str, found: Coverage, near: Mapping[str, Reach]) -> Iterator[tuple[str | int, ...]]:
    for key in districts():
        yield _row(found.cells[kind, key], near[key])


def _row(cell: Cell, near: Reach) -> tuple[str | int, ...]:
    said = cell.absence
    return (
        cell.kind, kinds()[cell.kind].label("de"), cell.district, districts()[cell.district].label, cell.state,
        cell.known, cell.located, cell.serving, cell.serving_assumed, *near.doors,
        near.ages.get("stale", 0), near.ages.get("undated", 0),
        " ".join(f"{code}:{n}" for code, n in sorted(near.languages.items())), near.silent,
        *((said.said_by, said.date, said.source) if said else ("", "", "")),
    )  # fmt: skip
