"""Counts over all published services, for the page about the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from directory.exchange.about import title
from directory.exchange.formats import FORMATS
from directory.health import Health, by_district, health
from directory.provenance import Freshness, youngest
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from directory.vocabulary.reading import read_toml
from finder.web.making.frame import frame
from finder.web.making.home import by_name
from finder.web.making.places import atlas_step, district_step
from finder.web.making.sources import is_confirmed
from finder.web.pages.base import Step
from finder.web.pages.data import Count, Credit, DataPage, DistrictHealth
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice
from geo.resources import data_dir

AGES: dict[Freshness, str] = {
    "fresh": later("frisch (bis 6 Monate)"),
    "ageing": later("älter (bis 12 Monate)"),
    "stale": later("alt (über 12 Monate)"),
    "undated": later("ohne Datum"),
}
CONFIRMED_ONE = "{n} Angebot hat die Stelle selbst bestätigt."
CONFIRMED_MANY = "{n} Angebote haben die Stellen selbst bestätigt."
SOURCES = {
    "carrier": later("Die Stelle selbst"),
    "own site": later("Internetseite der Stelle"),
    "municipality": later("Gemeinde, Stadt oder Kreis"),
    "list": later("Verzeichnis"),
    "press": later("Zeitung oder Radio"),
    "ministry": later("Ministerium oder Behörde"),
    "pdf": later("Dokument"),
    "other": later("Sonstige"),
    "operator": later("Betreiber dieser Seite"),
}
KNOWN = {
    "phone": later("Telefon"),
    "email": later("E-Mail"),
    "url": later("Internet"),
    "address": later("Adresse"),
    "hours": later("Öffnungszeiten"),
    "languages": later("Sprachen"),
    "eligibility": later("Für wen"),
}


def data_page(records: Sequence[ServiceRecord], voice: Voice, today: date) -> DataPage:
    """Everything is counted anew: 500 records take some hundredths of a second."""
    whole = health(records, today)
    by_kind = Counter(kind for record in records for kind in record.kinds)
    newest = youngest([record.as_of for record in records])
    confirmed = sum(map(is_confirmed, records))
    count = _counting(len(records), voice)
    total = voice.plural("Wir kennen {n} Angebot.", "Wir kennen {n} Angebote.", len(records))
    where = voice("Bei jedem Angebot steht, woher eine Angabe kommt und wie alt sie ist.")
    return DataPage(
        **frame(voice, voice("Über die Daten"), "/data", description=f"{total} {where}"),
        total=total,
        ages=tuple(count(voice(words), whole.ages[code]) for code, words in AGES.items()),
        age_heads=tuple(map(voice, AGES.values())),
        kinds=tuple(count(voice.kind(code), by_kind[code]) for code in kinds()),
        known=tuple(_known(fact, whole, count, voice) for fact in KNOWN),
        districts=tuple(district_health(records, whole, today, voice)),
        source_heads=tuple(voice(SOURCES[code]) for code in cited(whole)),
        confirmed=voice.plural(CONFIRMED_ONE, CONFIRMED_MANY, confirmed) if confirmed else None,
        atlas=atlas_step(voice),
        source_kinds=tuple(count(voice(SOURCES.get(code, code)), n) for code, n in whole.main_sources.most_common()),
        credits=credit_lines(),
        downloads=tuple(Step(title(found.name), f"/data/{found.file}", lang="en") for found in FORMATS.values()),
        youngest=voice("Die jüngste Angabe ist vom {month}.", month=voice.month(newest)) if newest else None,
    )


def _known(fact: str, whole: Health, count: Callable[[str, int], Count], voice: Voice) -> Count:
    ages = tuple(voice.translation.number(whole.known_ages[fact, age]) for age in AGES)
    return replace(count(voice(KNOWN[fact]), whole.known[fact]), ages=ages)


def cited(whole: Health) -> list[str]:
    """The kinds of source that stand behind any fact, as one column each."""
    return [kind for kind in SOURCES if whole.sources[kind]]


def district_health(
    records: Sequence[ServiceRecord], whole: Health, today: date, voice: Voice
) -> Iterator[DistrictHealth]:
    """A row a district, by name, then the services of none."""
    found, number = by_district(records, today), voice.translation.number
    for key in (*by_name(), ""):
        here = found[key]
        if key or here.services:
            yield DistrictHealth(
                district_step(key, voice.language) if key else None,
                number(here.services),
                tuple(here.share(fact) for fact in KNOWN),
                tuple(number(here.ages[age]) for age in AGES),
                tuple(number(here.sources[kind]) for kind in cited(whole)),
            )


def _counting(total: int, voice: Voice) -> Callable[[str, int], Count]:
    def count(text: str, n: int) -> Count:
        return Count(text, voice.translation.number(n), round(100 * n / total) if total else 0)

    return count


def credit_lines() -> tuple[Credit, ...]:
    """The sources that want to be named, from credits.toml."""
    told = read_toml(data_dir() / "rules" / "credits.toml")
    return tuple(Credit(**row) for part in ("credit", "software") for row in told[part])
