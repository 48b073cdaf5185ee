"""Long words taken apart over the lexicon's own words: Mietschuldenhilfe = Miet + schulden + hilfe."""

from __future__ import annotations

from collections.abc import Iterator

from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.typos import near_words

_SHORTEST_WORD = 8
_SHORTEST_PART = 4
_LONG = 11  # letters of a word of which one part may be mistyped
_UNKNOWN = 5  # a part that nobody knows may stand at one end, beside a part of at least so many letters


def split_compound(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts, as forms of the lexicon, where all of them are known; the fewest win, none is below four letters."""
    return _fewest(word, lexicon) if _may_be_compound(word, lexicon) else ()


def known_end(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The longest known word at the end of a compound (Nachbars-kind), else the longest at its start (Sucht-klinik)."""
    return _one_end(word, lexicon) if _may_be_compound(word, lexicon) else ()


def mended_compound(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Two parts, one of them with a slip (Inkaso-schreiben, Schulden-beratug), if only one word can be meant by it."""
    if not _may_be_compound(word, lexicon) or len(word) < _LONG:
        return ()
    splits = ((word[:at], word[at:]) for at in range(_UNKNOWN, len(word) - _UNKNOWN + 1))
    found = {parts for first, last in splits for parts in _one_mended(first, last, lexicon)}
    return found.pop() if len(found) == 1 else ()


def _one_mended(first: str, last: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The known part tells more than its length: "Kinder" and an unknown name make no other word."""
    if _is_word(last, lexicon):
        yield from ((meant, last) for meant in _meant(first, lexicon))
    known = _part(first, lexicon, last=False)
    if known and len(last) > _UNKNOWN:
        yield from ((known, meant) for meant in _meant(last, lexicon))


def _meant(part: str, lexicon: Lexicon) -> list[str]:
    words = (word for word in near_words(part, lexicon) if lexicon.known(word) & lexicon.compounding)
    return [word for word in words if _telling(word, lexicon)]


def _may_be_compound(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= _SHORTEST_WORD and lexicon.compounding > 0 and word.isalpha()


def _fewest(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Dynamic programming from the left: the best way to reach each letter."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(_SHORTEST_PART, len(word) + 1):
        for start, parts in list(best.items()):
            found = _part(word[start:end], lexicon, last=end == len(word))
            if found and (end not in best or len(parts) + 1 < len(best[end])):
                best[end] = (*parts, found)
    return best.get(len(word), ()) if len(best.get(len(word), ())) > 1 else ()


def _part(piece: str, lexicon: Lexicon, *, last: bool) -> str | None:
    """The form that this piece is, with linking letters unless it stands at the end."""
    if len(piece) < _SHORTEST_PART:
        return None
    if _is_word(piece, lexicon):
        return piece
    if last:
        return None
    for letters in lexicon.linking:
        bare = piece.removesuffix(letters)
        if bare != piece and len(bare) >= _SHORTEST_PART and _is_word(bare, lexicon):
            return bare
    for ending in ("e", "en"):  # Miet(e)schulden, Schul(e)platz
        if len(piece) >= _SHORTEST_PART and _is_word(piece + ending, lexicon):
            return piece + ending
    return None


def _is_word(piece: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.known(piece) & lexicon.compounding)


def _one_end(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    for start in range(3, len(word) - _SHORTEST_PART + 1):
        if _is_word(word[start:], lexicon) and _telling(word[start:], lexicon):
            return (word[start:],)
    for end in range(len(word) - _SHORTEST_PART, _UNKNOWN - 1, -1):
        found = _part(word[:end], lexicon, last=False)
        if found and _telling(found, lexicon):
            return (found,)
    return ()


def _telling(word: str, lexicon: Lexicon) -> bool:
    """Whether the word carries meaning by itself: a filler at one end ('…hilfe') tells nothing."""
    return any(lexicon.alone[form] or not lexicon.filler[form] & lexicon.compounding for form in lexicon.forms(word))
