"""How far each language has come: what the pages and the data say, against what its catalogue holds."""

from __future__ import annotations

from dataclasses import dataclass

from directory.translations import read_catalogue, texts_of, translations_dir
from directory.vocabulary.spoken import data_texts
from finder.web.languages import LANGUAGES
from finder.web.wording.catalogue import placeholder_faults
from finder.web.wording.collecting import Message, messages


@dataclass(frozen=True, slots=True)
class Completeness:
    """One language. ``missing`` are msgids without a translation, ``unused`` translations that nobody says any more,
    ``faults`` translations that lost a placeholder. ``offered``: the language is in the table of the pages."""

    code: str
    total: int
    missing: tuple[Message, ...]
    unused: tuple[str, ...]
    faults: tuple[str, ...]
    offered: bool


def everything() -> dict[Message, frozenset[str]]:
    """Every msgid with the languages that need no catalogue for it."""
    said: dict[Message, frozenset[str]] = {(text,): spoken for text, spoken in data_texts().items()}
    # A sentence of the pages may be a text of the data too: then the catalogue must hold it.
    said.update(dict.fromkeys(messages(), frozenset({"de"})))
    return said


def completeness(code: str) -> Completeness:
    """One language; a code without a catalogue lacks everything that the data does not say in it."""
    said = everything()
    forms = texts_of(code).forms
    keys = {message[0] for message in said}
    path = translations_dir() / f"{code}.po"
    return Completeness(
        code=code,
        total=len(said),
        missing=tuple(sorted(m for m, spoken in said.items() if code not in spoken and not _whole(forms.get(m[0])))),
        unused=tuple(sorted(text for text in forms if text not in keys)),
        faults=tuple(placeholder_faults(read_catalogue(path))) if path.is_file() else (),
        offered=code in LANGUAGES,
    )


def started() -> list[str]:
    """The languages of the pages, then those that have a catalogue and are not offered yet."""
    begun = (path.stem for path in sorted(translations_dir().glob("*.po")))
    return list(dict.fromkeys([*(code for code in LANGUAGES if code != "de"), *begun]))


def template(missing: tuple[Message, ...]) -> str:
    """The missing msgids as entries of a .po file, to be filled in."""
    return "\n".join(_entry(message) for message in missing)


def _entry(message: Message) -> str:
    if len(message) == 2:
        return f'msgid {_quoted(message[0])}\nmsgid_plural {_quoted(message[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n'
    return f'msgid {_quoted(message[0])}\nmsgstr ""\n'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _whole(forms: tuple[str, ...] | None) -> bool:
    return bool(forms) and all(forms or ())
