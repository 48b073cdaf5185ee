"""Records -> the gap atlas. The tables are the truth; the map shows one of them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from urllib.parse import urlencode

from directory.atlas import coverage, speaking
from directory.coverage import Coverage, State
from directory.reach import RADII_KM, Reach, reach
from directory.records import ServiceRecord
from directory.unmet import UnmetRow
from directory.vocabulary import kinds
from finder.web.making.coverage import SIGNS, coverage_table, statements
from finder.web.making.districts import STEPS, UNKNOWN
from finder.web.making.frame import frame
from finder.web.making.home import by_name
from finder.web.making.places import district_step
from finder.web.making.unmet import unmet_tables
from finder.web.pages.atlas import AtlasPage, NearRow
from finder.web.pages.base import Option
from finder.web.pages.districts import DistrictRow, Shade
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

# The first number of each shade where one kind or one language is counted: most districts have one or two.
FEW = (1, 2, 3, 5)
NONE = "none"
CONFIRMED = later("bestätigt, dass es dort keines gibt")
NOBODY_YET = later("bestätigt, dass es dort keines gibt. Das hat bisher niemand bestätigt.")
NOT_ALL = later("Was hier fehlt, ist uns nicht bekannt. Das heißt nicht, dass es das nicht gibt.")
NO_SHARE = "–"  # of no services


def atlas_page(
    records: Sequence[ServiceRecord],
    voice: Voice,
    today: date,
    kind: str | None,
    language: str | None,
    unmet: Sequence[UnmetRow] = (),
) -> AtlasPage:
    """``kind`` and ``language`` are codes, or None for all. Everything is counted anew: some ten milliseconds."""
    found = coverage(records, language)
    near = reach(speaking(records, language), today, kind)
    steps = FEW if kind or language else STEPS
    said = statements(found, voice)
    tongue, title = (voice.tongue(language),) if language else (), voice("Welche Stellen wir wo kennen")
    return AtlasPage(
        **frame(voice, title, atlas_path(kind, language), description=f"{title}. {voice(NOT_ALL)}"),
        kinds=tuple(Option(code, voice.kind(code), code == kind) for code in kinds()),
        tongues=_tongues(records, voice, language),
        counted=voice.listed((voice.kind(kind) if kind else voice("Alle Arten von Stellen"), *tongue)),
        radii=tuple(voice("bis {km} km", km=voice.translation.number(km)) for km in RADII_KM),
        rows=tuple(_near(near[key], _state(found, kind, near[key]), steps, voice) for key in by_name()),
        legend=tuple(_legend(steps, bool(said), voice)),
        coverage=coverage_table(found, voice),
        coverage_counted=voice.listed((voice("Angebote nach Art"), *tongue)),
        statements=said,
        csv_url="/atlas.csv" + (f"?{urlencode({'language': language})}" if language else ""),
        unmet=unmet_tables(unmet, kind, language, voice),
    )


def atlas_path(kind: str | None, language: str | None) -> str:
    """The address after the page's language; one state has one address."""
    chosen = {name: code for name, code in (("kind", kind), ("language", language)) if code}
    return "/atlas" + (f"?{urlencode(chosen)}" if chosen else "")


def _tongues(records: Iterable[ServiceRecord], voice: Voice, chosen: str | None) -> tuple[Option, ...]:
    """The languages that any service is known to speak, and the chosen one, by name."""
    codes = {code for record in records for code in record.languages} | ({chosen} if chosen else set())
    named = sorted((voice.tongue(code), code) for code in codes)
    return tuple(Option(code, name, code == chosen) for name, code in named)


def _state(found: Coverage, kind: str | None, near: Reach) -> State:
    """Of one kind as the table says; of all together nobody can confirm that there is none."""
    if kind:
        return found.cells[kind, near.district].state
    return "known" if near.known else "not_known"


def _near(near: Reach, state: State, steps: Sequence[int], voice: Voice) -> NearRow:
    number = voice.translation.number
    return NearRow(
        district=_row(near, state, steps, voice),
        doors=tuple(number(n) if n else SIGNS["not_known"] for n in near.doors),
        stale=_share(near.ages.get("stale", 0), near.known, voice),
        undated=_share(near.ages.get("undated", 0), near.known, voice),
        languages=_languages(near, voice),
    )


def _row(near: Reach, state: State, steps: Sequence[int], voice: Voice) -> DistrictRow:
    level = {"known": str(sum(near.known >= step for step in steps)), "not_known": UNKNOWN, "confirmed_none": NONE}
    words = {"not_known": voice("uns nicht bekannt"), "confirmed_none": voice(CONFIRMED)}
    known = words.get(state) or voice.plural("{n} Angebot bekannt", "{n} Angebote bekannt", near.known)
    label = SIGNS.get(state) or voice.translation.number(near.known)
    return DistrictRow(near.district, district_step(near.district, voice.language), known, label, level[state])


def _share(part: int, whole: int, voice: Voice) -> str:
    return f"{voice.translation.number(round(100 * part / whole))} %" if whole else NO_SHARE


def _languages(near: Reach, voice: Voice) -> str:
    """By name, each with its services; those whose languages nobody knows last."""
    number = voice.translation.number
    named = sorted((voice.tongue(code), n) for code, n in near.languages.items())
    unknown = [(voice("Sprachen nicht bekannt"), near.silent)] if near.silent else []
    return voice.listed(f"{name} ({number(n)})" for name, n in [*named, *unknown])


def _legend(steps: Sequence[int], confirmed: bool, voice: Voice) -> Iterable[Shade]:
    number = voice.translation.number
    for level, (first, following) in enumerate(pairwise(steps), start=1):
        if following - first == 1:
            words = voice.plural("{n} Angebot bekannt", "{n} Angebote bekannt", first)
        else:
            words = voice("{first} bis {last} Angebote bekannt", first=number(first), last=number(following - 1))
        yield Shade(str(level), number(first), words)
    yield Shade(str(len(steps)), number(steps[-1]), voice("{n} oder mehr Angebote bekannt", n=number(steps[-1])))
    yield Shade(UNKNOWN, SIGNS["not_known"], voice("uns nicht bekannt"))
    yield Shade(NONE, SIGNS["confirmed_none"], voice(CONFIRMED if confirmed else NOBODY_YET))
