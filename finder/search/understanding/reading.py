"""One typed line -> what is meant. Start here: each step is a module of its own, and takes its words off the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory import vocabulary as codes
from finder.search.query import Understood
from finder.search.understanding.ages import Age, read_age
from finder.search.understanding.choosing import (
    alarms,
    choose,
    favoured_languages,
    is_doubtful,
    keep_favoured,
    without_idioms,
)
from finder.search.understanding.concepts import Concepts, said, to_concepts
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.organisations import Organisation, read_organisation
from finder.search.understanding.persons import with_protection, with_youth
from finder.search.understanding.phrases import Match, find_matches
from finder.search.understanding.places import PlaceRead, read_place
from finder.search.understanding.readings import read_word
from finder.search.understanding.tokens import Token, cleaned, tokenise
from geo.gazetteer import Gazetteer


def understand(
    line: str, ui: str, *, gazetteer: Gazetteer, vocabulary: Lexicon, organizations: Iterable[str] = ()
) -> Understood:
    """Reads a line typed on a page in the language ``ui`` (any tag). Never raises; keeps nothing of what was typed.

    ``vocabulary`` comes from compiling.load_lexicon, ``organizations`` are the carriers' names in the registry.
    """
    tokens = tokenise(line)
    language = vocabulary.bit.get(ui.partition("-")[0].lower(), 0)
    place = read_place(tokens, gazetteer, vocabulary, language)
    left = frozenset(range(len(tokens))) - place.words
    organisation = read_organisation(tokens, organizations, left)
    left -= organisation.words if organisation else frozenset()
    age = read_age(tokens, vocabulary.ages, left)
    meaning = _meaning(tokens, left, vocabulary, language)
    concepts = meaning.concepts
    status = next(iter(concepts.statuses), None)
    rest = meaning.rest - (age.words if age else frozenset())
    kinds = with_protection(concepts.kinds, meaning.crisis)
    return Understood(
        place=place.meant,
        kinds=with_youth(kinds, concepts.topics, age.years if age else None, status),
        topics=concepts.topics,
        languages=concepts.languages,
        age=age.years if age else None,
        status=status,
        offices=concepts.offices,
        organization=organisation.name if organisation else next(iter(concepts.carriers), None),
        text=said(rest, tokens),
        sensitive=_sensitive(concepts, meaning.crisis, age is not None),
        crisis=meaning.crisis,
        ask=place.ask,
        matched=concepts.matched | {name: said(part.words, tokens) for name, part in _parts(place, age, organisation)},
        doubtful=meaning.doubtful,
        corrected=_corrected(line, tokens, {**place.mended, **meaning.mended}),
    )


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the words mean that are no place, age or carrier. ``rest`` and ``mended`` hold indexes of words."""

    concepts: Concepts
    crisis: tuple[str, ...]
    rest: frozenset[int]
    mended: dict[int, str]
    doubtful: bool


def _meaning(tokens: Sequence[Token], left: frozenset[int], lexicon: Lexicon, ui: int) -> _Meaning:
    readings = {i: read_word(tokens[i], lexicon, ui) for i in sorted(left)}
    favoured = favoured_languages(readings.values(), lexicon, ui)
    keep_favoured(readings, lexicon, favoured)

    def without(words: frozenset[int]) -> list[Match]:
        return find_matches({i: found for i, found in readings.items() if i not in words}, lexicon, favoured)

    matches = without_idioms(without(frozenset()), without)
    chosen = choose(matches, readings, favoured)
    used = frozenset[int]().union(*(match.words for match in chosen))
    return _Meaning(
        concepts=to_concepts(chosen, tokens, lexicon.origins),
        crisis=alarms(matches),
        rest=frozenset(i for i in left - used if not readings[i].filler),
        mended={i: word for i in used if (word := readings[i].mended)},
        doubtful=is_doubtful(chosen, readings),
    )


def _parts(*found: PlaceRead | Age | Organisation | None) -> Iterable[tuple[str, PlaceRead | Age | Organisation]]:
    names = ("place", "age", "organization")
    return ((name, part) for name, part in zip(names, found, strict=True) if part and part.words)


def _corrected(line: str, tokens: Sequence[Token], mended: Mapping[int, str]) -> str | None:
    """The line with the mended words in place of the typed ones; None where nothing was mended."""
    text = cleaned(line)
    for index in sorted(mended, reverse=True):
        token = tokens[index]
        word = mended[index].capitalize() if token.capital else mended[index]
        text = text[: token.start] + word + text[token.end :]
    return text if mended else None


def _sensitive(concepts: Concepts, crisis: Sequence[str], age_given: bool) -> bool:
    """Never into a link: danger, age, status, and kinds and topics that the vocabulary marks."""
    kinds, topics = codes.kinds(), codes.topics()
    marked = any(kinds[code].sensitive for code in concepts.kinds) or any(
        topics[code].sensitive for code in concepts.topics
    )
    return bool(crisis or age_given or concepts.statuses or marked)
