"""The shipped words, all of them: each leads to its concept, each alarm raises its need, each harmless line none."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from finder.search.query import Understood
from finder.search.understanding.compiling import load_lexicon
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.reading import understand
from finder.search.understanding.vocabulary_files import Phrase, read_words, word_files
from geo.gazetteer import gazetteer
from geo.resources import data_dir

FILES = word_files(data_dir() / "vocabulary" / "words")


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def codes(understood: Understood) -> set[str]:
    """All concepts of one line; a kind that its topic implies counts as well."""
    found = {f"kind.{code}" for code in understood.kinds} | {f"topic.{code}" for code in understood.topics}
    found |= {f"office.{code}" for code in understood.offices} | {f"language.{code}" for code in understood.languages}
    found |= {f"crisis.{code}" for code in understood.crisis} | set(understood.matched)
    return found | ({f"status.{understood.status}"} if understood.status else set())


def by_text(language: str, phrases: list[Phrase]) -> dict[str, set[str]]:
    meant: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        if phrase.concept != "filler":
            meant[phrase.text].add(phrase.concept)
    return meant


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_word_leads_to_its_concept(file: object) -> None:
    language, phrases, _ = read_words(file)  # type: ignore[arg-type]
    lost = []
    for text, concepts in by_text(language, phrases).items():
        found = codes(understand(text, language, gazetteer=gazetteer(), vocabulary=lexicon()))
        alarm = any(code.startswith("crisis.") for code in found)
        if "crisis.none" in concepts:
            lost += [f"{text}: false alarm"] if alarm else []
        elif not concepts & found:
            lost.append(f"{text}: {', '.join(sorted(concepts))}")
        elif any(code.startswith("crisis.") for code in concepts) and not alarm:
            lost.append(f"{text}: no alarm")
    assert not lost


def read(line: str, language: str) -> Understood:
    return understand(line, language, gazetteer=gazetteer(), vocabulary=lexicon())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_alarm_is_raised_with_a_plea_for_help_around_it(file: Path) -> None:
    language, phrases, _ = read_words(file)
    harmless = {phrase.text for phrase in phrases if phrase.concept == "crisis.none"}
    dangers = {phrase.text for phrase in phrases if phrase.concept.startswith("crisis.")} - harmless
    pleas = cycle(["{} bitte", "please {}", "{} help", "hilfe, {}"])
    lines = [plea.format(danger) for danger, plea in zip(sorted(dangers), pleas, strict=False)]
    assert [line for line in lines if not read(line, language).crisis] == []


@pytest.mark.parametrize(
    ("language", "danger", "calm"),
    [
        ("de", "ich will nicht mehr leben", "ich will nicht mehr in der Unterkunft leben"),
        ("en", "I don't want to live", "I don't want to live in this flat"),
        ("fr", "je ne veux plus vivre", "je ne veux plus vivre au foyer"),
        ("es", "no quiero vivir", "no quiero vivir con mi marido"),
        ("pl", "nie chcę żyć", "nie chcę żyć na ulicy"),
        ("uk", "не хочу жити", "не хочу жити в таборі"),
        ("ru", "не хочу жить", "не хочу жить в лагере"),
        ("pt", "não quero viver", "não quero viver na Alemanha"),
        ("sq", "nuk dua të jetoj", "nuk dua të jetoj në kamp"),
    ],
)
def test_a_calm_line_hides_no_alarm(language: str, danger: str, calm: str) -> None:
    assert "suicide" in read(danger, language).crisis
    assert read(calm, language).crisis == ()
    assert "suicide" in read(f"{calm}. {danger}", language).crisis
    assert "suicide" in read(f"{danger}, {calm}", language).crisis


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "ich will nicht mehr in der Unterkunft leben. Ich kann nicht mehr zahlen"),
        ("en", "I do not want to live in the camp anymore. I don't want to live in this flat"),
        ("es", "no quiero vivir en Alemania. no quiero vivir con mis padres"),
        ("pl", "nie chcę żyć z mężem. nie chcę żyć na ulicy"),
        ("ru", "не хочу жить с родителями. не хочу жить в лагере"),
        ("uk", "не хочу жити тут. не хочу жити з чоловіком"),
    ],
)
def test_two_calm_lines_are_calm(language: str, line: str) -> None:
    assert read(line, language).crisis == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("са дуговима", "debt"),
        ("због дуга", "debt"),
        ("породичном саветовалишту", "family"),
        ("избеглицама", "mfd"),
        ("психологом", "psychosocial"),
        ("разводом", "family"),
        ("дрогом", "addiction"),
        ("дуговима у Мајнцу", "debt"),
        ("dugovima", "debt"),
        ("psihologom", "psychosocial"),
    ],
)
def test_serbian_words_change_in_both_scripts(line: str, kind: str) -> None:
    assert kind in read(line, "sr").kinds
