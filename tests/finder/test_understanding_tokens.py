"""A line in words: scripts, digits, apostrophes."""

from __future__ import annotations

import pytest

from finder.search.understanding.tokens import tokenise, words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Schulden in 56068 Koblenz", ("schulden", "in", "56068", "koblenz")),
        ("по-русски", ("по", "русски")),
        ("عمري ١٧ سنة", ("عمری", "17", "سنه")),
        ("مُساعدة", ("مساعده",)),
        ("می‌خواهم", ("میخواهم",)),
        ("Mainz'da borç", ("mainz", "da", "borc")),
        ("l’asile", ("l", "asile")),
        ("сім'я", ("сімя",)),
        ("17jährig, §24!", ("17", "jahrig", "§", "24")),
        ("ሓገዝ", words("ሀገዝ")),
        ("债务 Mainz债", ("债", "务", "mainz", "债")),
        ("30 € oder 20%", ("30", "€", "oder", "20", "%")),
        ("Schul\u00adden\u200bberatung", ("schuldenberatung",)),
        ("\u2067ديون\u2069 \u200fMainz\u200e", ("دیون", "mainz")),
        ("", ()),
        ("?! \x00", ()),
    ],
)
def test_words(line: str, expected: tuple[str, ...]) -> None:
    assert words(line) == expected


def test_positions_point_into_the_line() -> None:
    line = "auf l'asile, 17!"
    assert [line[token.start : token.end] for token in tokenise(line)] == ["auf", "l", "asile", "17"]


def test_numbers() -> None:
    assert [token.number for token in tokenise("١٧ a 12345678")] == [17, None, None]


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("بدهی\u200cهایم", "بدهیهایم"),  # the half space of Persian
        ("ديـــون", "ديون"),  # drawn out
        ("الدُّيون", "الديون"),  # with its vowels
        ("مشكلة\u200d", "مشكلة"),
        ("Ｓｃｈｕｌｄｅｎ", "schulden"),
        ("Schul\u2060den\ufeff", "schulden"),
    ],
)
def test_spellings_of_one_word(typed: str, usual: str) -> None:
    (one,), (other,) = tokenise(typed), tokenise(usual)
    assert (one.plain, one.folded) == (other.plain, other.folded)
