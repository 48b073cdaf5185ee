"""Numbers and addresses as people write them, and what must not be made of them."""

from __future__ import annotations

import pytest

from directory.contacts import clean_email, clean_url, format_phone, is_phone, parse_phones


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0261 9737-0", ["+4926197370"]),
        ("0261 9737-0 /-12", ["+4926197370", "+49261973712"]),
        ("0261 9737-0 / -12 / -13", ["+4926197370", "+49261973712", "+49261973713"]),
        ("06381 917530-13", ["+49638191753013"]),
        ("02631 802 284", ["+492631802284"]),
        ("+49 6232 1001000", ["+4962321001000"]),
        ("0049 6232 1001000", ["+4962321001000"]),
        ("06131 9992-495, 0800 4555500", ["+4961319992495", "+498004555500"]),
        ("0651 74444 und 0651 74444", ["+4965174444"]),
        ("116 006", ["116006"]),
        ("116117", ["116117"]),
        ("115", ["115"]),
        ("110", ["110"]),
        ("365-2828", []),
        ("Zentrale", []),
        ("0", []),
        ("", []),
        ("113", []),
    ],
)
def test_parse_phones(text: str, numbers: list[str]) -> None:
    assert parse_phones(text) == numbers


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+4926197370", "0261 97370"),
        ("+4926197370;ext=12", "0261 97370-12"),
        ("+498004555500", "0800 4555500"),
        ("+33142685300", "+33 1 42 68 53 00"),
        ("116016", "116 016"),
        ("116117", "116 117"),
        ("115", "115"),
        ("was da steht", "was da steht"),
    ],
)
def test_format_phone(number: str, shown: str) -> None:
    assert format_phone(number) == shown


def test_stored_form_is_told_from_written_form() -> None:
    assert is_phone("+4926197370")
    assert is_phone("116016")
    assert not is_phone("0261 97370")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("info@beispiel.example.de", "info@beispiel.example.de"),
        (" Simmern@Caritas-RHN.de ", "Simmern@caritas-rhn.de"),
        ("infobeispiel.de", None),
        ("info@", None),
        ("", None),
    ],
)
def test_clean_email(text: str, address: str | None) -> None:
    assert clean_email(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.solwodi.de", "https://www.solwodi.de"),
        ("http://frauenhaus-trier.de", "http://frauenhaus-trier.de"),
        ("www.frankenthal.de/migrationintegration", "https://www.frankenthal.de/migrationintegration"),
        ("javascript:alert(1)", None),
        ("ftp://beispiel.de", None),
        ("https://nutzer@beispiel.de", None),
        ("https://[", None),
        ("kein Link", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_clean_url(text: str, address: str | None) -> None:
    assert clean_url(text) == address
