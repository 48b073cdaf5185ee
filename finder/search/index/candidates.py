"""Which services come into question at all, and how well each matches what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.search.analysis import tokens
from finder.search.index.bits import Mask, Rows
from finder.search.index.called import Called
from finder.search.index.carriers import Carriers
from finder.search.index.columns import ANYTHING, AUTHORITY, Columns
from finder.search.index.protocol import Hits, TextIndex, Weights
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
    called: Called


def find(finder: Finder, selection: Selection) -> Candidates:
    """What comes into question by meaning, carrier or words, and the services called by their name above it."""
    found = _by_meaning(finder, selection)
    rows = finder.called.by(selection.line)
    return _with_called(found, rows) if len(rows) else found


def exactly(ordinals: Sequence[int]) -> Candidates:
    """These services, as matches of the best level; ``ordinals`` ascending."""
    rows, count = np.array(ordinals, dtype=np.int32), len(ordinals)
    level, nothing = np.full(count, MAIN, dtype=np.uint8), np.zeros(count, dtype=np.float32)
    return Candidates(rows, level, nothing, np.zeros(count, np.uint8), np.zeros(count, bool), np.zeros(count, bool))


def _with_called(found: Candidates, rows: Rows) -> Candidates:
    """``rows`` are matches of the best level, and named."""
    others = found.take(~np.isin(found.rows, rows))
    nothing = np.zeros(len(rows), dtype=np.float32)
    level, yes = np.full(len(rows), MAIN, dtype=np.uint8), np.ones(len(rows), dtype=bool)
    best = Candidates(rows, level, nothing, np.zeros(len(rows), dtype=np.uint8), yes, yes)
    joined = Candidates._make(np.concatenate([ours, theirs]) for ours, theirs in zip(others, best, strict=True))
    return joined.take(np.argsort(joined.rows))


def _by_meaning(finder: Finder, selection: Selection) -> Candidates:
    """Services of the understood kinds and topics; else of the carrier; else those with all the words; else all.

    Where something was understood, services that have all the words come along as well, in case it was not meant.
    """
    named, words = _named(finder, selection)
    if selection.concepts:
        wanted = _wanted(finder.columns, selection)
        hits = finder.text.with_any(words) if words else None
        if hits is not None:
            wanted[hits.ordinals[hits.matched == len(words)]] = True
        return _build(finder, selection, _rows(wanted), hits, named)
    if named is not None:
        return _build(finder, selection, _rows(named), finder.text.with_any(words) if words else None, named)
    if words:
        return _only_text(finder.text.with_all(words))
    return _build(finder, selection, np.arange(finder.columns.size, dtype=np.int32), None, None)


def find_any(finder: Finder, selection: Selection) -> Candidates | None:
    """For words alone, where nothing has them all: services with any of them. None where that adds nothing."""
    named, words = _named(finder, selection)
    if selection.concepts or named is not None or len(words) < 2:
        return None
    return _only_text(finder.text.with_any(words))


def _rows(mask: Mask) -> Rows:
    return np.flatnonzero(mask).astype(np.int32)


def good_enough(candidates: Candidates) -> Mask | None:
    """Which matches stay; None where all do. Weak ones go where there are strong ones.

    The place comes first in the order, so a weak match must not stay in only because it is near: words alone go as
    soon as a kind or a stated topic matches, and of services found by words only those with the most words stay.
    """
    by_words = candidates.level == TEXT
    if not by_words.any():
        return None
    if (candidates.level >= STATED).any():
        return np.asarray(~by_words)
    return np.asarray(~by_words | (candidates.words == candidates.words[by_words].max()))


def _named(finder: Finder, selection: Selection) -> tuple[Mask | None, tuple[str, ...]]:
    """The carrier's services, and the words; where no carrier is called so, its name is one of the words."""
    words = tokens(" ".join(selection.words))
    found = finder.carriers.run_by(selection.want_organization) if selection.want_organization else None
    if found is not None and not found.any():
        found = None
        words += tokens(selection.want_organization or "")
    return found, tuple(dict.fromkeys(words))


