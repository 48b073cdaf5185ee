"""Names of towns by ear in Cyrillic and Arabic script, and ordinary words that only look like them."""

from __future__ import annotations

import pytest

from finder.search.understanding.place_sounds import place_sounds
from finder.service import Service
from geo.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("word", "town"),
    [
        ("Людвіґсхафен", "Ludwigshafen am Rhein"),
        ("Людвигсгафена", "Ludwigshafen am Rhein"),
        ("Кайзэрслаутэрн", "Kaiserslautern"),
        ("Коблентс", "Koblenz"),
        ("Коблентса", "Koblenz"),
        ("Майнтс", "Mainz"),
        ("Шиферщат", "Schifferstadt"),
        ("Бетсдорф", "Betzdorf"),
        ("Ингельхаймом", "Ingelheim am Rhein"),
        ("قوبلنتس", "Koblenz"),
        ("كايزرسلاوترن", "Kaiserslautern"),
        ("قايزرسلاوتيرن", "Kaiserslautern"),
        ("لودفيقسهافن", "Ludwigshafen am Rhein"),
        ("ببتبورج", "Bitburg"),
        ("ڤرانكنتال", "Frankenthal (Pfalz)"),
        ("رماجن", "Remagen"),
        ("طراير", "Trier"),
        ("Грюнщад", "Grünstadt"),
        ("Grinštat", "Grünstadt"),
        ("Grunştat", "Grünstadt"),
        ("Grinštatu", "Grünstadt"),
        ("Cvajbriken", "Zweibrücken"),
        ("Szpajer", "Speyer"),
        ("Vitlih", "Wittlich"),
        ("Nojvid", "Neuwied"),
        ("Koblencu", "Koblenz"),
        ("Koblens", "Koblenz"),
        ("Kirhajmbolanden", "Kirchheimbolanden"),
    ],
)
def test_by_ear(word: str, town: str) -> None:
    found = place_sounds(gazetteer()).town(word)
    assert found is not None
    assert found.name == town


@pytest.mark.parametrize(
    "word",
    [
        "гора",
        "голод",
        "долги",
        "مساعدة",
        "گرسنگی",
        "آلمانی\u200cتبار",
        "نستطيع",
        "Kobold",
        "Grinsen",
        "",
        "до",
        "работа",
    ],
)
def test_other_words(word: str) -> None:
    assert place_sounds(gazetteer()).town(word) is None


@pytest.mark.parametrize(
    ("ui", "line", "district"),
    [
        ("uk", "борги Людвіґсхафен", "07314"),
        ("ru", "долги в Коблентсе", "07111"),
        ("ar", "ديون في قوبلنتس", "07111"),
        ("fa", "بدهی کایزرسلاوطرن", "07312"),
        ("de", "Schulden Gerersheim", "07334"),  # no kind of home
        ("de", "Sozialamt Altenkiirchen", "07132"),
        ("fr", "dettes Mayecne", "07315"),
        ("es", "deudas Magguncia", "07315"),
        ("sr", "stigla opomena za struju Grinštat", "07332"),
        ("hr", "dugovi Cvajbriken", "07320"),
        ("tr", "Grünştat borç", "07332"),
        ("hu", "munka Grünstadtban", "07332"),
    ],
)
def test_in_a_line(service: Service, ui: str, line: str, district: str) -> None:
    place = service.reader.understand(line, ui).place
    assert place is not None
    assert place.district == district


@pytest.mark.parametrize(
    ("ui", "line"),
    [
        ("ru", "до конца месяца нет денег"),
        ("uk", "хата на горі"),
        ("bg", "трева"),
        ("de", "Pflegeheim"),
        ("pl", "żandarmeria"),
        ("fr", "mes mains tremblent"),
        ("de", "Urlaub in den Bergen"),
    ],
)
def test_lines_without_a_place(service: Service, ui: str, line: str) -> None:
    assert service.reader.understand(line, ui).place is None
