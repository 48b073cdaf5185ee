"""What stands on a slip: kinds, papers, whose phone, hours, deadlines; by the front door, over the real registry."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from directory.deadlines import deadlines
from finder.service import Service

HOUSE, ONLY_A_PAGE = "7e5a400f-bbc3-52ac-88ae-514a64896b01", "ceae3c5d-e89f-5e1e-9418-8488c0048e87"


def lines(client: FlaskClient, service_id: str, query: str = "", lang: str = "de") -> list[str]:
    """The slip as text."""
    return client.get(f"/{lang}/service/{service_id}/slip.txt?{query}").text.split("\n")


def test_a_house_says_what_each_of_its_kinds_does_and_asks_for(real: FlaskClient) -> None:
    said = lines(real, HOUSE)
    assert said[2].replace("\u00a0", " ") == "Schuldnerberatung · Suchtberatung · Weitere Beratung"
    assert [line for line in said if line.startswith("Schuldnerberatung: Ordnet Ihre Ausgaben")]
    assert [line for line in said if line.startswith("Suchtberatung: Berät zu Alkohol")]
    assert [line for line in said if line.startswith("- Schuldnerberatung: Ausweis")], "nobody brings that to the other"
    assert not [line for line in said if "Verbraucherzentrale" in line or "EUTB" in line], "not true of this house"


def test_the_catch_all_kind_says_its_own_topics(real: FlaskClient, service: Service) -> None:
    alone = [record for record in service.records if record.kinds == ("other",)]
    assert len(alone) > 20
    for record in alone:
        said = lines(real, record.id)
        assert "Zum Beispiel Verbraucherzentrale" not in "".join(said)
        assert bool(record.topics or record.topics_text) == any(line.startswith("Themen") for line in said)


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_what_is_not_known_is_said_and_whom_to_call(real: FlaskClient, service: Service, lang: str) -> None:
    record = service.record(ONLY_A_PAGE)
    assert record and record.url and not record.phones and not record.hours
    page = real.get(f"/{lang}/service/{ONLY_A_PAGE}/slip").text
    for name in ("instead", "other", "hours"):
        assert f'<section class="row row-{name}">' in page
    said = lines(real, ONLY_A_PAGE, lang="de")
    at = said.index("Telefon:")
    assert said[at + 1] == "nicht bekannt – bitte fragen" and said[at + 2].endswith("wie man diese Stelle erreicht:")
    named, number = said[at + 3].rsplit(", ", 1)
    others = [other for other in service.records if other.name == named]
    assert others and ONLY_A_PAGE not in [other.id for other in others]
    assert [p for o in others for p in o.phones_at(o.main_door) if p.number[3:] in number.replace(" ", "")]
    assert said[said.index("Öffnungszeiten:") + 1] == "nicht bekannt – bitte fragen"


def test_every_slip_leads_to_a_phone_and_says_when_hours_are_missing(real: FlaskClient, service: Service) -> None:
    without = [record.name for record in service.records if "Telefon" not in "".join(lines(real, record.id))]
    assert without == []
    for record in service.records:
        known = (record.hours, record.hours_text, *(h for d in record.doors[:1] for h in (d.hours, d.hours_text)))
        assert any(known) or "Öffnungszeiten:" in lines(real, record.id), record.name


def choices(client: FlaskClient, service_id: str) -> list[str]:
    page = client.get(f"/de/service/{service_id}/slip").text
    found = re.search(r'<select id="choose-deadline".*?</select>', page, re.S)
    return re.findall(r'<option value="([^"]+)"', found[0]) if found else []


@pytest.mark.parametrize(
    ("kind", "office", "some", "never"),
    [
        ("mfd", None, {"benefit-notice", "dismissal", "discrimination-claim", "payment-order", "asylum-rejected",
                       "family-reunification-notice", "temporary-protection-ends"}, {"abortion"}),
        ("debt", None, {"payment-order", "enforcement-order"}, {"dismissal", "asylum-rejected"}),
        ("authority", "immigration_office", {"temporary-protection-ends"}, {"payment-order", "dismissal"}),
        ("authority", "employment_agency", {"register-as-job-seeking", "dismissal"}, {"temporary-protection-ends"}),
        ("antidiscrimination", None, {"discrimination-claim"}, {"payment-order"}),
        ("women", None, set(), {"abortion"}),
    ],
)  # fmt: skip
def test_deadlines_of_all_that_leads_there_may_be_chosen(
    real: FlaskClient, service: Service, kind: str, office: str | None, some: set[str], never: set[str]
) -> None:
    fitting = [record for record in service.records if (record.kinds, record.office) == ((kind,), office)]
    record = min(fitting, key=lambda record: len(record.topics_stated))
    found = choices(real, record.id)
    assert some <= set(found) and not never & set(found)
    today = date(2026, 11, 19)
    urgencies = [deadlines()[code].urgency(today) for code in found]
    assert urgencies == sorted(urgencies)


def test_the_limit_of_an_abortion_stands_on_the_slip_without_being_asked_for(
    real: FlaskClient, service: Service
) -> None:
    for record in service.records:
        if "pregnancy" in record.kinds:
            assert "Frist von 12 Wochen" in real.get(f"/de/service/{record.id}/slip").text
            assert "abortion" not in real.get(f"/de/service/{record.id}/slip").text


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("temporary-protection-ends", "Bis zum 4. März 2027 (§24 AufenthG)"),
        ("subsidiary-reunification-suspended", "Bis zum 23. Juli 2027"),
        ("dismissal", "Sie haben nur 3 Wochen Zeit. (§4 KSchG)"),
    ],
)
def test_a_deadline_is_said_with_its_law(real: FlaskClient, deadline: str, said: str) -> None:
    assert said in lines(real, HOUSE, f"deadline={deadline}")


@pytest.mark.parametrize("lang", ["ar", "fa"])
def test_a_law_in_the_text_keeps_its_order(real: FlaskClient, lang: str) -> None:
    said = " ".join(lines(real, HOUSE, "deadline=payment-order", lang))
    assert " \u2066(§692 ZPO)\u2069" in said


@pytest.mark.parametrize("lang", ["ar", "fa"])
def test_times_and_laws_keep_their_order(server: str, browser: Browser, ids: dict[str, str], lang: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{server}/{lang}/service/{ids['debt']}/slip?deadline=payment-order")
    whole = page.locator(f'.sheet [lang="{lang}"] .whole')
    assert whole.count() >= 3, "hours and the law"
    for one in whole.all():
        line = one.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")
        box = one.bounding_box()
        assert box and box["height"] < 1.5 * line, "no line ends within"
        assert one.evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.close()
