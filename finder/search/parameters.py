"""Request parameters -> SearchQuery: one small reader a parameter, composed; whatever is wrong is said in a sentence.

Knows no web framework: it takes a mapping of lists, as every framework can give. Messages are German msgids that the
web layer translates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from directory.vocabulary import kinds, languages, offices, statuses, topics
from finder.search.query import PlaceMeant, SearchQuery
from geo.districts import districts
from geo.errors import BadInput, UnknownPlace
from geo.gazetteer import gazetteer
from geo.places import Place

MAX_Q = 500
MAX_PER_PAGE = 100
MAX_RADIUS_KM = 500.0
Params = Mapping[str, Sequence[str]]
# As JSON writes numbers, and nothing else that float() takes (nan, inf, 1_0).
NUMBER = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)

_TRUE = {"1", "true", "yes", "on", "ja"}
_FALSE = {"", "0", "false", "no", "off", "nein"}


def one_value(params: Params, name: str) -> str:
    """What stands for a name that has one value, empty where nothing does. Raises BadInput where two values differ:
    whichever we chose, the answer might be about somebody else."""
    given = {value.replace("\x00", " ").strip() for value in params.get(name, ())} - {""}
    if len(given) > 1:
        raise repeated(name)
    return next(iter(given), "")


def _is_long(params: Params, name: str) -> bool:
    """Counted as it was sent, blanks around it too."""
    return any(len(value) > MAX_Q for value in params.get(name, ()))


def _bad(field: str, message: str, code: str = "bad_input") -> BadInput:
    error = BadInput(message, field=field)
    error.code = code
    return error


def repeated(field: str) -> BadInput:
    """Two values where one is asked for."""
    error = BadInput("Hier geht nur ein Wert.", field=field)
    error.code = "repeated"
    return error


def _codes(params: Params, name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Repeated values, each also as a comma list; every one must be known."""
    raw = [part.strip() for value in params.get(name, ()) for part in value.replace("\x00", " ").split(",")]
    values = tuple(dict.fromkeys(value for value in raw if value))
    known = set(known)
    for value in values:
        if value not in known:
            raise _bad(name, "Diesen Wert kennen wir nicht.", "unknown_code")
    return values


def _whole(params: Params, name: str, default: int, low: int, high: int | None) -> int:
    text = one_value(params, name)
    if not text:
        return default
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise _bad(name, "Das ist keine ganze Zahl.", "not_a_number")
    value = int(text)
    if value < low or (high is not None and value > high):
        raise _bad(name, "Diese Zahl liegt außerhalb des Erlaubten.", "out_of_range")
    return value


def _flag(params: Params, name: str) -> bool:
    text = one_value(params, name).lower()
    if text not in _TRUE | _FALSE:
        raise _bad(name, "Hier geht nur ja oder nein (1 oder 0).")
    return text in _TRUE


def _radius(params: Params) -> float | None:
    text = one_value(params, "radius_km")
    if not text:
        return None
    if not NUMBER.fullmatch(text) or not 0 < float(text) <= MAX_RADIUS_KM:
        raise _bad("radius_km", "Der Umkreis muss eine Zahl zwischen 0 und 500 Kilometern sein.", "out_of_range")
    if not one_value(params, "near"):
        raise _bad("radius_km", "Zu einem Umkreis gehört ein Ort.", "radius_without_near")
    return float(text)


def meant(place: Place) -> PlaceMeant:
    """A gazetteer place as the place of a query."""
    return PlaceMeant(
        label=place.label,
        districts=() if place.outside_km is not None else place.districts,
        lat=place.lat,
        lon=place.lon,
        municipality=place.key if place.kind == "municipality" else None,
        municipalities=place.municipalities,
        postcode=place.postcode,
        outside=place.outside_km is not None,
    )


def _near(params: Params) -> PlaceMeant | None:
    text = one_value(params, "near")
    if not text:
        return None
    if _is_long(params, "near"):
        raise _bad("near", "Diesen Ort kennen wir nicht.", "unknown_place")
    try:
        return meant(gazetteer().resolve(text))
    except UnknownPlace as error:
        raise UnknownPlace(error.message, field="near") from error


