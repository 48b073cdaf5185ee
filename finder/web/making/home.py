"""The start pages."""

from __future__ import annotations

from dataclasses import replace

from directory.vocabulary import kinds
from finder.web.asking import search_url
from finder.web.making.crisis import crisis_phones
from finder.web.making.facts import site_facts
from finder.web.making.frame import frame
from finder.web.making.onward import start_step, volunteers_step
from finder.web.making.places import district_step, districts_step
from finder.web.pages.base import Step
from finder.web.pages.home import ChoosePage, HomePage
from finder.web.wording.voice import Voice
from geo.districts import districts

# The six that Migrationsfachdienste most often are themselves, or pass people on to.
MAIN = ("mfd", "mbe", "jmd", "debt", "family", "addiction")


def home_page(voice: Voice, count: int) -> HomePage:
    """``count`` is the number of published services."""
    more = tuple(code for code in kinds() if code not in MAIN)
    return HomePage(
        **frame(voice, voice("Beratung finden"), "/", facts=site_facts(voice)),
        doors=tuple(kind_step(code, voice) for code in MAIN),
        more=tuple(kind_step(code, voice) for code in more),
        districts=tuple(district_step(key, voice.language) for key in by_name()),
        on_a_map=replace(districts_step(voice), icon="map"),
        everything=Step(voice("Alle Angebote ansehen"), search_url(voice.language), icon="all"),
        onward=(replace(start_step(voice), icon="right"), replace(volunteers_step(voice), icon="volunteer")),
        crisis=crisis_phones(voice.language),
        services_count=voice.plural("Wir kennen {n} Angebot.", "Wir kennen {n} Angebote.", count),
    )


def choose_page(voice: Voice) -> ChoosePage:
    """The page at ``/``."""
    return ChoosePage(**frame(voice, voice("Beratung finden"), "/"))


def kind_step(code: str, voice: Voice, **pairs: str) -> Step:
    """To all services of a kind; a sensitive kind is posted, so that no history remembers it."""
    fields = (("kind", code), *pairs.items())
    url = f"/{voice.language}/search"
    if kinds()[code].sensitive:
        return Step(voice.kind(code), url, fields, icon=code)
    query = "&".join(f"{name}={value}" for name, value in fields)
    return Step(voice.kind(code), f"{url}?{query}", icon=code)


def by_name() -> list[str]:
    """District keys in the order of their short names."""
    known = districts()
    return sorted(known, key=lambda key: (known[key].short, known[key].name))
