"""Danger said in the ways that people say it, in many languages, and what only sounds like it. Shipped words."""

from __future__ import annotations

import pytest

from finder.service import Service


@pytest.mark.parametrize(
    ("ui", "line", "need"),
    [
        ("en", "my partner attacked me at home", "violence"),
        ("en", "he raised his hand against me again", "violence"),
        ("fr", "mon mari lève la main sur moi", "violence"),
        ("pl", "mąż podnosi na mnie rękę", "violence"),
        ("ro", "soțul ridică mâna la mine", "violence"),
        ("bg", "бях нападната вкъщи от партньора ми", "violence"),
        ("ru", "свёкор поднял руку на меня", "violence"),
        ("uk", "на мене вдома напав партнер", "violence"),
        ("sq", "burri ngre dorën kundër meje", "violence"),
        ("tr", "kocam bana el kaldırdı", "violence"),
        ("ar", "حماتي ضربتني", "violence"),
        ("fa", "شوهرم روی من دست بلند میکنه", "violence"),
        ("ku", "xesûya min li min dixe", "violence"),
        ("ti", "ሰብኣየይ ብእግሩ ይረግጸኒ", "violence"),
        ("ur", "میرے سسر نے مجھ پر تشدد کیا", "violence"),
        ("fr", "le voisin bat son fils", "child_danger"),
        ("ar", "جارتي تضرب ولادها", "child_danger"),
        ("so", "hooyadu canuga way garaacdaa", "child_danger"),
        ("ti", "ጎረቤት ንደቁ ይወቕዕ", "child_danger"),
        ("hu", "az apja mindig megüti a gyereket", "child_danger"),
        ("ku", "malbata min dixwaze min bi zorê bide pismamê", "forced_marriage"),
        ("fr", "je veux plus me réveiller", "suicide"),
        # What an idiom would explain if its words stood in a row.
        ("en", "i want to kill myself, i lost my work", "suicide"),
        ("ru", "хочу умереть, устала от работы", "suicide"),
        ("ar", "بدي اقتل حالي ما في شغل", "suicide"),
        ("de", "man schlägt mich im Heim herum", "violence"),
    ],
)
def test_danger(service: Service, ui: str, line: str, need: str) -> None:
    assert need in service.understand(line, ui).crisis


@pytest.mark.parametrize(
    ("ui", "line"),
    [
        ("de", "ich schlage mich seit Wochen mit dem Amt rum"),
        ("de", "hab mich beim Chef im Ton vergriffen"),
        ("de", "er hat mir die Tür vor der Nase zugeschlagen"),
        ("en", "i am killing myself studying for this exam"),
        ("en", "my husband had a heart attack"),
        ("fr", "je me tue au travail"),
        ("es", "me mato trabajando"),
        ("it", "mi ammazzo di lavoro"),
        ("pl", "zabijam się w pracy"),
        ("ro", "mă omor cu munca"),
        ("bg", "убивам се от работа"),
        ("ru", "можно умереть от этих учебников"),
        ("ru", "сын бьет рекорды в спорте"),
        ("uk", "начальник мене вб'є за запізнення"),
        ("sq", "jam e lodhur për vdekje nga puna"),
        ("tr", "patron beni öldürecek geç kaldım"),
        ("tr", "oğlum topa vuruyor"),
        ("ar", "الغربة قتلتني"),
        ("fa", "دارم خودمو با درس میکشم"),
        ("ku", "ez xwe bi kar dikujim"),
        ("so", "xiisaha dalkii ayaa i dilay"),
        ("zh", "想家想死了"),
    ],
)
def test_what_only_sounds_like_it(service: Service, ui: str, line: str) -> None:
    assert service.understand(line, ui).crisis == ()
