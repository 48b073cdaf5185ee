"""From the files of words to a Lexicon. The tables are kept beside the index if a folder for them is given."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from finder.search.understanding.ages import AgeWords, age_words, said_age
from finder.search.understanding.grammar import Grammar, in_latin, load_grammars
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.packed import Packed, read, write
from finder.search.understanding.tables import Tables, pack, presorted
from finder.search.understanding.tokens import Token, tokenise
from finder.search.understanding.vocabulary_files import (
    Patterns,
    Phrase,
    read_carriers,
    read_labels,
    read_words,
    word_files,
)
from geo.resources import data_dir
from geo.text import spellings

_FORMAT = 8  # raise it when what is stored changes


def load_lexicon(folder: Path | None = None, *, cache: Path | None = None) -> Lexicon:
    """The words of ``folder`` (data/vocabulary/words) and all labels.

    ``cache`` is a folder for the compiled words; they are used again as long as no file changed. Raises
    tomllib.TOMLDecodeError or KeyError on a broken file of words.
    """
    folder = folder or data_dir() / "vocabulary" / "words"
    grammars = load_grammars()
    return Lexicon(_kept(folder, cache, grammars) if cache else _packed(folder, grammars), grammars)


def _packed(folder: Path, grammars: Mapping[str, Grammar]) -> Packed:
    return Packed(memoryview(pack(compile_words(folder, grammars))))


def _kept(folder: Path, cache: Path, grammars: Mapping[str, Grammar]) -> Packed:
    """As compiled at an earlier start; compiled anew where there is none yet, or a damaged one."""
    file = cache / f"words-{fingerprint(folder)}.bin"
    found = read(file)
    if found is None:
        write(pack(compile_words(folder, grammars)), file)
        for outdated in set(cache.glob("words-*.bin")) - {file}:
            outdated.unlink(missing_ok=True)
        found = read(file)
    return found or _packed(folder, grammars)


def fingerprint(folder: Path) -> str:
    """Changes with every byte of the words, the labels and the grammar."""
    digest = hashlib.blake2b(f"{_FORMAT} {sys.byteorder}".encode(), digest_size=12)
    for file in (*word_files(folder), *sorted((data_dir() / "vocabulary").glob("*.toml"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def compile_words(folder: Path, grammars: Mapping[str, Grammar]) -> Tables:
    """The tables of all words, labels and carriers."""
    compiler = _Compiler(grammars)
    patterns: dict[str, Patterns] = {}
    for file in word_files(folder):
        language, phrases, patterns[language] = read_words(file)
        compiler.add(phrases, age_words({language: patterns[language]}, grammars))
    compiler.add(read_labels())
    compiler.add(read_carriers(data_dir() / "vocabulary" / "carriers.toml"))
    return compiler.tables(patterns)


class _Compiler:
    def __init__(self, grammars: Mapping[str, Grammar]) -> None:
        self.grammars = grammars
        self.languages: dict[str, int] = {}
        self.forms: dict[str, int] = {}
        self.masks: list[int] = []
        self.filler: list[int] = []
        self.by_folded: dict[str, list[int]] = {}
        self.sets: dict[tuple[str, ...], tuple[str, ...]] = {}  # of concepts; each is kept once
        self.phrases: dict[tuple[int, bool, tuple[int, ...]], tuple[str, ...]] = {}

    def add(self, phrases: Iterable[Phrase], ages: AgeWords | None = None) -> None:
        for phrase in phrases:
            language = self.languages.setdefault(phrase.language, len(self.languages))
            # Where words must stand in a row, the gap of a number taken out would match nothing.
            gaps = phrase.sentence and not self.grammars.get(phrase.language, Grammar()).contiguous
            for spelling in self._spellings(phrase):
                self._add_spelling(_any_age(spelling, ages) if gaps else spelling, phrase, language)

    def _spellings(self, phrase: Phrase) -> Iterable[tuple[Token, ...]]:
        """As written; without its apostrophes (dont); and, of Cyrillic words, in Latin letters."""
        yield tokenise(phrase.text)
        if "'" in phrase.text or "’" in phrase.text:
            yield tokenise(phrase.text.replace("'", "").replace("’", ""))
        letters = self.grammars.get(phrase.language, Grammar()).latin
        if letters and phrase.concept != "filler" and not phrase.text.isascii():
            yield tokenise(in_latin(phrase.text, letters))

    def _add_spelling(self, tokens: tuple[Token, ...], phrase: Phrase, language: int) -> None:
        forms = tuple(self._form(token, language) for token in tokens)
        if phrase.concept == "filler" and len(forms) == 1:
            self.filler[forms[0]] |= 1 << language
        elif forms:
            key = language, phrase.sentence, forms
            concepts = self.phrases.get(key, ())
            if phrase.concept not in concepts:
                more = (*concepts, phrase.concept)
                self.phrases[key] = self.sets.setdefault(more, more)

    def _form(self, token: Token, language: int) -> int:
        number = self.forms.get(token.plain)
        if number is None:
            number = self.forms[token.plain] = len(self.masks)
            self.masks.append(0)
            self.filler.append(0)
            for key in {token.folded, *(spellings(token.plain) if _umlaut(token.plain) else ())}:
                self.by_folded.setdefault(key, []).append(number)
        self.masks[number] |= 1 << language
        return number

    def tables(self, patterns: Mapping[str, Patterns]) -> Tables:
        sets: dict[tuple[str, ...], int] = {}
        concepts = [sets.setdefault(found, len(sets)) for found in self.phrases.values()]
        made = Tables(
            languages=list(self.languages),
            plain=list(self.forms),
            mask=self.masks,
            filler=self.filler,
            weight=[],
            postings=[],
            by_folded=presorted(self.by_folded),
            phrases=[forms for _, _, forms in self.phrases],
            concepts=concepts,
            concept_sets=[list(found) for found in sets],
            language=[language for language, _, _ in self.phrases],
            sentence=[int(sentence) for _, sentence, _ in self.phrases],
            total=[],
            needed=[],
            patterns={code: {k: list(v) for k, v in asdict(found).items()} for code, found in patterns.items()},
        )
        made.weigh()
        return made


def _umlaut(plain: str) -> bool:
    return any(letter in plain for letter in "äöü")


def _any_age(tokens: tuple[Token, ...], ages: AgeWords | None) -> tuple[Token, ...]:
    """A sentence without the age that it gives as an example: it fits people of other ages, too."""
    numbers = [index for index, token in enumerate(tokens) if token.number is not None]
    age = said_age(tokens, numbers, ages) if ages and numbers else None
    return tuple(token for i, token in enumerate(tokens) if not (age and i in age.words and i in numbers))
