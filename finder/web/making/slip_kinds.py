"""What a service does and what to bring there, on a slip: for each of its kinds, since a house may hold several."""

from __future__ import annotations

from collections.abc import Iterator

from directory.records import ServiceRecord
from directory.referrals import network
from directory.vocabulary import Texts, kinds, text_in
from finder.web.making.side_by_side import Voices, each
from finder.web.pages.slip import Lines, Row, Said

ADVISERS = ("mfd", "volunteer")  # who makes slips: what their referrals say to bring holds for most people
CATCH_ALL = "other"  # its words name examples, and nobody knows which of them are true of a service
BETWEEN = "\u00a0· "  # never at the start of a line


def ordered(record: ServiceRecord) -> tuple[str, ...]:
    """The main kind first, the one that says least last."""
    return tuple(sorted(record.kinds, key=lambda code: code == CATCH_ALL))


def kinds_said(record: ServiceRecord, voices: Voices) -> Lines:
    """The kinds by their names, in a line."""
    return each(voices, lambda voice: BETWEEN.join(voice.kind_words(ordered(record), record.office)))


def does(record: ServiceRecord, voices: Voices) -> Iterator[Row]:
    """What each kind does; of the catch-all, the topics of this very service, else what its source says."""
    codes = [code for code in ordered(record) if code != CATCH_ALL]
    said = [_named(code, record, _texts(kinds()[code].does, voices), voices) for code in codes]
    more = _own_topics(record)
    if more:
        title = each(voices, lambda voice: voice("Themen"))
        listed = each(voices, lambda voice: voice.listed(map(voice.topic, more)))
        said.append(tuple(f"{word}: {topics}" for word, topics in zip(title, listed, strict=True)))
    if said:
        yield Row("does", said=tuple(map(Said, said)))
    elif record.topics_text:
        title = each(voices, lambda voice: voice("Themen laut Quelle"))
        yield Row("does", title, shared=(", ".join(record.topics_text),), german=True)


def _own_topics(record: ServiceRecord) -> tuple[str, ...]:
    """Of a service with the catch-all among its kinds: the topics that the words for its other kinds do not say."""
    if CATCH_ALL not in record.kinds:
        return ()
    usual = {topic for code in record.kinds for topic in kinds()[code].topics}
    return tuple(topic for topic in record.topics if topic not in usual)


def bring(record: ServiceRecord, voices: Voices) -> Iterator[Row]:
    """Bullets; where there are several kinds, one for each that asks for papers."""
    asked = {code: to_bring(code, record.office) for code in ordered(record)}
    if len(asked) == 1:
        said = [_texts(texts, voices) for items in asked.values() for texts in items]
    else:
        said = [_named(code, record, _together(items, voices), voices) for code, items in asked.items() if items]
    if said:
        title = each(voices, lambda voice: voice("Bringen Sie mit, was Sie davon haben:"))
        yield Row("bring", title, said=tuple(map(Said, said)), bullets=True)


def _texts(texts: Texts, voices: Voices) -> Lines:
    return each(voices, lambda voice: text_in(texts, voice.language))


def _together(items: tuple[Texts, ...], voices: Voices) -> Lines:
    return each(voices, lambda voice: BETWEEN.join(text_in(texts, voice.language) for texts in items))


def _named(code: str, record: ServiceRecord, lines: Lines, voices: Voices) -> Lines:
    """With the kind before it where a service has more than one."""
    if len(record.kinds) == 1:
        return lines
    names = each(voices, lambda voice: voice.kind_words((code,), record.office)[0])
    return tuple(f"{name}: {line}" for name, line in zip(names, lines, strict=True))


def to_bring(kind: str, office: str | None = None) -> tuple[Texts, ...]:
    """What helps at the first visit to a kind of service; empty where nothing is known.

    Papers for one office or from one special way in are not asked of everybody who goes to this kind.
    """
    ways = [row for row in network().ways_in(kind) if row.step.bring and row.step.office in (None, office)]
    of_advisers = ([row for row in ways if adviser in row.from_kinds] for adviser in ADVISERS)
    chosen = next(filter(None, of_advisers), ways)
    found = {texts["de"]: texts for row in chosen for texts in row.step.bring}
    return tuple(found.values())
