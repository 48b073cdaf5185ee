"""From the files of words to a Lexicon. The result is kept beside the index if a folder for it is given."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from finder.search.understanding.ages import AgeWords, age_words, said_age
from finder.search.understanding.grammar import Grammar, in_latin, load_grammars
from finder.search.understanding.lexicon import Lexicon, StoredPhrase
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

_FORMAT = 2  # raise it when what is stored changes


def load_lexicon(folder: Path | None = None, *, cache: Path | None = None) -> Lexicon:
    """The words of ``folder`` (data/vocabulary/words) and all labels.

    ``cache`` is a folder for the compiled words; they are used again as long as no file changed. Raises
    tomllib.TOMLDecodeError or KeyError on a broken file of words.
    """
    folder = folder or data_dir() / "vocabulary" / "words"
    grammars = load_grammars()
    if cache is None:
        return _build(_compile(folder, grammars), grammars)
    stored = cache / f"words-{_fingerprint(folder)}.json"
    if not stored.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        aside = stored.with_suffix(".part")
        aside.write_text(json.dumps(_compile(folder, grammars), ensure_ascii=False), encoding="utf-8")
        aside.replace(stored)
    return _build(json.loads(stored.read_text(encoding="utf-8")), grammars)


def _fingerprint(folder: Path) -> str:
    """Changes with every byte of the words, the labels and the grammar."""
    digest = hashlib.blake2b(str(_FORMAT).encode(), digest_size=12)
    for file in (*word_files(folder), *sorted((data_dir() / "vocabulary").glob("*.toml"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _compile(folder: Path, grammars: Mapping[str, Grammar]) -> dict[str, Any]:
    """Plain lists, fit for JSON: languages, forms, phrases, filler, patterns."""
    compiler = _Compiler(grammars)
    patterns: dict[str, Patterns] = {}
    for file in word_files(folder):
        language, phrases, patterns[language] = read_words(file)
        compiler.add(phrases, age_words([patterns[language]], grammars))
    compiler.add(read_labels())
    compiler.add(read_carriers(data_dir() / "vocabulary" / "carriers.toml"))
    return compiler.result() | {"patterns": {code: asdict(found) for code, found in patterns.items()}}


class _Compiler:
    def __init__(self, grammars: Mapping[str, Grammar]) -> None:
        self.grammars = grammars
        self.languages: dict[str, int] = {}
        self.forms: dict[str, int] = {}
        self.folded: list[str] = []
        self.masks: list[int] = []
        self.filler: dict[int, int] = defaultdict(int)
        self.phrases: dict[tuple[int, bool, tuple[int, ...]], list[str]] = {}

    def add(self, phrases: Iterable[Phrase], ages: AgeWords | None = None) -> None:
        for phrase in phrases:
            language = self.languages.setdefault(phrase.language, len(self.languages))
            for spelling in self._spellings(phrase):
                self._add_spelling(_any_age(spelling, ages) if phrase.sentence else spelling, phrase, language)

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
        if not forms:
            return
        if phrase.concept == "filler" and len(forms) == 1:
            self.filler[forms[0]] |= 1 << language
            return
        concepts = self.phrases.setdefault((language, phrase.sentence, forms), [])
        if phrase.concept not in concepts:
            concepts.append(phrase.concept)

    def _form(self, token: Token, language: int) -> int:
        number = self.forms.get(token.plain)
        if number is None:
            number = self.forms[token.plain] = len(self.folded)
            self.folded.append(token.folded)
            self.masks.append(0)
        self.masks[number] |= 1 << language
        return number

    def result(self) -> dict[str, Any]:
        return {
            "languages": list(self.languages),
            "forms": list(zip(self.forms, self.folded, self.masks, strict=True)),
            "phrases": [[forms, concepts, lang, sent] for (lang, sent, forms), concepts in self.phrases.items()],
            "filler": list(self.filler.items()),
        }


def _any_age(tokens: tuple[Token, ...], ages: AgeWords | None) -> tuple[Token, ...]:
    """A sentence without the age that it gives as an example: it fits people of other ages, too."""
    numbers = [index for index, token in enumerate(tokens) if token.number is not None]
    age = said_age(tokens, numbers, ages) if ages and numbers else None
    return tuple(token for i, token in enumerate(tokens) if not (age and i in age.words and i in numbers))


def _build(stored: Mapping[str, Any], grammars: Mapping[str, Grammar]) -> Lexicon:
    codes: dict[tuple[str, ...], tuple[str, ...]] = {}  # few different sets: share them
    phrases = []
    for forms, concepts, language, sentence in stored["phrases"]:
        key = tuple(concepts)
        phrases.append(StoredPhrase(tuple(forms), codes.setdefault(key, key), language, sentence))
    return Lexicon(
        languages=tuple(stored["languages"]),
        forms=tuple((plain, folded, mask) for plain, folded, mask in stored["forms"]),
        phrases=tuple(phrases),
        filler=dict(tuple(pair) for pair in stored["filler"]),
        grammars=grammars,
        patterns={
            code: Patterns(**{k: tuple(v) for k, v in found.items()}) for code, found in stored["patterns"].items()
        },
    )
