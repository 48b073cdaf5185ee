"""A carrier confirms or corrects its own record by a link: what still holds gets today's date, changes wait."""

from __future__ import annotations

import math
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from sqlalchemy import func, select
from werkzeug.serving import make_server

from directory.confirming import issue
from directory.database import open_database, session, writing
from directory.editing import Change, apply
from directory.models import ConfirmationLink, Fact
from directory.provenance import history
from directory.registry_files import EntrySource
from directory.review import Waiting, queue
from finder.confirmation import confirmation_key
from finder.service import Service
from finder.web import create_app

TODAY = date(2026, 11, 19)
CALL = EntrySource("c", "telephone", "2026-11-18", "operator", "high")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Ask = Callable[..., str]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, web_app: Flask) -> Flask:
    """The made-up registry in a state folder of its own, since these tests write."""
    state, folder = tmp_path_factory.mktemp("confirm"), web_app.extensions["lotse"].service.settings.data_dir
    settings = {"STATE_DIR": state, "NOW": "2026-11-19T14:30:00+01:00", "TESTING": "1"}
    return create_app({**settings, "DATA_DIR": folder, "REPORT_MAIL": "hinweise@example.org"})


@pytest.fixture
def lotse(app: Flask, tmp_path: Path) -> Iterator[Service]:
    """Each test has a copy of the database; nothing is rebuilt beside it but where a test says so."""
    service: Service = app.extensions["lotse"].service
    before = service.engine, service.index, service.revision
    kept, copied = service.settings.state_dir / "lotse.sqlite3", tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(kept)) as here, closing(sqlite3.connect(copied)) as there:
        here.backup(there)
    service.engine, service._checked = open_database(f"sqlite:///{copied}"), math.inf
    yield service
    service.engine.dispose()
    service.engine, index, service.revision = before
    service.holder.swap(index)


@pytest.fixture
def carrier(app: Flask, lotse: Service) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def ask(lotse: Service, ids: dict[str, str]) -> Ask:
    """``ask("debt")``: the path of a new link for that service."""

    def link(name: str, on: date = TODAY) -> str:
        with writing(lotse.engine) as db:
            return "/confirm/" + issue(db, ids[name], "mail", confirmation_key(lotse.settings), on)

    return link


def hidden(page: str) -> dict[str, str]:
    """The form as a browser sends it untouched."""
    mark = re.search(r'name="seen" value="([^"]+)"', page)
    assert mark
    return {"seen": mark[1]}


def open_queue(lotse: Service) -> tuple[Waiting, ...]:
    with session(lotse.engine) as db:
        return queue(db)


def statements(lotse: Service) -> int:
    with session(lotse.engine) as db:
        return db.scalar(select(func.max(Fact.id))) or 0


