"""The form as a template draws it: sections of fields with what was typed, what can be chosen and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.facts import door_field
from directory.vocabulary import kind_topics, kinds
from finder.web.editor.choices import RELATIONS, choices
from finder.web.editor.fields import DOOR, DRAFT_REASON, SECTIONS, Field, Sort
from finder.web.editor.typed import NEW, Typed
from finder.web.editor.typed_hours import rows
from finder.web.wording.voice import Voice

Faults = Mapping[str, list[str]]  # field -> sentences


@dataclass(frozen=True, slots=True)
class FieldView:
    """``known``: date and source of what is in force; ``options``: value, words, chosen."""

    name: str
    sort: Sort
    label: str
    hint: str
    value: str
    options: tuple[tuple[str, str, bool], ...]
    faults: tuple[str, ...]
    known: str
    main: tuple[tuple[str, str, bool], ...] = ()  # of the kinds: which one is the main kind
    hours: HoursView | None = None
    relations: tuple[RelationView, ...] = ()
    map: str = ""  # of the areas: what to draw on the map of the districts, as JSON


@dataclass(frozen=True, slots=True)
class HoursView:
    """``rows``: name of the day, then inputs as (name, value, label) from, to, from, to."""

    way: str
    text: str
    rows: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    off: bool
    appointment: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """One row; ``name`` of the other service where there is one."""

    key: str
    types: tuple[tuple[str, str, bool], ...]
    name: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """``door`` is its key, "" for a part of the service itself."""

    code: str
    title: str
    fields: tuple[FieldView, ...]
    door: str = ""
    new: bool = False
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside the typed text: faults, what is known about each field, names of services by key, sentences
    about hours by field, and what the map shows, as JSON."""

    faults: Faults
    known: Mapping[str, str]
    names: Mapping[str, str]
    hours: Mapping[str, str]
    map: str


def sections(typed: Typed, around: Around, voice: Voice, *, draft: bool) -> Iterator[SectionView]:
    """The whole form; the doors stand before the times of what has no door."""
    for section in SECTIONS:
        if section.code == "times":
            yield from _doors(typed, around, voice)
        fields = tuple(_field(one, one.name, typed, around, voice) for one in section.fields)
        yield SectionView(section.code, voice(section.title), fields)
    if draft:
        yield SectionView("draft", voice("Entwurf"), (_field(DRAFT_REASON, DRAFT_REASON.name, typed, around, voice),))


def _doors(typed: Typed, around: Around, voice: Voice) -> Iterator[SectionView]:
    for key in [*typed.get("doors", []), NEW]:
        fields = tuple(_field(one, door_field(key, one.name), typed, around, voice) for one in DOOR)
        town = next((text for name in ("name", "city") if (text := _text(typed, door_field(key, name)))), key)
        title = voice("Weiterer Ort") if key == NEW else voice("Ort: {name}", name=town)
        faults = tuple(around.faults.get(f"doors.{key}", ()))
        yield SectionView(f"door-{key}", title, fields, door=key, new=key == NEW, faults=faults)


def _field(one: Field, name: str, typed: Typed, around: Around, voice: Voice) -> FieldView:
    faults = list(around.faults.get(name, ()))
    if one.sort == "relations":
        faults += [text for kind in RELATIONS for text in around.faults.get(kind, ())]
    return FieldView(
        name=name, sort=one.sort, label=voice(one.label), hint=voice(one.hint) if one.hint else "",
        value=_text(typed, name), options=_options(one, name, typed, voice), faults=tuple(faults),
        known=around.known.get(name, ""), main=_main(typed, voice) if name == "kinds" else (),
        hours=_hours(name, typed, around, voice) if one.sort == "hours" else None,
        relations=tuple(_relations(name, typed, around, voice)) if one.sort == "relations" else (),
        map=around.map if name == "areas" else "",
    )  # fmt: skip


def _text(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]


def _options(one: Field, name: str, typed: Typed, voice: Voice) -> tuple[tuple[str, str, bool], ...]:
    chosen = typed.get(name, [])
    if one.sort == "tick":
        return (("1", voice(one.label), bool(chosen)),)
    if one.sort not in ("choice", "ticks"):
        return ()
    offered = choices(name, voice, chosen)
    if name == "topics_dropped":
        usual = {*kind_topics(code for code in typed.get("kinds", []) if code in kinds()), *chosen}
        offered = {code: words for code, words in offered.items() if code in usual}
    return tuple((code, words, code in chosen) for code, words in offered.items())


def _main(typed: Typed, voice: Voice) -> tuple[tuple[str, str, bool], ...]:
    chosen = _text(typed, "kinds.main")
    return tuple((code, words, code == chosen) for code, words in choices("kinds", voice, [chosen]).items())


def _hours(name: str, typed: Typed, around: Around, voice: Voice) -> HoursView:
    labels = (voice("von"), voice("bis"), voice("und von"), voice("bis"))
    found = []
    for row in rows():
        inputs = [f"{name}.{row}.{part}{number}" for number in range(2) for part in ("from", "to")]
        found.append(
            (
                voice.weekday(row),
                tuple((put, _text(typed, put), label) for put, label in zip(inputs, labels, strict=True)),
            )
        )
    return HoursView(
        way=_text(typed, f"{name}.way") or "rows", text=_text(typed, f"{name}.text"), rows=tuple(found),
        off=bool(typed.get(f"{name}.off")), appointment=bool(typed.get(f"{name}.appointment")),
        sentence=around.hours.get(name, ""),
    )  # fmt: skip


def _relations(name: str, typed: Typed, around: Around, voice: Voice) -> Iterator[RelationView]:
    """Those that are there, and two empty rows."""
    rows_ = list(zip(typed.get(f"{name}.type", []), typed.get(f"{name}.key", []), strict=False))
    for type_, key in [*(row for row in rows_ if row[1]), ("refers_to", ""), ("refers_to", "")]:
        types = tuple((code, voice(words), code == type_) for code, words in RELATIONS.items())
        yield RelationView(key, types, around.names.get(key, ""))
