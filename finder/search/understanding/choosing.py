"""Of all that matched, what counts: the longest phrases, in the language the line is in; and which alarms are real."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.phrases import Match
from finder.search.understanding.readings import ACCENTS, Reading

_UI_VOTE = 0.6
_NEARLY = 0.93  # two meanings of the same words both count if the weaker has this share of the stronger's quality
_LIKELY = 0.42  # half of a phrase, but not half of it by half of a compound
_WORSE = 0.05  # by so much less a harmless phrase may fit than the danger that it explains
_RARE = 1.15  # the weight of a word of at most two concepts
ALARM = "crisis."
NO_ALARM = "crisis.none"

Without = Callable[[frozenset[int]], Sequence[Match]]


def favoured_languages(readings: Iterable[Reading], lexicon: Lexicon, ui: int) -> int:
    """The mask of the languages that the line seems to be in; a rare word says more than one of many languages."""
    votes = [_UI_VOTE if ui >> bit & 1 else 0.0 for bit in range(len(lexicon.languages))]
    for reading in readings:
        count = reading.known.bit_count()
        for bit in range(len(votes)) if count else ():
            if reading.known >> bit & 1:
                votes[bit] += 1 / count
    least = max(votes, default=0.0) * 0.5
    return sum(1 << bit for bit, vote in enumerate(votes) if vote and vote >= least)


def keep_favoured(readings: Mapping[int, Reading], lexicon: Lexicon, favoured: int) -> None:
    """Drops what a word may mean elsewhere, if it is a word of the line's language; a filler is no inflection."""
    for reading in readings.values():
        if reading.filler & favoured:
            reading.forms = {f: q for f, q in reading.forms.items() if q >= ACCENTS}
        if reading.known & favoured:
            reading.forms = {f: q for f, q in reading.forms.items() if lexicon.mask[f] & favoured}


def choose(matches: Sequence[Match], readings: Mapping[int, Reading], favoured: int) -> list[Match]:
    """The phrases that count, best first: what lies inside a longer one is explained by that one."""
    rest = [match for match in matches if not _only_alarm(match)]
    chosen = _without_inner(_cover([match for match in rest if match.strong]))
    chosen = _without_doubtful(chosen, readings, favoured)
    return chosen + _half_said(rest, chosen)


def _half_said(matches: Sequence[Match], chosen: Sequence[Match]) -> list[Match]:
    """Where nothing is understood: the best phrase of which half is said, with several of its words or a rare one."""
    if any(match.concepts != ("filler",) for match in chosen):
        return []
    harmless = (m for m in matches if not any(concept.startswith((ALARM, "filler")) for concept in m.concepts))
    likely = (m for m in harmless if not m.strong and m.core and m.quality >= _LIKELY)
    return [m for m in likely if len(m.telling) > 1 or m.core >= _RARE][:1]


def is_doubtful(chosen: Sequence[Match], readings: Mapping[int, Reading]) -> bool:
    """Whether nothing is said whole: 'Mülltrennung', of which only the end is known, is hardly about a separation."""
    meant = [match for match in chosen if match.concepts != ("filler",)]
    sure = (match.strong and not all(readings[index].half for index in match.telling) for match in meant)
    return bool(meant) and not any(sure)


def _only_alarm(match: Match) -> bool:
    return all(concept.startswith(ALARM) for concept in match.concepts)


def _cover(matches: Sequence[Match]) -> list[Match]:
    chosen: list[Match] = []
    covered: dict[frozenset[int], float] = {}
    explained: set[int] = set()
    for match in matches:
        stronger = covered.get(match.telling)
        if stronger is not None:
            if match.quality >= _NEARLY * stronger:
                chosen.append(match)
        elif not match.telling <= explained or _fits_better(match, chosen):
            covered[match.telling] = match.quality
            explained |= match.telling
            chosen.append(match)
    return chosen


def _without_inner(chosen: list[Match]) -> list[Match]:
    """'sucht Wohnung': a word that a whole phrase holds as a filler means no other thing, if the phrase tells more."""
    whole = [match for match in chosen if match.whole and match.quality >= _NEARLY]
    return [m for m in chosen if not any(m.words < other.words and m.score < other.score for other in whole)]


def _fits_better(match: Match, chosen: Sequence[Match]) -> bool:
    """It stands in the line whole and takes in all that a chosen phrase of another language has only in part."""
    return match.whole and any(not other.whole and match.words >= other.words for other in chosen)


def _without_doubtful(chosen: list[Match], readings: Mapping[int, Reading], favoured: int) -> list[Match]:
    """'sucht Arbeit', 'abgezockt': a word that may be a filler, or is half unknown, counts only where nothing else
    does."""
    sure = {i for i, reading in readings.items() if not (reading.filler & favoured or reading.half)}
    firm = [match for match in chosen if match.telling & sure and match.concepts != ("filler",)]
    return [match for match in chosen if match in firm or match.concepts == ("filler",)] if firm else chosen


def alarms(matches: Sequence[Match]) -> tuple[str, ...]:
    """The needs of those in danger (violence, suicide, …), strongest first; of matches ``without_idioms``."""
    needs: dict[str, None] = {}
    for match in matches:
        if match.alarming:
            needs.update(dict.fromkeys(code.removeprefix(ALARM) for code in _needs(match)))
    return tuple(needs)


def without_idioms(matches: Sequence[Match], without: Without) -> list[Match]:
    """Without the phrases of danger that a harmless one explains: 'the noise is killing me' asks for no shelter.

    It must stand there whole: 'I don't want to live' is no short way to say that one does not want to live in a camp.
    ``without`` finds what matches if some words are left out: what is said in the rest of the line, too, is no idiom.
    """
    harmless = [match for match in matches if NO_ALARM in match.concepts and match.whole and match.core]
    by = {match: _explaining(match, harmless) for match in matches if harmless and _needs(match)}
    explained = frozenset[int]().union(*(calm.words for calms in by.values() for calm in calms))
    if not explained:
        return list(matches)
    rest = without_idioms(without(explained), lambda more: without(explained | more))
    again = [match for match in rest if _needs(match) and match.alarming]
    return sorted([*(m for m in matches if not by.get(m)), *again], key=lambda match: -match.score)


def _explaining(alarm: Match, harmless: Sequence[Match]) -> list[Match]:
    """The harmless phrases that explain it: any that does so by itself, or several of which it is but scraps."""
    alone = [calm for calm in harmless if _explains(calm, alarm)]
    if alone or any(alarm.words <= calm.words for calm in harmless):
        return alone
    several = [calm for calm in harmless if calm.words & alarm.words]
    return several if alarm.words <= frozenset[int]().union(*(calm.words for calm in several)) else []


def _needs(match: Match) -> list[str]:
    return [concept for concept in match.concepts if concept.startswith(ALARM) and concept != NO_ALARM]


def _explains(harmless: Match, alarm: Match) -> bool:
    """The harmless phrase, which stands there whole, takes in more of the line, or just as much and fits as well.

    It fits nearly as well in any case, and a short one stands in a row: "killing myself working" does not explain
    "kill myself, I lost my work".
    """
    if harmless.quality < alarm.quality - _WORSE or not (harmless.sentence or harmless.in_row):
        return False
    if harmless.telling > alarm.telling or harmless.words > alarm.words:
        return True
    return harmless.telling == alarm.telling and harmless.quality >= alarm.quality