def _birth_date(text: str, today: date) -> int:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # fromisoformat takes weeks and days of the year too
        raise ValueError("no YYYY-MM-DD")
    born = date.fromisoformat(text)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _age(params: Params, today: date) -> int | None:
    """Whole years, or a birth date, of which only the years are kept; a form has a field for each, and both may be
    filled in where they agree."""
    texts = {value.replace("\x00", " ").strip() for value in params.get("age", ())} - {""}
    ages = {_years(text, today) for text in texts}
    if len(ages) > 1:
        raise repeated("age")
    return next(iter(ages), None)


def _years(text: str, today: date) -> int:
    try:
        age = int(text) if re.fullmatch(r"[0-9]{1,3}", text) else _birth_date(text, today)
    except ValueError as error:
        raise _bad("age", "Das Alter bitte in ganzen Jahren oder als Geburtsdatum JJJJ-MM-TT.") from error
    if not 0 <= age <= 120:
        raise _bad("age", "Das Alter liegt außerhalb des Möglichen.", "out_of_range")
    return age


def _status(params: Params) -> str | None:
    one_value(params, "status")
    chosen = _codes(params, "status", statuses())
    if len(chosen) > 1:
        raise repeated("status")
    return next(iter(chosen), None)


def answers_about_oneself(params: Params, today: date) -> tuple[int | None, str | None]:
    """Age in whole years and code of status, each None where nothing was said. Neither goes into a message."""
    return _age(params, today), _status(params)


def chosen_kinds(params: Params) -> tuple[str, ...]:
    return _codes(params, "kind", kinds())


def home_district(params: Params) -> str | None:
    """The one district where somebody lives; None where nothing was said."""
    chosen = _codes(params, "district", districts())
    if len(chosen) > 1 or (chosen and len(params["district"]) > 1):
        raise _bad("district", "Hier geht nur ein Landkreis oder eine Stadt.")
    return next(iter(chosen), None)


def page_language(params: Params) -> str:
    """Any language tag; the nearest language we have answers."""
    return re.sub(r"[^A-Za-z0-9-]", "", one_value(params, "ui"))[:35] or "de"


def _question(params: Params) -> str:
    text = one_value(params, "q")
    if _is_long(params, "q"):
        raise _bad("q", "Bitte kürzer schreiben: höchstens 500 Zeichen.", "too_long")
    return text


def _refuse_answers_in_links(params: Params) -> None:
    for name in ("age", "status"):
        if any(value.replace("\x00", " ").strip() for value in params.get(name, ())):
            raise _bad(name, "Alter und Status gehören nicht in eine Adresse. Bitte mit POST senden.", "post_only")


def wanted_codes() -> set[str]:
    """What may stand in ``want``: kinds, topics, offices. A kind and a topic may share a code; then both are meant."""
    return {*kinds(), *topics(), *offices()}


def read_query(params: Params, *, now: datetime, answers_allowed: bool) -> SearchQuery:
    """Raises BadInput with ``field`` and ``code``. ``answers_allowed`` is True only for POST."""
    if not answers_allowed:
        _refuse_answers_in_links(params)
    many: Callable[[str, Iterable[str]], tuple[str, ...]] = partial(_codes, params)
    age, status = answers_about_oneself(params, now.date())
    fields: dict[str, Any] = {
        "q": _question(params),
        "ui": page_language(params),
        "kinds": chosen_kinds(params),
        "topics": many("topic", topics()),
        "languages": many("language", languages()),
        "districts": many("district", districts()),
        "wants": many("want", wanted_codes()),
        "near": _near(params),
        "radius_km": _radius(params),
        "open_now": _flag(params, "open_now"),
        "age": age,
        "status": status,
        "page": _whole(params, "page", 1, 1, None),
        "per_page": _whole(params, "per_page", 20, 1, MAX_PER_PAGE),
        "now": now,
    }
    return SearchQuery(**fields)
