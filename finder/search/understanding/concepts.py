"""From the phrases that count to codes: kinds, topics, offices, languages, status, carrier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory import vocabulary
from finder.search.understanding.origins import OriginWords, without_origins
from finder.search.understanding.phrases import Match
from finder.search.understanding.tokens import Token

# General advice is what remains when nothing special is asked for.
_GENERAL = frozenset({"mfd", "mbe"})
# "auf Deutsch" is a wish; "kein Deutsch" and "Deutsch lernen" are none.
_GERMAN = "language.de"
_WRONGED = "antidiscrimination"
_ANYTHING = "other"  # too wide a kind to be meant by a topic
_ENOUGH = 0.4  # a code counts if its words carry this share of the best one's


@dataclass(frozen=True, slots=True)
class Concepts:
    """Codes by family, strongest first; ``matched``: concept -> the words that led to it."""

    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    offices: tuple[str, ...]
    languages: tuple[str, ...]
    statuses: tuple[str, ...]
    carriers: tuple[str, ...]
    matched: dict[str, str]


def to_concepts(matches: Sequence[Match], tokens: Sequence[Token], origins: OriginWords) -> Concepts:
    """The codes behind the chosen phrases."""
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    matched: dict[str, str] = {}
    for match in matches:
        for concept in without_origins(match.concepts, match.words, tokens, origins):
            family, _, code = concept.partition(".")
            if family == "crisis" or (concept == _GERMAN and not match.whole):
                continue
            scores[family][code] = max(scores[family].get(code, 0.0), match.score)
            matched.setdefault(concept, said(match.words, tokens))
    kinds = _special(_strongest(scores["kind"], most=max(scores["topic"].values(), default=0.0)), matches)
    kinds, offices = _wronged(kinds, _strongest(scores["office"]))
    return Concepts(
        kinds=_with_authority(_with_topics(kinds, scores["topic"]), offices),
        topics=_strongest(scores["topic"]),
        offices=offices,
        languages=tuple(scores["language"]),
        statuses=_strongest(scores["status"]),
        carriers=_strongest(scores["carrier"]),
        matched=matched,
    )


def said(words: Iterable[int], tokens: Sequence[Token]) -> str:
    """The words of these indexes, as typed and in order."""
    return " ".join(tokens[index].raw for index in sorted(words))


def _strongest(scores: dict[str, float], most: float = 0.0) -> tuple[str, ...]:
    """The codes that count. ``most``: what another family scores; a kind named in passing gives way to a topic."""
    least = _ENOUGH * max(most, *scores.values(), 0.0)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    return tuple(code for code, score in ranked if score >= least)


def _special(kinds: tuple[str, ...], matches: Sequence[Match]) -> tuple[str, ...]:
    """Words such as 'refugee' say whom it is about; beside a special kind they do not ask for general advice."""
    if not set(kinds) - _GENERAL:
        return kinds
    only_general = {c.removeprefix("kind.") for m in matches if _is_general(m) for c in m.concepts}
    meant = {c.removeprefix("kind.") for m in matches if not _is_general(m) for c in m.concepts}
    return tuple(code for code in kinds if code not in _GENERAL or code in meant or code not in only_general)


def _wronged(kinds: tuple[str, ...], offices: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is treated badly at school, at work or by an office names the place, not the help that is sought."""
    if _WRONGED not in kinds:
        return kinds, offices
    return tuple(kind for kind in kinds if kind not in _GENERAL | {"jmd", "authority"}), ()


def _is_general(match: Match) -> bool:
    return {"kind.mfd", "kind.mbe"} <= set(match.concepts)


def _with_topics(kinds: tuple[str, ...], topics: dict[str, float]) -> tuple[str, ...]:
    """Where no kind is named: those that treat the topics, best first, as topics.toml has it."""
    if kinds:
        return kinds
    treating = (kind for code in _strongest(topics) for kind in _treating(vocabulary.topics()[code].kinds))
    return tuple(dict.fromkeys(treating))


def _treating(kinds: Sequence[str]) -> Iterable[str]:
    """Kinds that a topic stands for; the widest of all only where it stands first."""
    return (kind for place, kind in enumerate(kinds) if kind != _ANYTHING or not place)


def _with_authority(kinds: tuple[str, ...], offices: tuple[str, ...]) -> tuple[str, ...]:
    return ("authority", *(kind for kind in kinds if kind != "authority")) if offices else kinds