def fields(page: str) -> dict[str, str]:
    """What stands in the fields of the long form."""
    typed = dict(re.findall(r'<input id="[^"]+" name="([^"]+)"[^>]* value="([^"]*)"', page))
    return typed | dict(re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n([^<]*)', page))


def test_looking_changes_nothing(carrier: FlaskClient, lotse: Service, ask: Ask) -> None:
    link, before = ask("debt"), statements(lotse)
    for _ in range(2):
        page = carrier.get(link)
        assert page.status_code == carrier.head(link).status_code == 200
    assert statements(lotse) == before
    with session(lotse.engine) as db:
        assert db.scalars(select(ConfirmationLink.used_at)).all() == [None]
    for known in (
        "Schuldnerberatung Beispielverein",
        "0261 97370",
        "Beispielstraße 1",
        "Arabisch",
        "19. Dezember 2026",
    ):
        assert known in page.text


def test_the_page_stays_between_us(carrier: FlaskClient, ask: Ask) -> None:
    answer = carrier.get(ask("debt"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    assert 'rel="canonical"' not in answer.text


def test_all_still_holds(carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str]) -> None:
    link = ask("debt")
    assert "bestätigt ist davon bisher nichts" in carrier.get(f"/de/service/{ids['debt']}").text
    thanks = carrier.post(link, data={**hidden(carrier.get(link).text), "all": "1"})
    assert thanks.status_code == 200
    assert "Bestätigt mit dem heutigen Datum" in thanks.text
    lotse.rebuild()
    page = carrier.get(f"/de/service/{ids['debt']}").text
    assert "Stand: November 2026" in page
    assert "Die Stelle selbst" in page
    assert "bisher nichts" not in page
    assert "Bitte vorher anrufen" not in page
    assert "1 Angebot hat die Stelle selbst bestätigt." in carrier.get("/de/data").text
    with session(lotse.engine) as db:
        told = [line for line in history(db, ids["debt"]) if line.field == "phones"]
    assert (told[0].origin, told[0].as_of, told[0].recorded_by) == ("edit", "2026-11-19", "carrier")
    assert open_queue(lotse) == ()


def test_a_link_works_once(carrier: FlaskClient, lotse: Service, ask: Ask) -> None:
    link = ask("debt")
    sent = {**hidden(carrier.get(link).text), "all": "1"}
    carrier.post(link, data=sent)
    before = statements(lotse)
    for answer in (carrier.get(link), carrier.post(link, data=sent)):
        assert answer.status_code == 410
        assert "schon benutzt" in answer.text
        assert "mailto:hinweise@example.org" in answer.text
    assert statements(lotse) == before


@pytest.mark.parametrize(("on", "status"), [(date(2026, 10, 20), 200), (date(2026, 10, 19), 410)])
def test_a_link_works_for_thirty_days(carrier: FlaskClient, ask: Ask, on: date, status: int) -> None:
    answer = carrier.get(ask("debt", on))
    assert answer.status_code == status
    assert ("abgelaufen" in answer.text) is (status == 410)


@pytest.mark.parametrize("change", [
    lambda token: token[:-1], lambda token: token + "A", lambda token: token[::-1], lambda token: "A" * 48,
    lambda token: "<script>alert(1)</script>", lambda token: "ä" * 48, lambda token: "%00", lambda token: token.lower(),
    lambda token: token[:24] + "A" * 24,
])  # fmt: skip
def test_a_forged_link_opens_nothing(carrier: FlaskClient, ask: Ask, change: Callable[[str], str]) -> None:
    token = ask("debt").rpartition("/")[2]
    for send in (carrier.get, carrier.post):
        answer = send("/confirm/" + change(token))
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text


def test_another_server_cannot_make_links(carrier: FlaskClient, lotse: Service, ids: dict[str, str]) -> None:
    with writing(lotse.engine) as db:
        token = issue(db, ids["debt"], "mail", b"x" * 32, TODAY)
    assert carrier.get(f"/confirm/{token}").status_code == 404


def test_a_withdrawn_service_has_nothing_to_confirm(
    carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str]
) -> None:
    link = ask("debt")
    with writing(lotse.engine) as db:
        apply(db, ids["debt"], Change({"status": "withdrawn"}, CALL, None, "editor"))
    assert carrier.get(link).status_code == 404


def test_only_what_was_ticked_is_confirmed(carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str]) -> None:
    link = ask("debt")
    page = carrier.get(link).text
    answer = carrier.post(
        link, data={**hidden(page), **fields(page), "some": "1", "still": ["languages", "hours", "x"]}
    )
    assert answer.status_code == 200
    with session(lotse.engine) as db:
        fresh = {line.field for line in history(db, ids["debt"]) if line.as_of == "2026-11-19"}
    assert fresh == {"languages", "doors.main.hours", "doors.mayen.hours_text"}
    assert open_queue(lotse) == ()


