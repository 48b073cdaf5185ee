"""The name of a language: somebody's origin, or the language wished for. Shipped words, the whole line."""

from __future__ import annotations

import pytest

from finder.service import Service


@pytest.mark.parametrize(
    ("ui", "line"),
    [
        ("de", "ich bin Araber"),
        ("de", "arabische Familie"),
        ("de", "mein Mann ist Türke"),
        ("de", "polnischer Pass"),
        ("de", "rumänische Staatsangehörigkeit"),
        ("en", "I am Ukrainian"),
        ("en", "I'm a Somali"),
        ("en", "Turkish woman beaten by husband"),
        ("en", "Polish diploma recognition"),
        ("uk", "українська родина шукає житло"),
        ("uk", "українська сім'я"),
        ("ru", "русская семья"),
        ("ar", "عربي يعيش في ماينتس"),
        ("ar", "عائلة عربية"),
        ("ar", "انا كردي من سوريا"),
        ("fa", "خانواده ایرانی"),
        ("fr", "famille arabe"),
        ("fr", "je suis ukrainienne"),
        ("pl", "polska rodzina"),
        ("ro", "sunt ucraineancă"),
        ("bg", "българско семейство"),
        ("sq", "jam shqiptar"),
        ("ku", "ez kurd im"),
        ("es", "familia árabe"),
        ("it", "sono araba"),
        ("hr", "hrvatska obitelj"),
        ("so", "waxaan ahay Soomaali"),
    ],
)
def test_an_origin_is_no_wish(service: Service, ui: str, line: str) -> None:
    assert service.reader.understand(line, ui).languages == ()


@pytest.mark.parametrize(
    ("ui", "line", "language"),
    [
        ("de", "Schuldnerberatung arabisch", "ar"),
        ("de", "arabisch", "ar"),
        ("de", "Beratung arabisch Familie", "ar"),
        ("de", "ukrainische Psychologin Trier", "uk"),
        ("de", "Klientin Farsi", "fa"),
        ("de", "arabische Familie braucht Beratung auf Arabisch", "ar"),
        ("de", "ich bin Ukrainer und spreche nur Russisch", "ru"),
        ("en", "Turkish lawyer", "tr"),
        ("en", "Ukrainian woman needs a counsellor who speaks Ukrainian", "uk"),
        ("uk", "консультація українською жінка 45", "uk"),
        ("uk", "український психолог", "uk"),
        ("ru", "русский психолог", "ru"),
        ("ar", "طبيب عربي", "ar"),
        ("ar", "دكتورة نفسية بنتي بالعربي", "ar"),
        ("tr", "türkçe aile danışmanlığı", "tr"),
        ("tr", "ben kürtçe biliyorum", "ku"),
        ("fa", "مشاور زن فارسی", "fa"),
        ("fr", "avocat parlant arabe", "ar"),
        ("pl", "polski adwokat", "pl"),
        ("sq", "avokat shqiptar", "sq"),
    ],
)
def test_a_wish(service: Service, ui: str, line: str, language: str) -> None:
    assert language in service.reader.understand(line, ui).languages
