"""The whole way: facts and corrections in, entries and a report out. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass

from directory.registry_files import Entry
from scripts.registry_conversion.amend import amend
from scripts.registry_conversion.candidates import candidates
from scripts.registry_conversion.entries import to_entry
from scripts.registry_conversion.facts import Fact
from scripts.registry_conversion.keys import make_key
from scripts.registry_conversion.merging import merge
from scripts.registry_conversion.places import Places
from scripts.registry_conversion.privacy import protect
from scripts.registry_conversion.report import Report
from scripts.registry_conversion.tables import Corrections


@dataclass(slots=True)
class Converted:
    """``keys`` is the grown table fact id -> key; every key of it was there before or is new, none has changed."""

    published: list[Entry]
    drafts: list[Entry]
    keys: dict[str, str]
    report: Report


def convert(facts: list[Fact], tables: Corrections, places: Places) -> Converted:
    """Every fact ends up published, withheld (a draft), merged or rejected; the report says which and why."""
    report = Report()
    for fact_id in tables.unknown_ids({fact.id for fact in facts}):
        report.note("tables name facts that are not in the collection", fact_id, "check the number")
    keys = dict(tables.keys)
    entries: dict[str, Entry] = {}
    for fact in facts:
        if fact.id not in keys:
            keys[fact.id] = make_key(_place_word(fact, tables, places), fact.name, set(keys.values()))
        entry = to_entry(fact, keys[fact.id], tables, places, report)
        amend(entry, fact, tables, places, report)
        protect(entry, fact.id, tables.functions, report)
        entries[fact.id] = entry
    for one, two, shared in candidates(entries, tables):
        report.note("may be one service: decide in merges.toml", f"{one} {two}", shared)
    _merge(entries, tables, report)
    for fact_id, entry in entries.items():
        if entry.status == "published":
            report.outcome[fact_id] = ("published", "")
        else:
            report.outcome[fact_id] = ("withheld", entry.draft_reason or "")
    report.check(len(facts))
    published = [entry for entry in entries.values() if entry.status == "published"]
    drafts = [entry for entry in entries.values() if entry.status == "draft"]
    return Converted(published, drafts, keys, report)


def _place_word(fact: Fact, tables: Corrections, places: Places) -> str:
    if fact.scope != "local":
        return "rheinland-pfalz"
    city = tables.cities.get(fact.city, {}).get("city", fact.city)
    return city or places.district_names.get(fact.district or "", "rheinland-pfalz")


def _merge(entries: dict[str, Entry], tables: Corrections, report: Report) -> None:
    for row in tables.merges:
        if row["survivor"] not in entries:
            continue
        survivor = entries[row["survivor"]]
        for fact_id in row["merged"]:
            other = entries.pop(fact_id, None)
            if other is None:
                continue
            merge(survivor, other)
            report.outcome[fact_id] = ("merged", f"into {row['survivor']}: {row['reason']}")
        for name, value in row.get("set", {}).items():
            getattr(survivor, name)
            setattr(survivor, name, value)
