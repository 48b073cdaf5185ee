"""The list of answers under headings: who is responsible for the place, who is open to it, who is not; and the part of
the map that belongs to the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from directory.records import Door
from finder.search.query import PlaceMeant
from finder.search.results import Results, ServesPlace
from finder.web.pages.results import Item, ItemGroup
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

HEADINGS: dict[ServesPlace, str | None] = {
    "responsible": later("Zuständig für {place}"),
    "open": later("Auch offen: aus der Nachbarschaft, aus dem ganzen Land und online"),
    "other": later("Nicht für {place} zuständig: bitte nachfragen"),
    "unknown": None,
}
NEAR_KM = 25.0
AT_LEAST = 3  # places on the map where nobody near is responsible


def groups(items: Sequence[Item], place: PlaceMeant | None, voice: Voice) -> tuple[ItemGroup, ...]:
    """Neighbours in the list that stand alike to the place; one group without a heading where no place is meant."""
    return tuple(_group(tier, tuple(run), place, voice) for tier, run in groupby(items, key=lambda item: item.tier))


def _group(tier: ServesPlace, items: tuple[Item, ...], place: PlaceMeant | None, voice: Voice) -> ItemGroup:
    words = HEADINGS[tier]
    heading = voice(words).format(place=place.label) if words and place else None
    return ItemGroup(tier, heading, items)


def focus(results: Results, place: PlaceMeant | None) -> str | None:
    """``south west north east`` in degrees: the place with those near it who take its people; None for everything."""
    if place is None:
        return None
    points = list(_near(results)) or list(_first(results))[:AT_LEAST]
    if place.lat is not None and place.lon is not None:
        points.append((place.lat, place.lon))
    if not points:
        return None
    lats, lons = zip(*points, strict=True)
    return " ".join(f"{value:.4f}" for value in (min(lats), min(lons), max(lats), max(lons)))


def _near(results: Results) -> Iterator[tuple[float, float]]:
    for result in results.results:
        close = result.distance_km is not None and result.distance_km <= NEAR_KM
        if close and result.serves_place in ("responsible", "open"):
            yield from _position(result.door)


def _first(results: Results) -> Iterator[tuple[float, float]]:
    for result in results.results:
        yield from _position(result.door)


def _position(door: Door | None) -> Iterator[tuple[float, float]]:
    if door is not None and door.lat is not None and door.lon is not None:
        yield door.lat, door.lon
