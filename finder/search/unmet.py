"""Whether a search found nobody: which kinds a district lacks, and which languages a kind lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directory.records import ServiceRecord
from directory.vocabulary import kinds, topics
from finder.search.index.columns import ANYTHING, AUTHORITY, areas, door_districts, serves_everywhere
from finder.search.query import SearchQuery, Understood
from finder.search.results import Results
from finder.search.selecting import with_wants
from geo.districts import districts

Group = tuple[str, ...]
"""Kinds of which any will do; the first one is meant."""
_GERMAN = "de"


@dataclass(frozen=True, slots=True)
class Unmet:
    """What was missing: (district, kind) where nobody is there for the district, (kind, language) where nobody of the
    kind is known to speak it. The two are apart, so that no number says who of which language asked where."""

    district_kinds: tuple[tuple[str, str], ...] = ()
    kind_languages: tuple[tuple[str, str], ...] = ()


def unmet(results: Results, records: Sequence[ServiceRecord]) -> Unmet:
    """Nothing for later pages of the same search, and where no kind is clear."""
    query, understood = results.query, results.understood
    if query.page > 1 or understood.guessed:
        return Unmet()
    district = _district(query, understood)
    spoken = [code for code in dict.fromkeys(understood.languages) if code != _GERMAN]
    places: dict[tuple[str, str], None] = {}
    tongues: dict[tuple[str, str], None] = {}
    for group in _wanted(query, understood):
        there = [record for record in records if _takes(record, group, district)]
        if district and not any(_fills(record, group) for record in there):
            places[district, group[0]] = None
        known = {code for record in there for code in record.languages}
        tongues.update({(group[0], code): None for code in spoken if code not in known})
    return Unmet(tuple(places), tuple(tongues))


def _wanted(query: SearchQuery, understood: Understood) -> Iterator[Group]:
    """Each thing that was meant: a chosen kind, a topic with the kinds that treat it, a kind that no topic explains."""
    named, meant, _ = with_wants(query, understood)
    about = tuple(dict.fromkeys((*meant, *query.topics)))
    chosen = {*query.kinds, *(code for code in query.wants if code in kinds())}
    explained = {kind for topic in about for kind in topics()[topic].kinds} - chosen
    single = [(kind,) for kind in dict.fromkeys((*query.kinds, *named)) if kind not in explained]
    treating = [topics()[topic].kinds for topic in about if not chosen & set(topics()[topic].kinds)]
    yield from (group for group in dict.fromkeys([*single, *treating]) if group[0] != ANYTHING)


def _district(query: SearchQuery, understood: Understood) -> str | None:
    """The one district that was meant."""
    place = understood.place
    if place is not None:
        return None if place.outside else place.district
    return query.districts[0] if len(query.districts) == 1 else None


def _takes(record: ServiceRecord, group: Group, district: str | None) -> bool:
    """Whether it is of these kinds and there for the district: in it, serving it, next door, for everybody."""
    of = set(group) & set(record.kinds)
    if not of or district is None:
        return bool(of)
    here = {*areas(record), *door_districts(record)}
    if district in here or serves_everywhere(record):
        return True
    open_ = AUTHORITY not in record.kinds and any(kinds()[kind].area == "open" for kind in of)
    return open_ and not here.isdisjoint(districts()[district].neighbours)


def _fills(record: ServiceRecord, group: Group) -> bool:
    """A telephone for the whole Land is no debt counselling of the district: where each district is to have its own,
    only its own counts."""
    of = set(group) & set(record.kinds)
    return not serves_everywhere(record) or any(kinds()[kind].area == "open" for kind in of)
