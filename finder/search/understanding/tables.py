"""The compiled words as plain columns, and how they are packed: small, fast to load, and nothing in them is code."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from finder.search.understanding.packed import Packing

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
    phrases: list[tuple[int, ...]]
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


def pack(tables: Tables) -> bytes:
    """All of it as columns in one buffer. A mask has too many bits for a column: there stands its place in a list."""
    masks = {mask: number for number, mask in enumerate(dict.fromkeys((*tables.mask, *tables.filler)))}
    alone = {forms[0] for forms in tables.phrases if len(forms) == 1}
    packing = Packing(
        languages=tables.languages, concept_sets=tables.concept_sets, patterns=tables.patterns, masks=list(masks)
    )
    for name, values in (("mask", tables.mask), ("filler", tables.filler)):
        packing.column(name, "I", (masks[value] for value in values))
    for name in ("weight", "total", "needed"):
        packing.column(name, "d", getattr(tables, name))
    for name, code in (("concepts", "H"), ("language", "B"), ("sentence", "B")):
        packing.column(name, code, getattr(tables, name))
    packing.column("alone", "B", (form in alone for form in range(len(tables.plain))))
    packing.rows("phrases", tables.phrases)
    packing.rows("postings", tables.postings)
    packing.words("plain", tables.plain)
    packing.words("folded", tables.by_folded)
    packing.rows("forms", tables.by_folded.values())
    return packing.to_bytes()


def presorted(by_folded: dict[str, list[int]]) -> dict[str, list[int]]:
    """In the order of the keys, so that they can be looked up by halving."""
    return {key: by_folded[key] for key in sorted(by_folded)}
