"""An empty table to fill in: headers in German, and in a spreadsheet a second sheet that explains them."""

from __future__ import annotations

from collections.abc import Iterator

from directory import vocabulary
from directory.exchange import csv, sheets
from directory.exchange.headers import columns
from geo.errors import BadInput

TEMPLATES = ("csv", "xlsx")


def template(format_name: str) -> bytes:
    """The template as a file. Raises BadInput for a format that has none."""
    header = [str(column["de"]) for column in columns().values() if "de" in column]
    if format_name == "csv":
        return b"\xef\xbb\xbf" + csv.write_rows([header])  # the mark by which Excel knows UTF-8
    if format_name == "xlsx":
        return sheets.write_rows([header], title="Dienste", more={"Erklärung": _explained()})
    raise BadInput(f"There is no template in the format {format_name!r}.", field="format")


def _explained() -> Iterator[list[str]]:
    yield ["Spalte", "Was hinein gehört"]
    for column in columns().values():
        if "de" in column:
            yield [str(column["de"]), str(column["help"])]
    for title, entries in (
        ("Art", vocabulary.kinds()), ("Themen", vocabulary.topics()), ("Sprachen", vocabulary.languages())
    ):  # fmt: skip
        yield ["", ""]
        yield [f"{title}: Kürzel", f"{title}: Wort"]
        for code, entry in entries.items():
            yield [code, entry.label("de")]