CORRECTIONS: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"phones": "0261 97370\n0261 97379-12"}, {"phones": ["+4926197370", "+492619737912"]}),
    ({"phones": ""}, {"phones": []}),
    ({"email": "neu@example.org"}, {"email": "neu@example.org"}),
    ({"url": "www.example.org"}, {"url": "https://www.example.org"}),
    ({"languages": "Arabisch, Türkisch und English"}, {"languages": ["ar", "tr", "en"]}),
    ({"doors.main.street": "Neue Straße 2"}, {"doors.main.street": "Neue Straße 2"}),
    ({"doors.main.postcode": ""}, {"doors.main.postcode": None}),
    ({"doors.main.hours_text": "Mo–Fr 9–12 Uhr"},
     {"doors.main.hours_text": "Mo–Fr 9–12 Uhr", "doors.main.hours": "Mo-Fr 09:00-12:00"}),
    ({"doors.main.hours_text": "nach Vereinbarung"},
     {"doors.main.hours_text": "nach Vereinbarung", "doors.main.hours": None}),
    ({"intake": "waiting", "intake_band": "2 bis 4 Wochen"},
     {"intake": "waiting", "intake_band": "2 bis 4 Wochen", "intake_until": "2027-02-19"}),
    ({"closed": "1"}, {"temporarily_closed": True}),
    ({"gone": "1"}, {"status": "withdrawn"}),
    ({"name": "Neuer Name\x00"}, {"name": "Neuer Name"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "facts"), CORRECTIONS)
def test_corrections_wait_for_a_person(
    carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str], typed: dict[str, str], facts: dict[str, Any]
) -> None:
    link, before = ask("debt"), statements(lotse)
    page = carrier.get(link).text
    answer = carrier.post(link, data={**hidden(page), **fields(page), "some": "1", **typed})
    assert answer.status_code == 200
    assert "Wir prüfen sie" in answer.text
    (waits,) = open_queue(lotse)
    assert (waits.kind, waits.service_id, waits.proposed_by, waits.as_of) == (
        "confirmation", ids["debt"], "carrier", "2026-11-19",
    )  # fmt: skip
    assert waits.facts == facts
    assert statements(lotse) == before
    assert carrier.get(link).status_code == 410


def test_a_change_is_never_confirmed_as_it_stood(
    carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str]
) -> None:
    link = ask("debt")
    page = carrier.get(link).text
    sent = {**fields(page), "doors.main.street": "Neue Straße 2", "some": "1", "still": "address", "note": "ab März"}
    assert carrier.post(link, data={**hidden(page), **sent}).status_code == 200
    with session(lotse.engine) as db:
        fresh = {line.field for line in history(db, ids["debt"]) if line.as_of == "2026-11-19"}
    assert "doors.main.street" not in fresh
    assert "doors.main.city" in fresh
    assert [waits.note for waits in open_queue(lotse)] == ["ab März"]


