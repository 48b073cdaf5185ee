"""Reading and writing the registry's TOML files: ``read_registry(folder)``, ``write_registry(entries, folder)``.

The reader collects all problems of all files before it raises. The writer has one fixed layout (fields in the order of
``Entry``, services by key, nothing empty), so that a change of one fact is a change of one line. No library writes
TOML that way, hence the few lines of our own below.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from directory.registry_checks import STATEWIDE, check_entry, repeated
from directory.registry_files import Entry, EntryDoor
from directory.registry_shape import build
from geo.errors import BadInput

FORMAT = 1
_WIDTH = 120  # a list that does not fit into a line stands one item a line
_ALWAYS = {"kinds"}
_BLOCKS = ("doors", "sources", "fact_sources", "earlier")  # tables stand after the plain fields


@dataclass(frozen=True, slots=True)
class RegistryProblem:
    """One thing to mend. ``line`` is the first line of the service, or of the fault in a file that is no TOML."""

    file: str
    line: int | None
    service: str | None  # its key, if it has one
    field: str | None
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        what = ", ".join(part for part in (self.service, self.field) if part)
        return f"{where}: {what}: {self.message}" if what else f"{where}: {self.message}"


class BadRegistry(BadInput):
    """The registry files cannot be used; ``problems`` holds everything found, in file order."""

    code = "bad_registry"

    def __init__(self, problems: Iterable[RegistryProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_registry(folder: Path) -> list[Entry]:
    """Every service of the folder's ``*.toml``, by file and key. Raises BadRegistry with all problems."""
    problems: list[RegistryProblem] = []
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.toml")):
        entries += _read_file(path, problems)
    for key in sorted(repeated(key for entry in entries for key in (entry.key, *entry.merged_keys))):
        problems.append(RegistryProblem(folder.name, None, key, "key", "stands more than once"))
    if problems:
        raise BadRegistry(problems)
    return entries


def _read_file(path: Path, problems: list[RegistryProblem]) -> list[Entry]:
    text = path.read_text(encoding="utf-8")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(RegistryProblem(path.name, None, None, None, f"is no TOML: {error}"))
        return []
    if document.get("format") != FORMAT:
        problems.append(RegistryProblem(path.name, 1, None, "format", f"must be {FORMAT}"))
    for name in sorted(set(document) - {"format", "service"}):
        problems.append(RegistryProblem(path.name, None, None, name, "is no part of the format"))
    tables = document.get("service", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(RegistryProblem(path.name, None, None, "service", "services stand under [[service]]"))
        return []
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[service]]"]
    lines += [0] * (len(tables) - len(lines))
    found = [_read_entry(table, path, line or None, problems) for table, line in zip(tables, lines, strict=False)]
    return [entry for entry in found if entry is not None]


def _read_entry(
    table: Mapping[str, Any], path: Path, line: int | None, problems: list[RegistryProblem]
) -> Entry | None:
    key = table.get("key")

    def complain(field: str, message: str) -> None:
        problems.append(RegistryProblem(path.name, line, key if isinstance(key, str) else None, field, message))

    entry = build(Entry, table, complain)
    if entry is not None:
        check_entry(entry, path.stem, complain)
    return entry


def write_registry(entries: Iterable[Entry], folder: Path, titles: Mapping[str, str] | None = None) -> list[Path]:
    """Writes one file a district (and ``statewide.toml``) and returns their paths.

    ``titles`` names the districts for the first line; a file that exists keeps its own first comment without it. Files
    of districts without services are removed: the folder afterwards holds exactly ``entries``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_stem: dict[str, list[Entry]] = {}
    for entry in entries:
        by_stem.setdefault(entry.district or STATEWIDE, []).append(entry)
    written = []
    for stem, group in sorted(by_stem.items()):
        path = folder / f"{stem}.toml"
        text = "\n".join([_head(path, (titles or {}).get(stem)), *map(service_toml, sorted(group, key=_by_key))])
        path.write_text(text, encoding="utf-8")
        written.append(path)
    for path in set(folder.glob("*.toml")) - set(written):
        path.unlink()
    return written


def _by_key(entry: Entry) -> str:
    return entry.key


def _head(path: Path, title: str | None) -> str:
    comment = [f"# {title or path.stem}"]
    if title is None and path.exists():
        kept = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                break
            kept.append(line)
        comment = kept or comment
    return "\n".join([*comment, "", f"format = {FORMAT}", ""])


def service_toml(entry: Entry) -> str:
    """The block of one service, as it stands in its file."""
    lines = ["[[service]]", *_plain_lines(entry)]
    for name in _BLOCKS:
        value = _in_order(entry) if name == "fact_sources" else getattr(entry, name)
        if isinstance(value, dict) and value:
            lines += ["", f"[service.{name}]", *(f"{_name(key)} = {_scalar(item)}" for key, item in value.items())]
        elif isinstance(value, list):
            for item in value:
                lines += ["", f"[[service.{name}]]", *_plain_lines(item)]
    return "\n".join(lines) + "\n"


def _in_order(entry: Entry) -> dict[str, str]:
    """The facts' sources in the order in which the facts stand in the file: the service's own, then door by door."""
    names = [field.name for field in fields(Entry)]
    names += [f"doors.{door.key}.{field.name}" for door in entry.doors for field in fields(EntryDoor)]
    return {name: entry.fact_sources[name] for name in names if name in entry.fact_sources}


def _plain_lines(item: Any) -> list[str]:
    lines = []
    for field in fields(item):
        value = getattr(item, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if value is None or (field.name in _BLOCKS and isinstance(item, Entry)):
            continue
        if value == default and field.name not in _ALWAYS:
            continue
        lines.append(f"{field.name} = {_scalar(value, room=_WIDTH - len(field.name) - 3)}")
    return lines


def _name(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else _text(key)


def _scalar(value: object, room: int = _WIDTH) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        items = [_scalar(item) for item in value]
        line = "[" + ", ".join(items) + "]"
        return line if len(line) <= room else "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    return _text(str(value))


def _text(value: str) -> str:
    # JSON's escapes are TOML's; DEL is the one sign that JSON leaves bare and TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
