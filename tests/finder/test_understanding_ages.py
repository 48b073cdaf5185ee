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
        ("Löhrstraße 64 Koblenz", None),
        ("Zebrafinkgasse 17 Mayen", None),
        ("Musterstr. 21 Mainz Schulden", None),
        ("Ausbildungsplatz 17 Mainz", 17),
        ("Mann weg 34 Trier", 34),
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
        ("17 Jahre", 17),
        ("Tochter 14", 14),
        ("17-jähriger Sohn", 17),
        ("17 Jahre wohne in Trier", 17),
        ("17 Jahre ohne Schulabschluss", 17),
        ("mit über 60 Jahren", 60),
        ("ich bin 30 und habe 500 € Schulden", 30),
        ("seit 15 Jahren hier und mein Sohn ist 17", 17),
        ("I'm 17 and pay $20", 17),
        ("мені 45", 45),
        ("мій син 16 років", 16),
        ("дочке 14 лет", 14),
        ("мені 20 років у Німеччині", 20),  # the verb says that it is an age
        ("ابني ١٦ سنة", 16),
        ("پسرم ۱۶ سالشه", 16),
        ("oğlum 16", 16),
        ("mon fils de 16 ans", 16),
        ("syn 16 lat", 16),
        ("fiul meu 16 ani", 16),
        ("mio figlio ha 16 anni", 16),
        ("con trai 16 tuổi", 16),
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


@pytest.mark.parametrize(
    "line",
    [
        "30 €",
        "30€ Strafe",
        "Schulden $30",
        "30 Euro Schulden",
        "£50 fine",
        "30 dollars debt",
        "штраф 60 євро",
        "60 грн",
        "долг 50 тысяч рублей",
        "20 рублей",
        "غرامة ٦٠ €",
        "٥٠ دولار",
        "۵۰ یورو بدهی",
        "۵۰ هزار تومان",
        "kira 60 euro",
        "60 lira",
        "loyer 60€",
        "kara 60 zł",
        "50 lei",
        "60 лева",
        "multa 60 euro",
        "50 ዩሮ",
    ],
)
def test_money(line: str) -> None:
    assert years(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "in 15 Jahren",
        "seit über 20 Jahren",
        "seit mehr als 20 Jahren",
        "schon 20 Jahre hier",
        "20 Jahre verheiratet",
        "ich bin 20 Jahre in Deutschland",
        "wohne hier 20 Jahre",
        "for over 20 years",
        "20 years here",
        "lived here 20 years",
        "over the past 20 years",
        "вже 20 років",
        "20 років у Німеччині",
        "живу тут 20 років",
        "більше ніж 20 років тому",
        "20 лет живу в Германии",
        "уже 20 лет",
        "من ١٥ سنة",
        "صار لي ١٥ سنة هون",
        "۱۵ سال است که در آلمانم",
        "۱۵ ساله که اینجام",
        "20 senedir Almanyadayım",
        "depuis plus de 20 ans",
        "mieszkam tu 20 lat",
        "vivo qui da 20 anni",
        "llevo 20 años aquí",
        "već 20 godina ovdje",
        "ji 20 salan ve",
        "jam 20 vjet në Gjermani",
    ],
)
def test_length_of_stay(line: str) -> None:
    assert years(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Wohnung 60 qm",
        "Hausnummer 25",
        "Bus 25",
        "am 25. Mai",
        "Termin 14 Uhr 30",
        "20 % Rabatt",
        "50 Bewerbungen geschrieben",
        "25 Abs. 5",
        "room 25",
        "25 may",
        "50 відсотків",
        "вулиця 25",
        "25 мая",
        "شارع ٢٥",
        "25 Mayıs",
    ],
)
def test_other_numbers(line: str) -> None:
    assert years(line) is None
