"""Nobody is sent away empty-handed: what is tried when nothing, or nobody responsible, is found.

The order is the field's own: the local Migrationsfachdienst first (it knows who helps), then statewide and digital
ways, then the neighbour's service, marked. Whatever is dropped from the question is said in ``relaxed``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from directory.general import general_kinds
from directory.records import ServiceRecord
from finder.search.covering import for_the_young, front
from finder.search.index.engine import SearchIndex
from finder.search.index.selection import NOTHING, Selected, Selection
from finder.search.results import Pin
from finder.search.say import Say

_RESPONSIBLE = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One found service: its ordinal in the index, the door nearest to the place, and how it stands to the place."""

    ordinal: int
    door: int
    tier: int
    distance_km: float | None
    speaks: bool | None


@dataclass(frozen=True, slots=True)
class Found:
    hits: tuple[Hit, ...]
    total: int
    relaxed: tuple[str, ...]
    facets: dict[str, dict[str, int]]
    pins: tuple[Pin, ...]
    asked_kinds: tuple[str, ...] = ()  # what the services were looked for as


def select_with_ways_out(index: SearchIndex, selection: Selection, say: Say) -> Found:
    """The selection as asked; if it is empty, with one thing after the other dropped until something is found."""
    asked, dropped = selection, list[str]()
    selected = index.select(selection)
    for change, sentence in _steps(selection, say):
        if selected.total:
            break
        selection = replace(selection, **change)
        dropped.append(sentence)
        selected = index.select(selection)
    another_office = bool(asked.want_offices and not selection.want_offices)
    guide = _local_guide(index, selection, selected, another_office)
    if guide is not None:
        dropped.append(say("Eine dafür zuständige Stelle kennen wir hier nicht. Diese Stelle vor Ort weiß, wer hilft."))
    ahead = front(index, selection, guide)
    if ahead:
        selected = index.select(replace(selection, ahead=ahead))
    return _found(index, selected, dropped)


def _steps(selection: Selection, say: Say) -> Iterator[tuple[dict[str, Any], str]]:
    """What is dropped, in this order; a step that changes nothing is left out."""
    if selection.radius_km is not None:
        yield {"radius_km": None}, say("In diesem Umkreis ist uns nichts bekannt. Wir zeigen auch weiter Entferntes.")
    if selection.allowed is not None:
        yield {"allowed": None}, say("Gerade geöffnet ist uns nichts bekannt. Wir zeigen auch andere.")
    if selection.words or selection.want_organization:
        gone = " ".join(selection.words) or selection.want_organization
        yield (
            {"words": (), "want_organization": None} | _general_if_nothing(selection),
            say("Nichts gefunden zu: {words}", words=gone),
        )
    if selection.want_offices and selection.place_districts:
        other = {"want_offices": (), "want_kinds": ("authority",)}
        yield other, say("Dieses Amt kennen wir hier nicht. Vielleicht hilft ein anderes Amt weiter.")
    if selection.languages:
        yield {"languages": ()}, say("In dieser Sprache ist uns nichts bekannt. Fragen Sie nach Dolmetschern.")
    if selection.filter_topics:
        yield {"filter_topics": ()}, say("Zu diesem Thema ist uns nichts bekannt. Wir zeigen auch andere Themen.")
    if selection.filter_districts:
        yield {"filter_districts": ()}, say("In diesem Kreis ist uns nichts bekannt. Wir zeigen auch andere Kreise.")
    general = {"filter_kinds": (), "want_kinds": general_kinds()[-1:], "want_topics": (), "want_offices": ()}
    yield (
        general,
        say("Dafür ist uns keine Stelle bekannt. Der Migrationsfachdienst hilft bei allen Fragen."),
    )


def _general_if_nothing(selection: Selection) -> dict[str, Any]:
    """Once the words are gone, who takes up any problem; unless something else is still asked for."""
    asked = selection.concepts or selection.filter_kinds or selection.filter_topics or selection.filter_districts
    return {} if asked else {"want_kinds": general_kinds()}


def _local_guide(index: SearchIndex, selection: Selection, selected: Selected, another_office: bool) -> int | None:
    """Who takes up any problem in the place, where something special is sought and nobody responsible is known for it:
    the mfd, else the mbe."""
    special = (selection.want_kinds or selection.want_topics) and not selection.filter_kinds
    if not special or not selection.place_districts or general_kinds()[-1] in selection.want_kinds:
        return None
    first = selected if selection.offset == 0 else index.select(replace(selection, offset=0, limit=1, facets=False))
    if not selected.total or (_is_known_here(first, index, selection) and not another_office):
        return None
    everyone, adults = general_kinds()[-1], general_kinds()[-2]
    found = (index.select(_general_here(selection, kind)) for kind in (everyone, adults))
    return next((int(local.ordinals[0]) for local in found if local.total and local.tiers[0] == _RESPONSIBLE), None)


def _is_known_here(selected: Selected, index: SearchIndex, selection: Selection) -> bool:
    """Whether the first one is responsible, and for more than being of a kind as wide as "other"; if it is the age that
    leads to a kind, then of that kind."""
    if selected.tiers[0] != _RESPONSIBLE or selected.levels[0] == NOTHING:
        return False
    kinds = index.records[int(selected.ordinals[0])].kinds
    return not for_the_young(selection) or bool(set(kinds) & set(selection.want_kinds))


def _general_here(selection: Selection, kind: str) -> Selection:
    return replace(
        selection,
        words=(),
        want_kinds=(kind,),
        want_topics=(),
        want_offices=(),
        want_organization=None,
        filter_kinds=(kind,),
        filter_topics=(),
        radius_km=None,
        allowed=None,
        offset=0,
        limit=1,
        facets=False,
    )


def _found(index: SearchIndex, selected: Selected, dropped: list[str]) -> Found:
    return Found(
        hits=tuple(_hit(selected, position) for position in range(len(selected.ordinals))),
        total=selected.total,
        relaxed=tuple(dropped),
        facets=selected.facets,
        pins=tuple(_pins(index.records, selected)),
        asked_kinds=selected.asked_kinds,
    )


def _hit(selected: Selected, position: int) -> Hit:
    distance = float(selected.distances_km[position])
    return Hit(
        ordinal=int(selected.ordinals[position]),
        door=max(0, int(selected.doors[position])),
        tier=int(selected.tiers[position]),
        distance_km=None if math.isnan(distance) else distance,
        speaks=selected.speaks[position],
    )


def _pins(records: tuple[ServiceRecord, ...], selected: Selected) -> Iterator[Pin]:
    for ordinal in selected.all_ordinals:
        record = records[int(ordinal)]
        yield from (Pin(record, door) for door in record.doors[:1] if door.lat is not None)
