"""The query parameters of the Open Referral API. Whatever is wrong is a BadInput that names the parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.exchange.hsds.docs import instant
from finder.search.parameters import NUMBER
from finder.web.hsds.items import split_words
from geo.errors import BadInput, UnknownPlace
from geo.gazetteer import gazetteer
from geo.places import Place

Params = Mapping[str, Sequence[str]]
PER_PAGE = 50
MAX_PER_PAGE = 500
MAX_SEARCH = 500  # characters
MAX_PROXIMITY_M = 500_000
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One question, read and checked. Several terms, or several taxonomies: all of them must fit.

    ``per_page`` None: all on one page. ``modified_after``: UTC, as our documents write it. ``proximity_km`` comes only
    with a ``postcode``.
    """

    words: tuple[str, ...] = ()  # of the search, as entries have them
    only_signs: bool = False  # the search holds something, but no word
    terms: frozenset[str] = frozenset()
    taxonomies: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    top_only: bool = False
    modified_after: str | None = None
    postcode: Place | None = None
    proximity_km: float | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    page: int = 1
    per_page: int | None = PER_PAGE
    lines: bool = False  # NDJSON, without pages


def read(params: Params) -> Wanted:
    """All parameters of all lists; one that a list does not have is ignored there. Raises BadInput."""
    minimal = _flag(params, "minimal")
    postcode = _postcode(params)
    words = _search(params)
    return Wanted(
        words=words,
        only_signs=not words and bool(_last(params, "search")),
        terms=_ids(params, "taxonomy_term_id"),
        taxonomies=_ids(params, "taxonomy_id"),
        organizations=_ids(params, "organization_id"),
        parents=_ids(params, "parent_id"),
        top_only=_flag(params, "top_only"),
        modified_after=_modified_after(params),
        postcode=postcode,
        proximity_km=_proximity(params, postcode),
        minimal=minimal,
        full=_flag(params, "full"),
        full_service=_flag(params, "full_service"),
        page=_whole(params, "page", 1, 10**9) or 1,
        per_page=_whole(params, "per_page", None if minimal else PER_PAGE, MAX_PER_PAGE),
        lines=_lines(params),
    )


def _last(params: Params, name: str) -> str:
    """The value of a parameter that has one; two different ones are no question."""
    given = params.get(name) or [""]
    if len(set(given)) > 1:
        raise _bad(name, "Diesen Wert kennen wir nicht.", "given_twice")
    return given[-1].replace("\x00", " ").strip()


def _bad(field: str, message: str, code: str = "bad_input") -> BadInput:
    error = BadInput(message, field=field)
    error.code = code
    return error


def _search(params: Params) -> tuple[str, ...]:
    text = _last(params, "search")
    if len((params.get("search") or [""])[-1]) > MAX_SEARCH:  # as it was sent, blanks around it too
        raise _bad("search", "Bitte kürzer schreiben: höchstens 500 Zeichen.", "too_long")
    return tuple(split_words(text))


def _ids(params: Params, name: str) -> frozenset[str]:
    """Ids that may repeat. One that nothing bears finds nothing; what is no id at all is a mistake."""
    given = {text.replace("\x00", " ").strip().lower() for text in params.get(name, ())} - {""}
    if not all(_UUID.fullmatch(text) for text in given):
        raise _bad(name, "Diesen Wert kennen wir nicht.", "not_an_id")
    return frozenset(given)


def _flag(params: Params, name: str) -> bool:
    text = _last(params, name).lower()
    if text not in ("", "true", "1", "false", "0"):
        raise _bad(name, "Hier geht nur ja oder nein (1 oder 0).", "not_a_boolean")
    return text in ("true", "1")


def _whole(params: Params, name: str, default: int | None, high: int) -> int | None:
    text = _last(params, name)
    if not text:
        return default
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", text):
        raise _bad(name, "Das ist keine ganze Zahl.", "not_a_number")
    if not 1 <= int(text) <= high:
        raise _bad(name, "Diese Zahl liegt außerhalb des Erlaubten.", "out_of_range")
    return int(text)


def _modified_after(params: Params) -> str | None:
    """A day or an instant in ISO 8601; without a zone it is UTC. A plus in an address arrives as a blank."""
    text = re.sub(r"(?<=\d) (?=\d\d:?\d\d$)", "+", _last(params, "modified_after"))
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return instant(moment.isoformat() if moment.tzinfo else f"{moment.isoformat()}+00:00")
    except (ValueError, OverflowError) as error:
        raise _bad("modified_after", "Diesen Wert kennen wir nicht.", "not_a_date") from error


def _postcode(params: Params) -> Place | None:
    text = _last(params, "postcode")
    if not text:
        return None
    found = gazetteer().postcodes.get(text)
    if found is None:
        raise UnknownPlace("Diesen Ort kennen wir nicht.", field="postcode")
    return found


def _proximity(params: Params, postcode: Place | None) -> float | None:
    """Metres in, kilometres out."""
    text = _last(params, "proximity")
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise _bad("proximity", "Das ist keine ganze Zahl.", "not_a_number")
    metres = float(text)
    if not 0 < metres <= MAX_PROXIMITY_M:
        raise _bad("proximity", "Diese Zahl liegt außerhalb des Erlaubten.", "out_of_range")
    if postcode is None:
        raise _bad("proximity", "Zu einem Umkreis gehört ein Ort.", "proximity_without_postcode")
    return metres / 1000


def _lines(params: Params) -> bool:
    text = _last(params, "format").lower()
    if text not in ("", "json", "ndjson"):
        raise _bad("format", "Diesen Wert kennen wir nicht.", "unknown_format")
    return text == "ndjson"
