"""Relations between services -> the page of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from directory.records import SourceRef
from directory.relations import Link, SeenType
from finder.web.making.frame import host
from finder.web.pages.relations import Origin, RelationGroup, RelationView
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

HOUSE: SeenType = "same_house_as"
LABELS: dict[SeenType, str] = {
    "accompanies": later("Gemeinsame Begleitung"),
    "refers_to": later("Dorthin schickt diese Stelle Menschen weiter"),
    "referred_by": later("Diese Stellen schicken Menschen hierher"),
    "agreement_with": later("Kooperation"),
    "main_of": later("Außenstellen"),
    "branch_of": later("Hauptstelle"),
    "speaks_for": later("Für diese Stellen werden hier Anrufe angenommen"),
    "spoken_for_by": later("Wer die Anrufe annimmt"),
}


def partners(links: Iterable[Link], voice: Voice) -> tuple[RelationGroup, ...]:
    """By type, in their order; without the neighbours, who need not work together."""
    found = groupby((link for link in links if link.type != HOUSE), key=lambda link: link.type)
    return tuple(RelationGroup(voice(LABELS[kind]), tuple(_view(link, voice) for link in same)) for kind, same in found)


def neighbours(links: Iterable[Link], voice: Voice) -> tuple[RelationView, ...]:
    """Who is in the same house."""
    return tuple(_view(link, voice) for link in links if link.type == HOUSE)


def _view(link: Link, voice: Voice) -> RelationView:
    other = link.other
    return RelationView(
        name=other.name,
        url=f"/{voice.language}/service/{other.id}",
        kinds=" · ".join(voice.kind_words(other.kinds, other.office)),
        origins=tuple(dict.fromkeys(_origin(source, voice) for source in link.sources)),
        as_of=voice.as_of(link.as_of),
        reckoned=link.reckoned,
    )


def _origin(source: SourceRef, voice: Voice) -> Origin:
    if source.url.startswith(("http://", "https://")):
        return Origin(source.url, host(source.url))
    return Origin(None, source.url or voice("nicht genannt"))
