"""Phone numbers, e-mail and web addresses as people write them, in the one form that is stored and shown.

Numbers are E.164 (``+4926197370``) or short public numbers (``116016``, ``115``). What cannot be read is left out of
the answer, never mended by guessing; the caller keeps the wording.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

# Numbers without an area code that anyone in Germany may dial (Bundesnetzagentur, harmonised 116 services, 115).
_SHORT = re.compile(r"11[025]|116\d{3}")
_SEPARATORS = re.compile(r"\s*(?:;|,|\bund\b|\boder\b)\s*")
# "0261 9737-0 /-12": what follows the slash replaces the direct dial of the number before it.
_EXTRA_DIRECT_DIAL = re.compile(r"\s*/\s*-\s*(\d+)")
# A host without "https://" before it: its last part is letters (or punycode), and no ending of files that people send.
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)\.?")
_FILE = re.compile(r"\.(?:csv|xlsx?|ods|docx?|odt|pdf|txt|rtf|json|geojson|ndjson|xml|zip|html?|png|jpe?g|eml)\Z")


def parse_phones(text: str) -> list[str]:
    """Every number of ``text`` in its order; an empty list where none can be read.

    >>> parse_phones("0261 9737-0 /-12")
    ['+4926197370', '+49261973712']
    >>> parse_phones("116 006")
    ['116006']
    """
    numbers: list[str] = []
    for part in _SEPARATORS.split(text.strip()):
        for number in _one_part(part):
            if number not in numbers:
                numbers.append(number)
    return numbers


def _one_part(part: str) -> list[str]:
    extras = _EXTRA_DIRECT_DIAL.findall(part)
    main = _EXTRA_DIRECT_DIAL.sub("", part)
    if not extras:
        number = _number(main)
        return [number] if number else []
    trunk, dash, _ = main.rpartition("-")
    written = [main, *(f"{trunk}-{extra}" for extra in extras)] if dash else [main]
    return [number for number in map(_number, written) if number]


def _number(written: str) -> str | None:
    digits = re.sub(r"[\s\-/()]", "", written)
    if _SHORT.fullmatch(digits):
        return digits
    try:
        parsed = phonenumbers.parse(written, "DE")
    except phonenumbers.NumberParseException:
        return None
    # A number without area code would be read as one with it: German text must start with 0, + or 00.
    if not digits.startswith(("0", "+")) or not phonenumbers.is_valid_number(parsed):
        return None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{number};ext={parsed.extension}" if parsed.extension else number


def is_phone(number: str) -> bool:
    """Whether ``number`` is in the stored form."""
    return parse_phones(number) == [number]


def format_phone(number: str) -> str:
    """The stored form as people in Germany read and dial it.

    >>> format_phone("+4926197370")
    '0261 97370'
    >>> format_phone("116016")
    '116 016'
    """
    if _SHORT.fullmatch(number):
        return f"{number[:3]} {number[3:]}".strip()
    plain, _, extension = number.partition(";ext=")
    try:
        parsed = phonenumbers.parse(plain, "DE")
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == 49
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    shown = phonenumbers.format_number(parsed, style)
    return f"{shown}-{extension}" if extension else shown


def clean_email(text: str) -> str | None:
    """The address with its domain in small letters, or None if it is none. Nothing is asked of the network."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def clean_url(text: str) -> str | None:
    """An http(s) address; a missing scheme becomes ``https://``, a given one stays. None if it is no address: the name
    of a file or a date has dots too, but no such end.

    >>> clean_url("www.solwodi.de")
    'https://www.solwodi.de'
    >>> clean_url("liste.csv") is clean_url("23.11.2026") is None
    True
    """
    written = text.strip()
    if not written or re.search(r"[\s<>\"\\]", written):
        return None
    scheme, marked, rest = written.partition("://")
    bare = not marked
    scheme, rest = ("https", written) if bare else (scheme.lower(), rest)
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:
        return None
    if scheme not in ("http", "https") or host is None or parts.username is not None:
        return None
    named = bool(_BARE_HOST.fullmatch(host)) and not _FILE.search(host) if bare else "." in host
    return f"{scheme}://{rest}" if named else None
