"""The compiled words as plain columns, as they are kept in the cache: fast to load, and nothing in them is code."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

# A word that stands in the phrases of many concepts says little; a filler says nearly nothing.
FILLER_WEIGHT = 0.35
_BEST_WEIGHT = 1.5
_LEAST_SHARE = 0.5  # of a phrase's weight that must stand in a line for it to count at all


@dataclass(slots=True)
class Tables:
    """Forms and phrases are numbered; languages are bits of a mask, numbered as in ``languages``.

    Of forms: ``plain`` (with accents), ``mask`` of languages, ``filler`` (mask of languages in which it means nothing),
    ``weight``, ``postings`` (phrases that it tells). ``by_folded`` is in the order of its keys. Of phrases: ``phrases``
    (forms in order), ``concepts`` (a number in ``concept_sets``), ``language``, ``sentence`` (0 or 1), ``total``
    weight, and ``needed``: the weight that its telling words must bring.
    """

    languages: list[str]
    plain: list[str]
    mask: list[int]
    filler: list[int]
    weight: list[float]
    postings: list[list[int]]
    by_folded: dict[str, list[int]]
    phrases: list[list[int]]
    concepts: list[int]
    concept_sets: list[list[str]]
    language: list[int]
    sentence: list[int]
    total: list[float]
    needed: list[float]
    patterns: dict[str, dict[str, list[str]]]

    def weigh(self) -> None:
        """Fills ``weight``, ``postings``, ``total`` and ``needed`` from the rest."""
        self.weight = _weights(self)
        self.postings = [[] for _ in self.plain]
        for number, forms in enumerate(self.phrases):
            filler = [form for form in set(forms) if self.is_filler(form, number)]
            telling = [form for form in dict.fromkeys(forms) if form not in filler]
            for form in telling or filler:
                self.postings[form].append(number)
            fillers, rest = FILLER_WEIGHT * len(filler), sum(self.weight[form] for form in telling)
            self.total.append(round(fillers + rest, 4))
            self.needed.append(round(max(0.0, _LEAST_SHARE * (fillers + rest) - fillers), 4))

    def is_filler(self, form: int, phrase: int) -> bool:
        """Whether the form carries no meaning in the language of the phrase."""
        return bool(self.filler[form] >> self.language[phrase] & 1)


def _weights(tables: Tables) -> list[float]:
    """By the number of concepts whose phrases a form stands in; a kind and a topic of one code are one."""
    seen: dict[int, set[str]] = defaultdict(set)
    codes = [{concept.partition(".")[2] or concept for concept in found} for found in tables.concept_sets]
    for forms, concepts in zip(tables.phrases, tables.concepts, strict=True):
        for form in forms:
            seen[form] |= codes[concepts]
    spread = (max(1, len(seen[form])) for form in range(len(tables.plain)))
    return [round(_BEST_WEIGHT / (1 + 0.4 * math.log(count)), 4) for count in spread]


def store(tables: Tables, file: Path) -> None:
    """Written aside and moved into place, so that nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".part")
    aside.write_text(json.dumps(asdict(tables), ensure_ascii=False), encoding="utf-8")
    aside.replace(file)


def load(file: Path) -> Tables:
    """The tables as stored."""
    return Tables(**json.loads(file.read_text(encoding="utf-8")))


def presorted(by_folded: dict[str, Sequence[int]]) -> dict[str, list[int]]:
    """In the order of the keys, so that loading need not sort."""
    return {key: list(by_folded[key]) for key in sorted(by_folded)}