def _wanted(columns: Columns, selection: Selection) -> Mask:
    """An office that is wanted stands for the kind authority: of those it shuts out all known to be another one."""
    wanted: Mask = columns.kinds.any_of(_kinds(selection)) | columns.topics.any_of(selection.want_topics)
    if selection.want_offices:
        unnamed = columns.authority & ~columns.office_known
        wanted = (wanted & ~columns.authority) | columns.offices.any_of(selection.want_offices) | unnamed
    return wanted


def _kinds(selection: Selection) -> tuple[str, ...]:
    kinds = selection.want_kinds
    return tuple(kind for kind in kinds if kind != AUTHORITY) if selection.want_offices else kinds


def _telling(selection: Selection) -> tuple[str, ...]:
    """The wanted kinds that say enough by themselves: beside a topic "other" must state it, so wide is that kind."""
    kinds = _kinds(selection)
    return tuple(kind for kind in kinds if kind != ANYTHING) if selection.want_topics else kinds


def _build(finder: Finder, selection: Selection, rows: Rows, hits: Hits | None, named: Mask | None) -> Candidates:
    topical = finder.columns.topics.any_of(selection.want_topics, rows)
    score, words = _spread(hits, finder.columns.size, rows)
    level = _levels(finder.columns, selection, rows, topical)
    return Candidates(rows, level, score, words, np.zeros(len(rows), bool) if named is None else named[rows], topical)


def _levels(columns: Columns, selection: Selection, rows: Rows, topical: Mask) -> NDArray[np.uint8]:
    if not selection.concepts:
        return _preferred(columns, selection, rows)
    stated = columns.topics_stated.any_of(selection.want_topics, rows)
    kinds = _telling(selection)
    main = columns.main_kind.any_of(kinds, rows)
    side = columns.kinds.any_of(kinds, rows) | stated
    if len(kinds) < len(_kinds(selection)):
        main = main | (stated & columns.main_kind.any_of((ANYTHING,), rows))
    if selection.want_offices:
        main = main | columns.offices.any_of(selection.want_offices, rows)
        topical = topical | columns.authority[rows]
    found, levels = [main, side, topical], [MAIN, STATED, TOPIC_DEFAULT]
    if len(kinds) < len(_kinds(selection)):  # of the wide kind only: behind all, but no find by words
        found, levels = [*found, columns.kinds.any_of((ANYTHING,), rows)], [*levels, NOTHING]
    return np.select(found, levels, TEXT).astype(np.uint8)


def _preferred(columns: Columns, selection: Selection, rows: Rows) -> NDArray[np.uint8]:
    """Nothing special is wanted: the general kinds first."""
    level = np.full(len(rows), STATED if selection.want_organization else NOTHING, dtype=np.uint8)
    for kind in reversed(selection.prefer_kinds):
        level[columns.kinds.any_of((kind,), rows)] = MAIN if kind == selection.prefer_kinds[0] else STATED
    return level


def _only_text(hits: Hits) -> Candidates:
    nothing = np.zeros(len(hits.ordinals), dtype=bool)
    level = np.full(len(hits.ordinals), TEXT, dtype=np.uint8)
    return Candidates(hits.ordinals, level, hits.weights, hits.matched, nothing, nothing)


def _spread(hits: Hits | None, size: int, rows: Rows) -> tuple[Weights, NDArray[np.uint8]]:
    """What the words score and how many there are, for each of ``rows``."""
    if hits is None:
        return np.zeros(len(rows), np.float32), np.zeros(len(rows), np.uint8)
    score, words = np.zeros(size, np.float32), np.zeros(size, np.uint8)
    score[hits.ordinals], words[hits.ordinals] = hits.weights, hits.matched
    return score[rows], words[rows]
