"""Carriers as HSDS organizations. HSDS demands a description: it says what we know, how many services and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from directory.exchange.hsds.docs import Doc
from directory.records import ServiceRecord

_TOWNS = 4  # named before the rest is counted


def carriers(records: Iterable[ServiceRecord]) -> Mapping[str, Doc]:
    """Id -> organization, sorted by name, as far as these services know it."""
    theirs: dict[str, list[ServiceRecord]] = {}
    for record in records:
        if record.organization_id and record.organization:
            theirs.setdefault(record.organization_id, []).append(record)
    named = sorted(theirs.items(), key=lambda item: (item[1][0].organization or "", item[0]))
    return MappingProxyType(
        {own: {"id": own, "name": found[0].organization, "description": description(found)} for own, found in named}
    )


def description(records: Sequence[ServiceRecord]) -> str:
    """``Träger von 3 Diensten in Koblenz und Mayen.``, ``Träger eines Dienstes für ganz Rheinland-Pfalz.``"""
    count = f"von {len(records)} Diensten" if len(records) > 1 else "eines Dienstes"
    return f"Träger {count}{_where(records)}."


def _where(records: Sequence[ServiceRecord]) -> str:
    counted = Counter(door.city for record in records for door in record.doors[:1] if door.city)
    towns = [town for town, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    if len(towns) > _TOWNS + 1:
        return f" in {', '.join(towns[:_TOWNS])} und {len(towns) - _TOWNS} weiteren Orten"
    if towns:
        return " in " + " und ".join(filter(None, (", ".join(towns[:-1]), towns[-1])))
    scopes = {record.scope for record in records}
    if scopes == {"nationwide"}:
        return " für ganz Deutschland"
    return " für ganz Rheinland-Pfalz" if "statewide" in scopes else ""
