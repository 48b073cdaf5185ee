"""Steps to the page of what comes next, for other pages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from directory.records import ServiceRecord
from directory.relations import Link
from directory.situations import Situation, situations
from directory.vocabulary import kinds
from finder.search.next_partners import onward_links
from finder.web.making.places import district_name
from finder.web.pages.base import Fields, Step
from finder.web.wording.voice import Voice

PATH = "/next"


def situation_step(situation: Situation, voice: Voice) -> Step:
    """To the steps from a situation; a sensitive one is posted, so that no history remembers it."""
    return _step(situation.label(voice.language), (("situation", situation.id),), voice, private=situation.sensitive)


def onward_step(record: ServiceRecord, voice: Voice, links: Iterable[Link] = ()) -> Step:
    """To the steps from a service: from its kind, near the one district it serves. Where it has partners to pass people
    on to among its ``links``, the service itself goes along."""
    near = (("near", district_name(record.areas[0])),) if len(record.areas) == 1 else ()
    own = (("service", record.id),) if onward_links(links) else ()
    fields = (("kind", record.kind), *own, *near)
    return _step(voice("Wie geht es weiter?"), fields, voice, private=kinds()[record.kind].sensitive)


def start_step(voice: Voice) -> Step:
    """To the choice of situations."""
    return Step(voice("Wie geht es weiter?"), f"/{voice.language}{PATH}")


def volunteers_step(voice: Voice) -> Step:
    return Step(voice("Für Ehrenamtliche"), f"/{voice.language}/volunteers")


def _step(text: str, fields: Fields, voice: Voice, *, private: bool) -> Step:
    url = f"/{voice.language}{PATH}"
    return Step(text, url, fields) if private else Step(text, f"{url}?{urlencode(fields)}")


def crisis_steps(needs: Iterable[str], voice: Voice) -> tuple[Step, ...]:
    """To the situations that these needs of crisis.toml stand above."""
    wanted = set(needs)
    return tuple(situation_step(one, voice) for one in situations().values() if one.crisis in wanted)
