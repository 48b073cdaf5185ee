"""The closed loop through the front door: a slip with a code, the code's page, and guessing that is hopeless."""

from __future__ import annotations

import re
import threading
from datetime import date
from math import log2

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect
from sqlalchemy import delete, event, select, update

from directory.database import session, writing
from directory.loop import STATES, WEEKS
from directory.models import SlipCode, SlipCount
from directory.slip_codes import BITS, new_code
from finder.web.carriers.guessing import BY_ALL, BY_VISITOR
from finder.web.carriers.slips import BY_VISITOR as SLIPS_BY_VISITOR
from finder.web.languages import LANGUAGES
from finder.web.site import KEY

CODE = re.compile(r"<b dir=\"ltr\">([0-9A-Z]{5}(?:-[0-9A-Z]{5}){3})</b>")
UNKNOWN = "CTRN7A5RC56WJ23AXCKC"  # a sound code that was never given out; the same in every process
WRONG, TYPO = "Diesen Code gibt es nicht", "Das ist kein Code von einem Zettel"
LONGEST = "family-reunification-notice"


@pytest.fixture
def visitor(web_app: Flask, request: pytest.FixtureRequest) -> FlaskClient:
    """A client with an address of its own, so that no test uses up the limits of another."""
    client = web_app.test_client()
    number = sum(ord(sign) * place for place, sign in enumerate(request.node.name, 1))
    client.environ_base["REMOTE_ADDR"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return client


def made(client: FlaskClient, service_id: str, **fields: str) -> str:
    """A code, from the page that shows it."""
    page = client.post(f"/de/service/{service_id}/slip", data=fields)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    return CODE.findall(page.text)[0]


def rows(app: Flask) -> list[SlipCode]:
    with session(app.extensions[KEY].service.engine) as db:
        return list(db.scalars(select(SlipCode)))


@pytest.fixture(autouse=True)
def _clean(web_app: Flask) -> None:
    with writing(web_app.extensions[KEY].service.engine) as db:
        db.execute(delete(SlipCode))
        db.execute(delete(SlipCount))


def test_the_slip_offers_a_code_and_says_what_is_stored(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}/slip?with=ar&deadline=payment-order").text
    form = page.split('class="paper-choices code-form"')[1].split("</form>")[0]
    assert "Gespeichert sind nur die beiden Stellen, die Woche und die Antwort" in form
    assert 'name="with" value="ar"' in form and 'name="deadline" value="payment-order"' in form
    givers = re.findall(r'<option value="([^"]*)"', form)
    assert ids["guide"] in givers and "" in givers and ids["debt"] not in givers and ids["youth-01"] not in givers
    for path in (f"/uk/service/{ids['debt']}/slip", f"/de/slip?id={ids['debt']}&id={ids['guide']}"):
        assert "code-form" not in client.get(path).text


def test_a_whole_loop(visitor: FlaskClient, web_app: Flask, ids: dict[str, str]) -> None:
    code = made(visitor, ids["debt"], **{"with": "ar", "from": ids["guide"]})
    [row] = rows(web_app)
    assert (row.to_service_id, row.from_service_id, row.week, row.state) == (
        ids["debt"], ids["guide"], "2026-W47", "issued"
    )  # fmt: skip
    assert "code-hint" in visitor.get("/code").text
    seen = visitor.post("/code", data={"code": code.lower().replace("-", " ")})
    assert seen.status_code == 200 and "Schuldnerberatung Beispielverein" in seen.text
    assert "Migrationsdienst &lt;b&gt;Koblenz&lt;/b&gt;" in seen.text, "a name is only text"
    assert "Woche vom 16. November 2026" in seen.text and "noch keine Antwort" in seen.text
    offered = re.findall(r'name="state" value="(\w+)"', seen.text)
    assert tuple(offered) == STATES[1:]
    for state in offered:
        saved = visitor.post("/code", data={"code": code, "state": state})
        assert saved.status_code == 200 and "Gespeichert:" in saved.text
        assert [row.state for row in rows(web_app)] == [state]
    assert visitor.post("/code", data={"code": code, "state": "lost"}).status_code == 400


def test_no_answer_may_be_kept_and_no_address_holds_the_code(visitor: FlaskClient, ids: dict[str, str]) -> None:
    code = made(visitor, ids["debt"])
    for data in ({}, {"code": code}, {"code": code, "state": "full"}, {"code": "nonsense"}, {"code": new_code()}):
        answer = visitor.post("/code", data=data)
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in answer.headers and 'content="noindex"' in answer.text
        addresses = re.findall(r'(?:href|action|src|content)="([^"]*)"', answer.text)
        assert not [one for one in addresses if code in one or code.replace("-", "") in one]
    # In an address it means nothing: nobody is invited to send it there.
    assert "Schuldnerberatung" not in visitor.get(f"/code?code={code}").text


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [("", 400, TYPO), ("<b>", 400, TYPO), ("\x00", 400, TYPO), ("A" * 20000, 400, TYPO), ("2" * 19 + "3", 400, TYPO),
     (UNKNOWN, 404, WRONG), ("ａ" * 20, 400, TYPO)],
)  # fmt: skip
def test_a_wrong_code_gets_one_clear_sentence(visitor: FlaskClient, typed: str, status: int, said: str) -> None:
    answer = visitor.post("/code", data={"code": typed})
    assert answer.status_code == status and answer.text.count('role="alert"') == 1 and said in answer.text
    assert "<b></p>" not in answer.text and "<b>" not in answer.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=120), state=st.sampled_from(["", "full", "issued", "<b>"]), number=st.integers(0, 65535))
