"""Ages in a line, with the shipped words: each language by its own words, and spans of time that are no ages."""

from __future__ import annotations

from functools import cache

import pytest

from finder.search.understanding.ages import AgeWords, age_words, read_age
from finder.search.understanding.grammar import load_grammars
from finder.search.understanding.tokens import tokenise
from finder.search.understanding.vocabulary_files import read_words, word_files
from geo.resources import data_dir


@cache
def words() -> AgeWords:
    files = (read_words(file) for file in word_files(data_dir() / "vocabulary" / "words"))
    return age_words({language: patterns for language, _, patterns in files}, load_grammars())


def years(line: str) -> int | None:
    tokens = tokenise(line)
    age = read_age(tokens, words(), frozenset(range(len(tokens))))
    return age.years if age else None


@pytest.mark.parametrize(
    ("line", "age"),
    [
        ("Sprachkurs, bin 17 Jahre alt", 17),
        ("mein Sohn ist mit 16 Jahren von der Schule", 16),
        ("Sprachkurs für 17-jährige", 17),
        ("I am 30 and need work", 30),
        ("school for my 17 year old son", 17),
        ("на 30 години съм", 30),  # bg; години is hours in Ukrainian
        ("търся работа, 30 години", 30),
        ("имам 17 година", 17),  # sr
        ("imam 17 godina", 17),
        ("kurs za dijete od 12 godina", 12),  # hr
        ("jeune de 17 ans cherche une formation", 17),
        ("fille de 17", 17),
        ("chico de 17 años", 17),
        ("rapaz de 17 anos", 17),
        ("ragazza di 17 anni", 17),
        ("mia figlia ha 17", 17),
        ("am 25 de ani", 25),
        ("am 17 ani", 17),
        ("mam 17 lat", 17),
        ("córka w wieku 17 lat", 17),
        ("мені 17 років", 17),
        ("мне 23 года", 23),
        ("17 yaşındayım", 17),
        ("عمري ١٧ سنة", 17),
        ("١٧ سنة", 17),
        ("۱۷ سال دارم", 17),
        ("زه ۱۷ کلن یم", 17),
        ("jam 17 vjeç", 17),
        ("ez 17 salî me", 17),
        ("waxaan ahay 17 jir", 17),
        ("ዕድመይ 17", 17),
        ("17 ዓመቴ ነው", 17),
        ("我17岁", 17),
        ("tôi 17 tuổi", 17),
        ("είμαι 17 χρονών", 17),
        ("17 éves vagyok", 17),
        ("17 წლის ვარ", 17),
        ("17 տարեկան եմ", 17),
    ],
)
def test_ages(line: str, age: int) -> None:
    assert years(line) == age


@pytest.mark.parametrize(
    "line",
    [
        "seit 3 Jahren in Deutschland",
        "seit 15 Jahren in Deutschland",
        "das ist 15 Jahre her",
        "in 14 Tagen",
        "14 Tage Frist",
        "§ 24 Duldung",
        "2 weeks",
        "for 15 years in Germany",
        "we came 15 years ago",
        "I am 14 days late",
        "за 3 роки",
        "за 15 років",
        "15 років тому",
        "через 24 години",  # uk: hours
        "15 лет назад",
        "от 15 години в Германия",
        "преди 15 години",
        "od 15 lat w Niemczech",
        "15 lat temu",
        "w ciągu 14 dni",
        "prije 15 godina",
        "пре 15 година",
        "il y a 5 ans",
        "il y a 15 ans",
        "depuis 15 ans",
        "hace 15 años",
        "há 15 anos",
        "15 anni fa",
        "da 15 anni in Germania",
        "acum 15 ani",
        "termen de 30 de zile",
        "15 yıl önce",
        "15 yıldır buradayım",
        "منذ ١٥ سنة",
        "خلال ١٤ يوم",
        "۱۵ سال پیش",
        "15 năm trước",
        "15年前",
        "15 éve",
        "πριν 15 χρόνια",
        "15 წლის წინ",
        "15 տարի առաջ",
        "ከ 15 ዓመት በፊት",
        "15 sano ka hor",
    ],
)
def test_spans_of_time(line: str) -> None:
    assert years(line) is None
