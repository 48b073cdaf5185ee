"""Which services come into question at all, and how well each matches what was understood."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.search.analysis import tokens
from finder.search.index.bits import Mask, Rows
from finder.search.index.carriers import Carriers
from finder.search.index.columns import Columns
from finder.search.index.protocol import TextIndex, Weights
from finder.search.index.selection import MAIN, NOTHING, STATED, TEXT, TOPIC_DEFAULT, Selection


class Candidates(NamedTuple):
    """One entry a service in question: ordinals ascending, how it matches, and what its words score.

    ``words`` is how many typed words it has; ``named`` whether the wanted carrier runs it; ``topical`` whether it
    treats a wanted topic, stated or by default.
    """

    rows: Rows
    level: NDArray[np.uint8]
    score: Weights
    words: NDArray[np.uint8]
    named: Mask
    topical: Mask

    def take(self, chosen: NDArray[np.intp] | Mask) -> Candidates:
        return Candidates._make(column[chosen] for column in self)


class Finder(NamedTuple):
    """What candidates are found with."""

    columns: Columns
    text: TextIndex
    carriers: Carriers


def find(finder: Finder, selection: Selection) -> Candidates:
    """Services of the understood kinds and topics; else of the carrier; else those with the words; else all."""
    named, extra_words = _named(finder, selection.want_organization)
    words = tuple(dict.fromkeys((*selection.words, *extra_words)))
    if not words and not selection.concepts and named is None:
        return _build(finder, selection, np.arange(finder.columns.size, dtype=np.int32), None, None)
    hits = finder.text.scores(words) if words else None
    if not selection.concepts and named is None and hits is not None:
        return _only_text(hits.ordinals, hits.weights, hits.matched)
    wanted = _wanted(finder.columns, selection) if selection.concepts else named
    scored = None
    if hits is not None:
        score, matched = _dense(finder.columns.size, hits.ordinals, hits.weights, hits.matched)
        scored = score, matched
        if selection.concepts and wanted is not None:
            wanted = wanted | (matched == len(words))
    rows = np.flatnonzero(wanted).astype(np.int32) if wanted is not None else np.empty(0, np.int32)
    return _build(finder, selection, rows, scored, named)


def good_enough(candidates: Candidates) -> Mask | None:
    """Which matches stay; None where all do. Weak ones go where there are strong ones.

    The place comes first in the order, so a weak match must not stay in only because it is near: words alone go as
    soon as a kind or a stated topic matches, and of services found by words only those with the most words stay.
    """
    by_words = candidates.level == TEXT
    if not by_words.any():
        return None
    if (candidates.level >= STATED).any():
        return ~by_words
    return np.asarray(~by_words | (candidates.words == candidates.words[by_words].max()))


def _named(finder: Finder, organization: str | None) -> tuple[Mask | None, list[str]]:
    """The carrier's services; where no carrier is called so, its name is looked for among the words."""
    if not organization:
        return None, []
    found = finder.carriers.run_by(organization)
    return (found, []) if found.any() else (None, tokens(organization))


def _wanted(columns: Columns, selection: Selection) -> Mask:
    """An office that is wanted shuts out the authorities known to be another one."""
    wanted: Mask = columns.kinds.any_of(selection.want_kinds) | columns.topics.any_of(selection.want_topics)
    if selection.want_offices:
        office = columns.offices.any_of(selection.want_offices)
        wanted = (wanted | office) & (office | ~columns.authority | ~columns.office_known)
    return wanted


def _build(
    finder: Finder,
    selection: Selection,
    rows: Rows,
    scored: tuple[Weights, NDArray[np.uint8]] | None,
    named: Mask | None,
) -> Candidates:
    topical = finder.columns.topics.any_of(selection.want_topics, rows)
    return Candidates(
        rows,
        _levels(finder.columns, selection, rows, topical, None if named is None else named[rows]),
        scored[0][rows] if scored else np.zeros(len(rows), np.float32),
        scored[1][rows] if scored else np.zeros(len(rows), np.uint8),
        np.zeros(len(rows), bool) if named is None else named[rows],
        topical,
    )


def _levels(columns: Columns, selection: Selection, rows: Rows, topical: Mask, named: Mask | None) -> NDArray[np.uint8]:
    if not selection.concepts:
        return np.full(len(rows), NOTHING if named is None else STATED, dtype=np.uint8)
    main = columns.main_kind.any_of(selection.want_kinds, rows)
    if selection.want_offices:
        office = columns.offices.any_of(selection.want_offices, rows)
        topical = topical | (columns.authority[rows] & ~office)
        main = (main & ~columns.authority[rows]) | office
    side = columns.kinds.any_of(selection.want_kinds, rows) & ~columns.authority[rows]
    side = side | columns.topics_stated.any_of(selection.want_topics, rows)
    return np.select([main, side, topical], [MAIN, STATED, TOPIC_DEFAULT], TEXT).astype(np.uint8)


def _only_text(rows: Rows, weights: Weights, matched: NDArray[np.uint8]) -> Candidates:
    nothing = np.zeros(len(rows), dtype=bool)
    return Candidates(rows, np.full(len(rows), TEXT, dtype=np.uint8), weights, matched, nothing, nothing)


def _dense(size: int, rows: Rows, weights: Weights, matched: NDArray[np.uint8]) -> tuple[Weights, NDArray[np.uint8]]:
    """Scores and word counts with one entry a service."""
    score, words = np.zeros(size, np.float32), np.zeros(size, np.uint8)
    score[rows], words[rows] = weights, matched
    return score, words