def test_whatever_is_typed_is_answered(web_app: Flask, typed: str, state: str, number: int) -> None:
    client = web_app.test_client()
    client.environ_base["REMOTE_ADDR"] = f"198.18.{number >> 8}.{number & 255}"
    answer = client.post("/code", data={"code": typed.encode("utf-8", "replace").decode(), "state": state})
    assert answer.status_code in (400, 429) and "<b>" not in answer.text


def test_english_by_wish(visitor: FlaskClient, ids: dict[str, str]) -> None:
    code = made(visitor, ids["debt"])
    assert "There is no such code" in visitor.post("/code?lang=en", data={"code": new_code()}).text
    page = visitor.post("/code", data={"code": code}, headers={"Accept-Language": "en-GB"})
    assert '<html lang="en"' in page.text and "no answer yet" in page.text and 'action="/code?lang=en"' in page.text
    assert '<html lang="de"' in visitor.get("/code", headers={"Accept-Language": "uk"}).text


def test_pdf_and_text_carry_the_code_only_when_posted_for(
    visitor: FlaskClient, web_app: Flask, ids: dict[str, str]
) -> None:
    code = made(visitor, ids["debt"], **{"with": "uk"})
    path = f"/de/service/{ids['debt']}"
    text = visitor.post(f"{path}/slip.txt", data={"with": "uk", "code": code})
    assert text.status_code == 200 and f"Code: {code}" in text.text and text.headers["Cache-Control"] == "no-store"
    assert "Телефон" in text.text
    pdf = visitor.post(f"{path}/slip.pdf", data={"with": "uk", "code": code})
    assert pdf.data.startswith(b"%PDF") and pdf.headers["Cache-Control"] == "no-store"
    assert len(pdf.data) > len(visitor.get(f"{path}/slip.pdf?with=uk").data)
    assert code not in visitor.get(f"{path}/slip.txt?code={code}").text
    for wrong in (new_code(), code[:-1], ""):
        assert visitor.post(f"{path}/slip.txt", data={"code": wrong}).status_code == 400
    other = visitor.post(f"/de/service/{ids['guide']}/slip.txt", data={"code": code})
    assert other.status_code == 400, "a code belongs to one service"
    assert len(rows(web_app)) == 1, "no second code for the same slip"


@pytest.mark.parametrize("data", [{"from": "nobody"}, {"with": "xx"}, {"deadline": "tomorrow"}])
def test_unknown_choices_make_no_code(
    visitor: FlaskClient, web_app: Flask, ids: dict[str, str], data: dict[str, str]
) -> None:
    assert visitor.post(f"/de/service/{ids['debt']}/slip", data=data).status_code == 400
    assert visitor.post(f"/de/service/{ids['debt']}/slip", data={"from": ids["debt"]}).status_code == 400
    assert visitor.post("/de/service/nobody/slip").status_code == 404
    assert rows(web_app) == []


def _amount(rule: str) -> int:
    assert rule.endswith(" per hour")
    return int(rule.split()[0])


def test_guessing_is_hopeless() -> None:
    hours, codes = (WEEKS + 1) * 7 * 24, 2**20
    tries = _amount(BY_ALL) * hours
    assert log2(tries * codes) - BITS < -40, "with a million codes about, and everybody guessing all the time"


def test_whoever_guesses_is_stopped_and_nobody_else(visitor: FlaskClient, web_app: Flask, ids: dict[str, str]) -> None:
    code = made(visitor, ids["debt"])
    for _ in range(_amount(BY_VISITOR)):
        assert visitor.post("/code", data={"code": new_code()}).status_code == 404
    for typed in (new_code(), code):
        stopped = visitor.post("/code", data={"code": typed})
        assert stopped.status_code == 429 and "Zu viele falsche Codes." in stopped.text
    assert visitor.post(f"/de/service/{ids['debt']}/slip.txt", data={"code": code}).status_code == 429
    other = web_app.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    for _ in range(_amount(BY_VISITOR) + 5):
        assert other.post("/code", data={"code": code}).status_code == 200, "right codes use nothing up"


