"""Places in words, and steps to the pages of districts."""

from __future__ import annotations

from directory.records import Door
from finder.web.pages.base import Step
from finder.web.wording.voice import Voice
from geo.districts import districts


def district_name(key: str) -> str:
    """``Landkreis Ahrweiler`` or ``Koblenz``; the key itself where it is none of ours."""
    found = districts().get(key)
    return found.label if found else key


def district_step(key: str, lang: str) -> Step:
    return Step(district_name(key), f"/{lang}/district/{key}", lang="de")


def districts_step(voice: Voice) -> Step:
    """To all districts on a map."""
    return Step(voice("Alle Landkreise und Städte auf der Karte"), f"/{voice.language}/districts")


def atlas_step(voice: Voice) -> Step:
    """To what is known where, and what is missing."""
    return Step(voice("Welche Stellen wir wo kennen"), f"/{voice.language}/atlas")


def door_place(door: Door | None) -> str | None:
    """Town and district: 101 names of places occur twice in the Land."""
    if door is None:
        return None
    district = district_name(door.district) if door.district else None
    parts = [door.city, district if district != door.city else None]
    return ", ".join(part for part in parts if part) or None