def test_a_language_we_have_no_name_for_is_kept_as_a_remark(carrier: FlaskClient, lotse: Service, ask: Ask) -> None:
    link = ask("debt")
    page = carrier.get(link).text
    carrier.post(link, data={**hidden(page), **fields(page), "some": "1", "languages": "Arabisch, Klingonisch"})
    (waits,) = open_queue(lotse)
    assert waits.facts == {"languages": ["ar"]}
    assert "Klingonisch" in str(waits.note)


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"phones": "bitte anrufen"}, "Diese Nummer können wir nicht lesen"),
    ({"email": "ohne-at"}, "keine E-Mail-Adresse"),
    ({"url": "kein link"}, "keine Internetadresse"),
    ({"doors.main.postcode": "5606"}, "fünf Ziffern"),
    ({"name": ""}, "Ohne Namen geht es nicht"),
    ({"target_group": "x" * 3000}, "schreiben Sie kürzer"),
    ({"intake": "vielleicht"}, "können wir so nicht annehmen"),
    ({}, "Bitte wählen Sie aus"),
])  # fmt: skip
def test_faults_stand_beside_the_field_and_lose_nothing(
    carrier: FlaskClient, lotse: Service, ask: Ask, typed: dict[str, str], sentence: str
) -> None:
    link, before = ask("debt"), statements(lotse)
    page = carrier.get(link).text
    answer = carrier.post(link, data={**hidden(page), **fields(page), "some": "1", "city": "?", **typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    for name, text in typed.items():
        if name != "intake":
            assert fields(answer.text)[name].strip() == text
            assert f'aria-describedby="{name}-fault"' in answer.text
    assert (open_queue(lotse), statements(lotse)) == ((), before)
    assert carrier.get(link).status_code == 200


def test_what_changed_meanwhile_is_shown_first(
    carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str]
) -> None:
    link = ask("debt")
    sent = {**hidden(carrier.get(link).text), "all": "1"}
    with writing(lotse.engine) as db:
        apply(db, ids["debt"], Change({"phones": ["+4926197379"]}, CALL, "2026-11-18", "editor"))
    answer = carrier.post(link, data=sent)
    assert answer.status_code == 409
    assert "0261 97379" in answer.text
    assert carrier.post(link, data={**hidden(answer.text), "all": "1"}).status_code == 200


def test_while_somebody_else_writes_nothing_typed_is_lost(carrier: FlaskClient, lotse: Service, ask: Ask) -> None:
    link = ask("debt")
    page = carrier.get(link).text
    with writing(lotse.engine) as db:
        db.execute(select(1))  # the lock is taken with the first statement
        sent = {**hidden(page), **fields(page), "some": "1", "city": "?", "phones": "0261 97379"}
        answer = carrier.post(link, data=sent)
    assert (answer.status_code, fields(answer.text)["phones"]) == (503, "0261 97379")
    assert carrier.post(link, data=sent).status_code == 200


def test_intake_holds_on_once_confirmed_and_lapses_else(
    carrier: FlaskClient, lotse: Service, ask: Ask, ids: dict[str, str]
) -> None:
    facts = {"intake": "waiting", "intake_band": "bis 2 Wochen"}
    with writing(lotse.engine) as db:
        apply(db, ids["debt"], Change({**facts, "intake_until": "2026-11-30"}, CALL, None, "editor"))
        apply(db, ids["office"], Change({**facts, "intake_until": "2026-11-18"}, CALL, None, "editor"))
    for name, until, shown in (("debt", "2027-02-19", True), ("office", "2026-11-18", False)):
        link = ask(name)
        page = carrier.get(link).text
        assert (
            '<p class="plain-fact" lang="de" dir="ltr"><span class="soft" lang="de">Wartezeit:</span> bis 2 Wochen'
            in page
        ) is shown
        assert carrier.post(link, data={**hidden(page), "all": "1"}).status_code == 200
        with session(lotse.engine) as db:
            now = {line.field: line.value for line in history(db, ids[name]) if line.superseded_at is None}
        assert now["intake_until"] == until


def test_in_english(carrier: FlaskClient, ask: Ask) -> None:
    link = ask("debt")
    page = carrier.get(f"{link}?lang=en").text
    assert 'lang="en"' in page
    assert "Everything is still correct" in page
    sent = {**hidden(page), **fields(page), "some": "1", "still": "phone"}
    assert "Confirmed with today" in carrier.post(f"{link}?lang=en", data=sent).text


def test_names_are_no_markup(carrier: FlaskClient, ask: Ask) -> None:
    assert "<b>Koblenz</b>" not in carrier.get(ask("guide")).text


@pytest.fixture
def running(app: Flask, lotse: Service) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_in_a_browser(browser: Browser, running: str, ask: Ask, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(running + ask("debt"))
    page.get_by_text("Nur ein Teil stimmt noch").click()
    found = [Axe().run(page, options=RULES)]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("E-Mail", exact=True).fill("kaputt")
    with page.expect_navigation():
        page.get_by_role("button", name="Absenden").click()
    page.get_by_text("Das ist keine E-Mail-Adresse.").wait_for()
    found.append(Axe().run(page, options=RULES))
    with page.expect_navigation():
        page.get_by_role("button", name="Alles stimmt noch").click()
    page.get_by_role("heading", name="Vielen Dank").wait_for()
    found.append(Axe().run(page, options=RULES))
    page.goto(running + "/confirm/x")
    found.append(Axe().run(page, options=RULES))
    context.close()
    assert [result.generate_report() for result in found if result.violations_count] == []
