"""What a typed word may be: the lexicon's forms that it is, is an inflection of, is made of, or was meant to be."""

from __future__ import annotations

from dataclasses import dataclass, field

from finder.search.understanding.compounds import known_end, mended_compound, split_compound
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.tokens import Token
from finder.search.understanding.typos import Meant, mend, slip

EXACT, ACCENTS, INFLECTED, PREFIXED, SHORT_STEM, PART, MENDED = 1.0, 0.97, 0.9, 0.88, 0.85, 0.8, 0.7
_SHORT = 3  # words of so few letters mean something else in another language too easily
_LONGEST_ENDING = 8
_ARTICLE = "ال"
EVERY_LANGUAGE = -1


@dataclass(slots=True)
class Reading:
    """All that one word may be: form -> quality from 0 to 1. ``known``: languages that have this very word."""

    forms: dict[int, float] = field(default_factory=dict)
    known: int = 0
    filler: int = 0  # languages in which it carries no meaning
    compound: bool = False
    half: bool = False  # a compound of which only one end is known
    mended: str | None = None  # the word that was meant, where a typing error was taken out
    closeness: float = 0.0  # how near the mended word is, 0 to 1

    def offer(self, form: int, quality: float) -> None:
        if quality > self.forms.get(form, 0.0):
            self.forms[form] = quality


def read_word(token: Token, lexicon: Lexicon, ui: int, *, guess: bool = True) -> Reading:
    """The readings of one word; ``ui`` is the mask of the page's language. Guessing is for words nobody knows."""
    reading = Reading()
    _exact(token, reading, lexicon, ui)
    if token.folded.isdigit() or token.folded == "§":
        return reading
    _inflected(token.folded, INFLECTED, reading, lexicon, ui)
    _prefixed(token, reading, lexicon, ui)
    if guess and not reading.known:
        _unknown(token, reading, lexicon, ui)
    return reading


def _unknown(token: Token, reading: Reading, lexicon: Lexicon, ui: int) -> None:
    """No word of any language: guessed, unless it is the inflection of one. Of a foreign one it may be by chance."""
    inflected = [form for form, quality in reading.forms.items() if quality >= PREFIXED]
    if not inflected:
        _guessed(token, reading, lexicon, ui)
    elif not any(lexicon.mask[form] & ui for form in inflected):
        _offer(slip(token.folded, lexicon, ui), reading)


def _exact(token: Token, reading: Reading, lexicon: Lexicon, ui: int) -> None:
    """The word itself. The same letters with other accents fit less, and hardly where the typed spelling is a word."""
    forms = lexicon.forms(token.folded)
    spelled = any(lexicon.plain[form] == token.plain for form in forms)
    for form in forms:
        same = lexicon.plain[form] == token.plain
        if not same and not _may_lack_accents(token, form, lexicon, ui, spelled):
            continue
        reading.known |= lexicon.mask[form]
        reading.filler |= lexicon.filler[form] if same or not spelled else 0
        reading.offer(form, EXACT if same else INFLECTED if spelled else ACCENTS)


def _may_lack_accents(token: Token, form: int, lexicon: Lexicon, ui: int, spelled: bool) -> bool:
    """'no' is not Vietnamese 'nợ' unless the page is; a known word typed with accents is no other one (chcę, chce)."""
    mask = lexicon.mask[form]
    if spelled and not token.plain.isascii():
        return False
    if len(token.folded) <= _SHORT:
        return bool(mask & ui) and token.plain.isascii()
    return bool(mask & ~lexicon.contiguous) or token.plain.isascii()


def _inflected(
    folded: str, quality: float, reading: Reading, lexicon: Lexicon, ui: int, among: int = EVERY_LANGUAGE
) -> None:
    """Two spellings are one word if they are one stem and two endings of the same language; one that has the word, if
    any has it: Turkish endings do not make Schule of Schulden. ``among``: the mask of languages in question."""
    shortest = max(_SHORT, len(folded) - _LONGEST_ENDING)
    for cut in range(len(folded), shortest - 1, -1):
        languages = lexicon.ending_mask.get(folded[cut:], 0) & among
        if languages:
            _same_stem(folded[:cut], languages, quality, reading, lexicon, ui)


def _same_stem(stem: str, languages: int, quality: float, reading: Reading, lexicon: Lexicon, ui: int) -> None:
    longest_rest = 1 if len(stem) <= _SHORT else 3 if len(stem) == 4 else _LONGEST_ENDING
    for other, number in lexicon.with_prefix(stem):
        rest = other[len(stem) :]
        if len(rest) > longest_rest:
            continue
        shared = lexicon.ending_mask.get(rest, 0) & languages & (reading.known or languages)
        if not shared:
            continue
        for form in lexicon.forms_at(number):
            mask = lexicon.mask[form] & shared
            if mask and (len(stem) > _SHORT or mask & ui):
                reading.offer(form, (quality if len(stem) > _SHORT or reading.known else SHORT_STEM) - 0.01 * len(rest))


def _prefixed(token: Token, reading: Reading, lexicon: Lexicon, ui: int) -> None:
    """Article, 'and' or 'in' written together with the word (Arabic, Tigrinya), or what verbs begin with (ge-, mi-)."""
    folded = token.folded
    if reading.known and folded.isascii():
        return
    for length in (4, 3, 2, 1):
        languages = lexicon.prefix_mask.get(folded[:length], 0)
        rest = folded[length:]
        if not languages or len(rest) < _least_rest(folded):
            continue
        for form in lexicon.forms(rest):
            if lexicon.mask[form] & languages:
                reading.offer(form, PREFIXED)
        _inflected(rest, PREFIXED - 0.03, reading, lexicon, ui)
    _without_article(folded, reading, lexicon)


def _least_rest(folded: str) -> int:
    """Letters that must remain: a Latin word says less with four than an Ethiopic one with two."""
    return 4 if folded.isascii() else 2 if folded[0] >= "ሀ" else 3


def _without_article(folded: str, reading: Reading, lexicon: Lexicon) -> None:
    """The word was typed bare and stands with its article in the lexicon; Persian "alcohol" begins with none."""
    languages = lexicon.prefix_mask.get(_ARTICLE, 0)
    for form in lexicon.forms(_ARTICLE + folded):
        if lexicon.mask[form] & languages:
            reading.offer(form, PREFIXED)


def _guessed(token: Token, reading: Reading, lexicon: Lexicon, ui: int) -> None:
    """All parts of a compound, else the word that was meant, else the one end of a compound that is known."""
    parts = split_compound(token.folded, lexicon)
    if not parts and _mended(token, reading, lexicon, ui):
        return
    slipped = () if parts else mended_compound(token.folded, lexicon)
    if slipped:
        reading.mended, reading.closeness = "".join(slipped), 1 - 1 / len(token.folded)
    parts = parts or slipped
    for part in parts or known_end(token.folded, lexicon):
        reading.compound, reading.half = True, not parts
        for form in lexicon.forms(part):
            if lexicon.mask[form] & lexicon.compounding:
                reading.offer(form, PART)
        if parts:
            _inflected(part, PART - 0.03, reading, lexicon, ui, lexicon.compounding)


def _mended(token: Token, reading: Reading, lexicon: Lexicon, ui: int) -> bool:
    return _offer(mend(token.folded, lexicon, ui), reading)


def _offer(meant: Meant | None, reading: Reading) -> bool:
    if meant is None:
        return False
    reading.mended, reading.closeness = meant.display, meant.closeness
    for form in meant.forms:
        reading.offer(form, MENDED * meant.closeness)
    return True
