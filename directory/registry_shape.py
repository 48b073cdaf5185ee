"""From a TOML table to a dataclass of ``registry_files``: types, names and allowed words, problem by problem.

Nothing is coerced: a number where text belongs is a problem with its field, so that a person finds the line.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Complain = Callable[[str, str], None]  # (field, message)

_WORDS: dict[type, str] = {str: "text", bool: "true or false", float: "a number", int: "a whole number", list: "a list"}


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def build(cls: type[T], table: Mapping[str, Any], complain: Complain, prefix: str = "") -> T | None:
    """An instance of ``cls`` from ``table``; None where a needed field is missing or wrong. Every problem is told."""
    fields = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
    for name in table:
        if name not in fields:
            complain(prefix + name, "is no field of the format")
    hints = _hints(cast(Any, cls))
    values: dict[str, Any] = {}
    sound = True
    for name, field in fields.items():
        if name not in table:
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                optional = NoneType in get_args(hints[name])
                if not optional:
                    complain(prefix + name, "is missing")
                    sound = False
                values[name] = None
            continue
        value, good = _value(hints[name], table[name], complain, prefix + name)
        sound = sound and good
        values[name] = value
    return cls(**values) if sound else None


def _value(hint: Any, value: Any, complain: Complain, where: str) -> tuple[Any, bool]:
    origin, args = get_origin(hint), get_args(hint)
    if hint is object:
        return value, True
    if NoneType in args:
        return _value(next(arg for arg in args if arg is not NoneType), value, complain, where)
    if origin is Literal:
        return _word(args, value, complain, where)
    if origin is list:
        return _list(args[0], value, complain, where)
    if origin is dict:
        return _table(value, complain, where)
    return _plain(hint, value, complain, where)


def _word(allowed: tuple[Any, ...], value: Any, complain: Complain, where: str) -> tuple[Any, bool]:
    if value in allowed:
        return value, True
    complain(where, f"is {value!r}; allowed are {', '.join(map(str, allowed))}")
    return None, False


def _plain(hint: type, value: Any, complain: Complain, where: str) -> tuple[Any, bool]:
    if hint is float and type(value) is int:
        return float(value), True
    if type(value) is hint:
        return value, True
    complain(where, f"must be {_WORDS.get(hint, hint.__name__)}")
    return None, False


def _list(item: Any, value: Any, complain: Complain, where: str) -> tuple[Any, bool]:
    if not isinstance(value, list):
        complain(where, "must be a list")
        return None, False
    if not dataclasses.is_dataclass(item):
        results = [_value(item, one, complain, where) for one in value]
        return [one for one, _ in results], all(good for _, good in results)
    if not all(isinstance(one, dict) for one in value):
        complain(where, "must be a list of tables")
        return None, False
    built = [build(item, one, complain, f"{where}.{_label(one, at)}.") for at, one in enumerate(value, 1)]  # type: ignore[arg-type]
    return built, all(one is not None for one in built)


def _label(table: Mapping[str, Any], at: int) -> str:
    return str(table.get("key") or table.get("id") or at)


def _table(value: Any, complain: Complain, where: str) -> tuple[Any, bool]:
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return value, True
    complain(where, "must be a table of texts")
    return None, False
