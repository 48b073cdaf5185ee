"""The stored form of what people write differently: web addresses, e-mail, phone numbers, waiting times.

Every entrance comes through here before anything is checked or compared: edits and accepted proposals by
``directory.editing``, files of every format by ``directory.exchange.planning``. What cannot be read stays as it is,
and the checks say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from directory.contacts import clean_email, clean_url, is_phone, parse_phones
from directory.facts import Facts
from directory.intake import band_of


def normal(facts: Mapping[str, Any]) -> Facts:
    """The same facts in the stored form. Values of the wrong type are left to the checks."""
    return {field: normal_value(field, content) for field, content in facts.items()}


def normal_value(field: str, content: Any) -> Any:
    """One value; a door's field is treated like the service's."""
    name = field.rpartition(".")[2]
    if name == "phones" and isinstance(content, list):
        return phones(content) if all(isinstance(item, str) for item in content) else content
    if isinstance(content, str) and name in _TEXTS:
        return _TEXTS[name](content) or content
    return content


def phones(written: Iterable[str]) -> list[str]:
    """E.164 or short numbers, each once, extensions kept; as written where it can be read as none."""
    return list(dict.fromkeys(number for item in written for number in _numbers(item)))


def _numbers(item: str) -> list[str]:
    if is_phone(item.partition(";ext=")[0]) or any(map(str.isalpha, item)):  # letters would be read as keys of a phone
        return [item]
    return parse_phones(item) or [item]


_TEXTS: dict[str, Callable[[str], str | None]] = {"url": clean_url, "email": clean_email, "intake_band": band_of}
