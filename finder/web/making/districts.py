"""The 36 districts with the number of services known in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from directory.records import ServiceRecord
from finder.web.making.frame import frame
from finder.web.making.home import by_name
from finder.web.making.places import atlas_step, district_step
from finder.web.pages.districts import DistrictRow, DistrictsPage, Shade
from finder.web.wording.voice import Voice
from geo.districts import districts

# The first number of each shade of the map: chosen so that each shade holds about a quarter of the districts.
STEPS = (1, 11, 15, 20)
UNKNOWN = "unknown"


def services_by_district(records: Iterable[ServiceRecord]) -> Counter[str]:
    """Services with a door in a district or serving it, each once."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update({*record.areas, *(door.district for door in record.doors if door.district)})
    return counts


def districts_page(records: Sequence[ServiceRecord], voice: Voice) -> DistrictsPage:
    """The list is the truth; the map reads it."""
    counts = services_by_district(records)
    total = voice.plural("Wir kennen {n} Angebot.", "Wir kennen {n} Angebote.", len(records))
    choose = voice("Wählen Sie einen Landkreis oder eine Stadt: Dort steht, wer hilft.")
    return DistrictsPage(
        **frame(voice, voice("Landkreise und Städte"), "/districts", description=f"{total} {choose}"),
        total=total,
        rows=tuple(_shaded(key, counts[key], voice) for key in by_name()),
        legend=tuple(_legend(voice)),
        atlas=atlas_step(voice),
    )


def neighbour_rows(key: str, counts: Mapping[str, int], voice: Voice) -> tuple[DistrictRow, ...]:
    """For the page of one district: its neighbours, named on the map instead of shaded."""
    return tuple(_row(other, counts[other], voice, districts()[other].short) for other in districts()[key].neighbours)


def _shaded(key: str, count: int, voice: Voice) -> DistrictRow:
    level = str(sum(count >= step for step in STEPS)) if count else UNKNOWN
    return _row(key, count, voice, voice.translation.number(count) if count else "?", level)


def _row(key: str, count: int, voice: Voice, label: str, level: str | None = None) -> DistrictRow:
    known = voice.plural("{n} Angebot bekannt", "{n} Angebote bekannt", count) if count else voice("uns nicht bekannt")
    return DistrictRow(key, district_step(key, voice.language), known, label, level)


def _legend(voice: Voice) -> Iterable[Shade]:
    number = voice.translation.number
    for level, (first, following) in enumerate(pairwise(STEPS), start=1):
        words = voice("{first} bis {last} Angebote bekannt", first=number(first), last=number(following - 1))
        yield Shade(str(level), number(first), words)
    yield Shade(str(len(STEPS)), number(STEPS[-1]), voice("{n} oder mehr Angebote bekannt", n=number(STEPS[-1])))
    yield Shade(UNKNOWN, "?", voice("uns nicht bekannt"))
