"""The question as the index wants it: codes, a point, and which of it ranks and which of it filters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from directory.vocabulary import kinds, offices, topics
from finder.search.analysis import tokens
from finder.search.index.selection import Selection
from finder.search.person import person_of
from finder.search.query import SearchQuery, Understood
from finder.search.understanding.tokens import cleaned


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for part in parts for code in part))


def with_wants(query: SearchQuery, understood: Understood) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Kinds, topics and offices looked for: read from the line, or chosen as ``want``. One code may be both."""
    return (
        _joined(understood.kinds, tuple(code for code in query.wants if code in kinds())),
        _joined(understood.topics, tuple(code for code in query.wants if code in topics())),
        _joined(understood.offices, tuple(code for code in query.wants if code in offices())),
    )


def to_selection(query: SearchQuery, understood: Understood, allowed: NDArray[np.bool_] | None) -> Selection:
    """Filters come from the query alone; what was read from the line only ranks."""
    want_kinds, want_topics, want_offices = with_wants(query, understood)
    person = person_of(understood, query)
    want_kinds = person.instead_of(want_kinds) or person.kinds_for(want_topics)
    place = understood.place
    known_point = place is not None and place.lat is not None and place.lon is not None
    return Selection(
        words=tuple(understood.text.split()),
        line=_line(query, understood),
        want_kinds=want_kinds or query.kinds,
        want_topics=want_topics or query.topics,
        want_offices=want_offices,
        want_organization=understood.organization,
        # A plain list of everything stays in the order of names.
        prefer_kinds=person.general if query.q or query.near else (),
        unfit_kinds=tuple(person.unfit),
        doubtful=understood.doubtful or bool(understood.text),
        filter_kinds=query.kinds,
        filter_topics=query.topics,
        languages=understood.languages,
        filter_districts=query.districts,
        point=(place.lat, place.lon) if place and known_point else None,  # type: ignore[arg-type]
        radius_km=query.radius_km,
        # A district chosen as a filter is no place that anybody is at; but whoever serves it comes first.
        place_districts=place.districts if place else query.districts,
        drop_foreign_authorities=place is not None,
        place_municipalities=_municipalities(understood),
        allowed=allowed,
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
    )


def _municipalities(understood: Understood) -> tuple[str, ...]:
    place = understood.place
    if place is None:
        return ()
    return (place.municipality,) if place.municipality else place.municipalities


def _line(query: SearchQuery, understood: Understood) -> tuple[str, ...]:
    """The typed words without those of the place."""
    place = set(tokens(understood.place.label)) if understood.place else set()
    return tuple(word for word in tokens(cleaned(query.q)) if word not in place)
