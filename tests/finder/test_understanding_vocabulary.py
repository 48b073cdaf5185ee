"""The shipped words, all of them: each leads to its concept, each alarm raises its need, each harmless line none."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

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
