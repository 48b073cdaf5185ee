"""Each thing that was understood is served among the first results: "Alkohol und Schulden" shows both in reach.

The ranking orders by place and match, so that three good services for one wish may push out the only one for another,
or a service near by that treats the topic the digital one of the very kind. The first result always stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from directory.general import general_kinds
from directory.records import ServiceRecord
from directory.vocabulary import topics
from finder.search.analysis import tokens
from finder.search.index.engine import SearchIndex
from finder.search.index.selection import RESPONSIBLE, Selection

FIRST = 3  # results that are seen without scrolling
_MOST_WISHES = 4
_PROTECTION = "women"  # beside violence nothing else is offered in the same breath
_ANYTHING = "other"
_OFFICE = "authority"
_YOUTH = "youth"
Placed = tuple[int, int]
"""Place tier and ordinal of a service."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Any of these kinds serves it, or this topic."""

    kinds: tuple[str, ...]
    topic: str | None = None

    def served_by(self, record: ServiceRecord) -> bool:
        return bool(set(self.kinds) & set(record.kinds)) or self.topic in record.topics


def wishes(selection: Selection) -> tuple[Wish, ...]:
    """What was understood, each thing once: every topic, the special kinds that no topic stands for, a general one."""
    if selection.filter_kinds or selection.want_organization or _PROTECTION in selection.want_kinds:
        return ()
    return tuple(dict.fromkeys(_wishes(selection)))[:_MOST_WISHES]


def _wishes(selection: Selection) -> Iterator[Wish]:
    found = [Wish(_treating(code), code) for code in selection.want_topics]
    explained = {kind for wish in found for kind in wish.kinds}
    everyone = tuple(reversed(general_kinds()))[:2]
    general = tuple(kind for kind in selection.want_kinds if kind in general_kinds())
    yield from found
    yield from (Wish((kind,)) for kind in _telling(selection.want_kinds) if kind not in {*general, *explained})
    if for_the_young(selection):
        yield Wish(topics()[_YOUTH].kinds if _about_youth(selection) else general[:1])
        yield Wish(general[:1])
    elif general:
        yield Wish(general)
    if selection.doubtful or _OFFICE in selection.want_kinds:
        yield Wish(everyone)  # who takes up any problem, and helps with any office


def for_the_young(selection: Selection) -> bool:
    """Whether the age alone leads to the service for the young: it then stands first of the wanted kinds."""
    return selection.want_kinds[:1] == general_kinds()[:1]


def _about_youth(selection: Selection) -> bool:
    """Trouble at school and the like: who advises families takes the young as well."""
    return any(code == _YOUTH or _YOUTH in topics()[code].related for code in selection.want_topics)


def _telling(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind != _ANYTHING)


def _treating(topic: str) -> tuple[str, ...]:
    """Kinds that serve a topic even where they do not state it; none do where the first is as wide as "other"."""
    kinds = topics()[topic].kinds
    return () if kinds[:1] == (_ANYTHING,) else _telling(kinds)


def front(index: SearchIndex, selection: Selection, guide: int | None) -> tuple[int, ...]:
    """The ordinals that must stand first, in order, where the ranking alone leaves a wish out; else the guide alone.

    ``guide`` takes the first place, if there is one.
    """
    alone = () if guide is None else (guide,)
    if selection.want_kinds[:1] == (_PROTECTION,) and not selection.filter_kinds:
        return _protection(index, selection, alone)
    wanted = wishes(selection)
    if not wanted:
        return alone
    ranked = index.select(replace(selection, offset=0, limit=FIRST, facets=False))
    if not alone and _only_some_words(index, selection):
        first = _best(wanted[-1], index, selection)
        alone = () if first is None else first[1:]
    best = zip(ranked.tiers.tolist(), ranked.ordinals.tolist(), strict=True)
    usual = [*((RESPONSIBLE, row) for row in alone), *(each for each in best if each[1] not in alone)][:FIRST]
    shown = list(usual)
    for found in _missing(wanted, shown, index, selection):
        _take_in(found, wanted, shown, index)
    return alone if shown == usual else tuple(row for _, row in shown)


def _protection(index: SearchIndex, selection: Selection, guide: tuple[int, ...]) -> tuple[int, ...]:
    """Beside violence all else comes second: a pregnancy, a drinker, and the guide, too."""
    first = _best(Wish((_PROTECTION,)), index, selection)
    return guide if first is None else (first[1], *guide)


def _only_some_words(index: SearchIndex, selection: Selection) -> bool:
    """Whether nothing was understood and no service has all the words: then who takes up any problem comes first."""
    words = tokens(" ".join(selection.words))
    return bool(words) and not selection.concepts and not len(index.text.with_all(words).ordinals)


def _take_in(found: Placed, wanted: Sequence[Wish], shown: list[Placed], index: SearchIndex) -> None:
    """As the last of those shown, in place of the last one that no wish needs; the first one stays, and another from
    elsewhere gives way first."""
    away = [at for at, (tier, _) in enumerate(shown) if tier > RESPONSIBLE]
    if len(shown) < FIRST:
        shown.append(found)
        return
    places = away if away and found[0] > RESPONSIBLE else range(len(shown))
    free = next((at for at in reversed(places) if at and not _needed(at, wanted, shown, index)), None)
    if free is not None:
        shown[free:] = [*shown[free + 1 :], found]


def _missing(wanted: Sequence[Wish], shown: Sequence[Placed], index: SearchIndex, selection: Selection) -> list[Placed]:
    """The best service for each wish that none of these serves, the nearest tier first: of those from elsewhere there
    is room for one only, since people who can come to a door go there first."""
    unserved = [wish for wish in wanted if not any(wish.served_by(index.records[row]) for _, row in shown)]
    best = dict.fromkeys(found for wish in unserved if (found := _best(wish, index, selection)))
    return sorted(best, key=lambda found: found[0])


def _needed(at: int, wanted: Sequence[Wish], shown: Sequence[Placed], index: SearchIndex) -> bool:
    """Whether some wish is served by this one alone."""
    records = [index.records[row] for _, row in shown]
    others = [*records[:at], *records[at + 1 :]]
    return any(wish.served_by(records[at]) and not any(wish.served_by(other) for other in others) for wish in wanted)


def _best(wish: Wish, index: SearchIndex, selection: Selection) -> Placed | None:
    """The service that would come first if nothing but this were asked."""
    kinds = tuple(kind for kind in wish.kinds if kind not in selection.unfit_kinds)
    asked = replace(
        selection,
        words=(),
        line=(),
        want_kinds=kinds,
        want_topics=(wish.topic,) if wish.topic else (),
        want_offices=(),
        offset=0,
        limit=1,
        facets=False,
    )
    if not asked.concepts:
        return None
    found = index.select(asked)
    fits = found.total and wish.served_by(index.records[int(found.ordinals[0])])
    return (int(found.tiers[0]), int(found.ordinals[0])) if fits else None
