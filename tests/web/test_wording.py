"""Languages and catalogues: the table, the choice, complete and sound translations, and how dates are said."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from directory.translations import texts_of
from finder.web.languages import LANGUAGES, lookup, nearest, negotiate
from finder.web.wording.catalogue import load_translations, placeholder_faults
from finder.web.wording.collecting import messages, staff_messages
from finder.web.wording.completeness import completeness, started
from finder.web.wording.staff import staff_completeness, staff_voice
from finder.web.wording.voice import Voice

TRANSLATED = [code for code in LANGUAGES if code != "de"]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_language_in_the_table_is_complete(code: str) -> None:
    found = completeness(code)
    assert found.offered and not found.missing


@pytest.mark.parametrize("code", started())
def test_no_catalogue_has_lost_placeholders_or_dead_texts(code: str) -> None:
    found = completeness(code)
    assert (found.faults, found.unused) == ((), ())


def test_the_catalogue_of_those_who_keep_the_registry_is_whole() -> None:
    found = staff_completeness("en")
    assert (found.missing, found.unused, found.faults) == ((), (), ())


def test_pages_of_those_who_keep_the_registry_burden_no_other_language() -> None:
    public, staff = messages(), staff_messages()
    assert ("Hilfe und Kontakt",) in public
    assert not {message for message in staff - public if message[0] in texts_of("uk").forms}


@pytest.mark.parametrize(
    ("tag", "speaks"), [("de", "de"), ("en-GB", "en"), ("uk", "de"), ("de-simple", "de"), ("", "de")]
)
def test_those_who_keep_the_registry_read_german_or_english(tag: str, speaks: str) -> None:
    assert (
        staff_voice(tag).language == speaks and staff_voice(tag)("Telefon") == {"de": "Telefon", "en": "Phone"}[speaks]
    )


@pytest.mark.parametrize(
    ("message", "translation", "sound"),
    [
        ("{n} Treffer", "{n} hits", True),
        ("{n} Treffer", "hits", False),
        ("{n} Treffer", "{m} hits", False),
        ("%(a)s und {b}", "%(a)s and {b}", True),
        ("%(a)s", "%(b)s", False),
        (("{n} Treffer", "{n} Treffer"), ("one hit", "{n} hits"), True),
        (("{n} Treffer", "{n} Treffer"), ("{n} hit", "{m} hits"), False),
    ],
)
def test_the_check_of_placeholders_itself(message: object, translation: object, sound: bool) -> None:
    catalogue = Catalog()
    catalogue.add(message, translation)  # type: ignore[arg-type]
    assert (placeholder_faults(catalogue) == []) is sound


@pytest.mark.parametrize(
    ("header", "offered", "expected"),
    [
        ("uk-UA,ru", ("de", "ru"), "de"),
        ("uk-UA,ru", ("de", "ru", "uk"), "uk"),
        ("ku,tr", ("de", "tr"), "de"),
        ("kmr,tr", ("de", "ku", "tr"), "ku"),
        ("ckb;q=0.9,ar;q=0.8,en;q=0.1", ("de", "ar", "en"), "en"),
        ("zh-Hant-TW", ("de", "zh-Hant"), "zh-Hant"),
        ("en-GB;q=0.3,fr;q=0.9,de;q=0.2", ("de", "en"), "en"),
        ("en;q=0.5,*;q=0.9", ("de", "en"), "en"),
        ("*", ("de", "en"), "de"),
        ("x" * 5000, ("de", "en"), "de"),
    ],
)
def test_the_choice_of_language(header: str, offered: tuple[str, ...], expected: str) -> None:
    assert negotiate(header, offered) == expected


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-US", "en"),
        ("DE", "de"),
        ("uk-UA", "uk"),
        ("hy", "de"),
        ("prs", "fa"),
        ("ku", "de"),
        ("", "de"),
        ("e", "de"),
        ("-", "de"),
    ],
)
def test_any_tag_finds_a_page(tag: str, code: str) -> None:
    assert nearest(tag).code == code


def test_lookup_says_none_where_there_is_none() -> None:
    assert lookup("fa-AF", ("fa",)) == "fa" and lookup("fa-AF", ("prs", "fa")) == "prs" and lookup("hy") is None


@pytest.mark.parametrize(
    ("code", "as_of", "words"),
    [
        ("de", "2025-10", "Stand: Oktober 2025"),
        ("de", "2025-10-03", "Stand: Oktober 2025"),
        ("de", "2022", "Stand: 2022"),
        ("de", None, "Stand unbekannt"),
        ("en", "2025-10", "As of October 2025"),
    ],
)
def test_ages_are_said_as_people_say_them(code: str, as_of: str | None, words: str) -> None:
    assert Voice(load_translations()[code]).as_of(as_of) == words


@pytest.mark.parametrize(
    ("code", "n", "words"), [("de", 1, "1 Angebot"), ("de", 1234, "1.234 Angebote"), ("en", 0, "0 services")]
)
def test_numbers_and_plurals(code: str, n: int, words: str) -> None:
    voice = Voice(load_translations()[code])
    assert voice.plural("{n} Angebot gefunden", "{n} Angebote gefunden", n).startswith(words)
