"""How the pages of those who keep the registry speak: German, or English out of a catalogue of their own.

data/translations/staff/en.po holds what only they say; for all else the public catalogue of the language answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from directory.translations import Texts, read_catalogue, read_texts, texts_of, translations_dir
from finder.web.languages import DEFAULT, LANGUAGES, lookup
from finder.web.wording.catalogue import Translation, placeholder_faults
from finder.web.wording.collecting import Message, staff_messages
from finder.web.wording.voice import Voice

STAFF_LANGUAGES = ("de", "en")


def staff_voice(tag: str) -> Voice:
    """The voice of staff pages for any language tag; German for all but English."""
    return Voice(_translation(lookup(tag, STAFF_LANGUAGES) or DEFAULT))


@cache
def _translation(code: str) -> Translation:
    public = texts_of(code)
    forms = {**public.forms, **staff_texts(code).forms}
    return Translation(LANGUAGES[code], Texts(forms, public.plural_form))


def staff_texts(code: str) -> Texts:
    """What the staff's own catalogue holds; German needs none."""
    return read_texts(translations_dir() / "staff", code)


@dataclass(frozen=True, slots=True)
class StaffCompleteness:
    """Msgids that neither catalogue translates, texts that nobody says, translations that lost a placeholder."""

    missing: tuple[Message, ...]
    unused: tuple[str, ...]
    faults: tuple[str, ...]


def staff_completeness(code: str) -> StaffCompleteness:
    """How far the staff's catalogue of a language has come."""
    said, own = staff_messages(), staff_texts(code).forms
    forms, keys = {**texts_of(code).forms, **own}, {message[0] for message in said}
    return StaffCompleteness(
        missing=tuple(sorted(message for message in said if not all(forms.get(message[0]) or ("",)))),
        unused=tuple(sorted(text for text in own if text not in keys)),
        faults=tuple(placeholder_faults(read_catalogue(translations_dir() / "staff" / f"{code}.po"))),
    )
