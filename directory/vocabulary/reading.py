"""Reading of data files made of TOML blocks: a header with source and date, then one table of blocks by code.

Nothing here knows what a kind or a rule is; it knows what makes a block wrong and says so with file and code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import LotseError

_CODE = re.compile(r"[a-z][a-z0-9_-]*")
Texts = Mapping[str, str]  # language code -> text


class BadData(LotseError):
    """A file under data/ is wrong: the message names file, block and what is missing or unknown."""

    code = "bad_data"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a data file, with typed access that fails with a sentence, never with a KeyError."""

    file: str
    code: str
    values: Mapping[str, Any]

    def wrong(self, what: str) -> BadData:
        return BadData(f"{self.file}, {self.code}: {what}")

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.text_or_none(key)
        if not value:
            raise self.wrong(f"{key} is missing")
        return value

    def text_or_none(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"{key} is not a text")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false; must be there where no default is given."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} is not true or false")
        return value

    def number_or_none(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.wrong(f"{key} is not a whole number")
        return value

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of texts without repetition; empty where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{key} is not a list of texts")
        if len(set(value)) != len(value):
            raise self.wrong(f"{key} names something twice")
        return tuple(value)

    def texts(self, key: str, needed: Iterable[str] = ()) -> Texts:
        """Texts by language; each language of ``needed`` must be there and not be empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self.wrong(f"{key} is not a table of texts by language")
        missing = [language for language in needed if not value.get(language, "").strip()]
        if missing:
            raise self.wrong(f"{key} is missing in {', '.join(missing)}")
        return dict(value)

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(f"{key} is {value!r}, not one of {', '.join(sorted(allowed))}")
        return value

    def check_known(self, key: str, known: Collection[str]) -> None:
        """Every code in the list ``key`` must be one of ``known``."""
        for code in self.codes(key):
            if code not in known:
                raise self.wrong(f"{key} names {code!r}, which is not known")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file read: ``languages`` are those in which every text must exist."""

    source: str
    as_of: str
    languages: tuple[str, ...]
    blocks: tuple[Block, ...]


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed file; raises BadData with the parser's line number."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadData(f"{path.name} is missing in {path.parent.name}/") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(f"{path.name}: {error}") from error


def read_blocks(path: Path, table: str) -> DataFile:
    """``[table.code]`` blocks of a vocabulary file, in their order in the file."""
    raw = read_toml(path)
    header = Block(path.name, "header", {key: value for key, value in raw.items() if key != table})
    blocks = tuple(Block(path.name, code, values) for code, values in raw.get(table, {}).items())
    for block in blocks:
        if not _CODE.fullmatch(block.code) or not isinstance(block.values, dict):
            raise block.wrong("is not a block with a code of small letters")
    return DataFile(header.text("source"), header.text("as_of"), header.codes("languages"), blocks)


def read_rows(path: Path, table: str) -> DataFile:
    """``[[table]]`` rows of a rules file; each has an ``id`` of its own."""
    raw = read_toml(path)
    header = Block(path.name, "header", {key: value for key, value in raw.items() if key != table})
    rows = tuple(Block(path.name, str(row.get("id", f"row {n}")), row) for n, row in enumerate(raw.get(table, []), 1))
    seen: set[str] = set()
    for row in rows:
        if row.text("id") in seen:
            raise row.wrong("is there twice")
        seen.add(row.code)
    return DataFile(header.text("source"), header.text("as_of"), header.codes("languages"), rows)