def test_another_address_of_the_same_connection_is_the_same_visitor(web_app: Flask) -> None:
    client = web_app.test_client()
    for number in range(_amount(BY_VISITOR) + 1):
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:5:7::{number:x}"
        answer = client.post("/code", data={"code": new_code()})
    assert answer.status_code == 429
    for other in ("2001:db8:5:8::1", "::ffff:192.0.2.91", "::ffff:192.0.2.92", "unix:socket"):
        client.environ_base["REMOTE_ADDR"] = other
        assert client.post("/code", data={"code": new_code()}).status_code == 404


def test_slips_with_a_code_are_limited_too(visitor: FlaskClient, ids: dict[str, str]) -> None:
    for _ in range(_amount(SLIPS_BY_VISITOR)):
        made(visitor, ids["silent"])
    stopped = visitor.post(f"/de/service/{ids['silent']}/slip")
    assert stopped.status_code == 429 and "Bitte warten Sie eine Stunde" in stopped.text
    assert visitor.get(f"/de/service/{ids['silent']}/slip").status_code == 200


def test_a_locked_database_gets_a_sentence(visitor: FlaskClient, web_app: Flask, ids: dict[str, str]) -> None:
    code = made(visitor, ids["debt"])
    engine = web_app.extensions[KEY].service.engine
    hurried = lambda connection, *_: connection.execute("PRAGMA busy_timeout=20")  # noqa: E731
    with writing(engine) as db:
        db.execute(delete(SlipCount))
        event.listen(engine, "checkout", hurried)
        for path, data in ((f"/de/service/{ids['debt']}/slip", {}), ("/code", {"code": code, "state": "full"})):
            answer = visitor.post(path, data=data)
            assert answer.status_code == 503 and "noch einmal" in answer.text
        event.remove(engine, "checkout", hurried)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=5000")


def test_after_13_weeks_the_code_is_gone_by_itself(visitor: FlaskClient, web_app: Flask, ids: dict[str, str]) -> None:
    code = made(visitor, ids["debt"])
    engine = web_app.extensions[KEY].service.engine
    with writing(engine) as db:
        db.execute(update(SlipCode).values(week="2026-W33"))
    answer = visitor.post("/code", data={"code": code})
    assert answer.status_code == 404 and WRONG in answer.text
    web_app.extensions["lotse-lapsed"] = date(2026, 11, 18)  # as on a new day
    visitor.get("/de/")
    for thread in threading.enumerate():
        if thread.name == "lapse":
            thread.join()
    assert rows(web_app) == []
    with session(engine) as db:
        assert [(row.quarter, row.kind, row.slips) for row in db.scalars(select(SlipCount))] == [("2026-Q3", "debt", 1)]


@pytest.mark.parametrize("code", [tag for tag in LANGUAGES if tag != "de"])
def test_a_coded_slip_is_one_page_in_every_language(visitor: FlaskClient, ids: dict[str, str], code: str) -> None:
    chosen = {"with": code, "deadline": LONGEST}
    secret = made(visitor, ids["debt"], **chosen)
    pdf = visitor.post(f"/de/service/{ids['debt']}/slip.pdf", data={**chosen, "code": secret}).data
    assert max(map(int, re.findall(rb"/Count (\d+)", pdf))) == 1


def test_in_a_browser(server: str, browser: Browser, ids: dict[str, str]) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 800}, locale="de-DE", color_scheme="dark", java_script_enabled=True
    )
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda said: faults.append(said.text))
    page.goto(f"{server}/de/service/{ids['debt']}/slip?with=ar&deadline={LONGEST}")
    _sound(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Zettel mit Code machen").click()
    code = page.locator(".sheet-code b").inner_text()
    _sound(page)
    assert b"/Count 1" in page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(".sheet *", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 14 / 72 * 96 - 0.01 and page.locator(".code-form").count() == 0
    page.emulate_media(media="screen")
    page.goto(f"{server}/code")
    _sound(page)
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Weiter").click()
    _sound(page)
    with page.expect_navigation(url=f"{server}/code?lang=de"):
        page.get_by_role("button", name="angekommen").click()
    expect(page.get_by_role("status")).to_have_text("Gespeichert: angekommen")
    _sound(page)
    assert faults == []
    context.close()


def _sound(page: object) -> None:
    report = Axe().run(page)  # type: ignore[arg-type]
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # type: ignore[attr-defined]
