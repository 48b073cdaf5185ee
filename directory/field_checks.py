"""Checks of single fields: is the value of the right shape, and does every word and number in it hold up?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from directory import hours, vocabulary
from directory.contacts import clean_email, clean_url, is_phone
from directory.facts import blank
from directory.records import RELATION_TYPES, Certificate, Channel, Intake, Scope, Status
from geo.districts import districts
from geo.resources import data_dir

Found = tuple[str, str]  # code of directory.problems, the value at fault
Check = Callable[[str], str | None]  # an item -> code of what is wrong with it

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_KEY = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
_LONGEST_KEY = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SHOWN = 60  # characters of a faulty value that a report repeats


def is_key(text: str) -> bool:
    """Whether a text can be the key of a service or of a door."""
    return bool(_KEY.fullmatch(text)) and len(text) <= _LONGEST_KEY


@cache
def rules() -> dict[str, Any]:
    """The words and numbers of data/rules/checks.toml."""
    return tomllib.loads((data_dir() / "rules" / "checks.toml").read_text(encoding="utf-8"))


def check_field(field: str, content: Any) -> Iterator[Found]:
    """All problems of one value. ``field`` must exist (``facts.blank`` knows it)."""
    if not fits(field, content):
        yield "wrong_type", repr(content)[:_SHOWN]
        return
    check = CHECKS.get(field.rpartition(".")[2], _anything)
    for item in content if isinstance(content, list) else [content]:
        if isinstance(item, str):
            code = _text_problem(item) or check(item)
            if code:
                yield code, str(rules()["longest_text"]) if code == "too_long" else item[:_SHOWN]


def fits(field: str, content: Any) -> bool:
    """Whether the value is of the type that this field has."""
    model = blank(field)
    if isinstance(model, bool):
        return isinstance(content, bool)
    if isinstance(model, list):
        return isinstance(content, list) and all(isinstance(item, str) and item for item in content)
    if field.endswith((".lat", ".lon")):
        return content is None or (isinstance(content, float | int) and not isinstance(content, bool))
    return isinstance(content, str) or (content is None and model is None)


def _text_problem(text: str) -> str | None:
    if len(text) > rules()["longest_text"]:
        return "too_long"
    return "control_character" if _CONTROL.search(text) else None


def _anything(_: str) -> None:
    return None


def _unless(good: Callable[[str], Any], code: str) -> Check:
    return lambda text: None if good(text) else code


def _word_of(literal: Any) -> Check:
    return _unless(get_args(literal).__contains__, "unknown_word")


def _language(code: str) -> str | None:
    if not _LANGUAGE.fullmatch(code):
        return "bad_language"
    return None if code in vocabulary.languages() else "unknown_language"


def _district(key: str) -> str | None:
    if key in districts():
        return None
    return "dropped_zero" if f"0{key}" in districts() else "unknown_district"


def _phone(written: str) -> bool:
    number, marked, extension = written.partition(";ext=")
    return is_phone(number) and (not marked or extension.isdecimal())


def _municipality(key: str) -> bool:
    return len(key) == 8 and key.isdecimal() and key[:5] in districts()


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# By the last part of the field's name: a door's phones are checked like the service's.
CHECKS: dict[str, Check] = {
    "doors": _unless(is_key, "bad_key"),
    "kinds": _unless(lambda code: code in vocabulary.kinds(), "unknown_kind"),
    "topics": _unless(lambda code: code in vocabulary.topics(), "unknown_topic"),
    "topics_dropped": _unless(lambda code: code in vocabulary.topics(), "unknown_topic"),
    "office": _unless(lambda code: code in vocabulary.offices(), "unknown_office"),
    "languages": _language,
    "phones": _unless(_phone, "bad_phone"),
    "hours": _unless(hours.is_valid, "bad_hours"),
    "email": _unless(clean_email, "bad_email"),
    "url": _unless(clean_url, "bad_url"),
    "district": _district,
    "areas": _district,
    "area_municipalities": _unless(_municipality, "bad_municipality"),
    "postcode": _unless(re.compile(r"\d{5}", re.ASCII).fullmatch, "bad_postcode"),
    "intake_until": _unless(_day, "bad_date"),
    "status": _word_of(Status),
    "scope": _word_of(Scope),
    "intake": _word_of(Intake),
    "certificate": _word_of(Certificate),
    "channels": _word_of(Channel),
    **{kind: _unless(is_key, "bad_key") for kind in RELATION_TYPES},
}
