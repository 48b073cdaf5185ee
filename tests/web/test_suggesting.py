"""What anybody may tell us: thanked alike, kept without a trace of who wrote it, and never more than can be read."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from directory.database import session, writing
from directory.ids import service_id
from directory.models import Proposal
from directory.review import Proposed, Waiting, propose, queue
from directory.suggesting import MOST_OF_ONE
from finder.web.limits import _KEY as COUNTERS
from finder.web.public.suggesting import OF_ONE
from finder.web.site import KEY, Site
from finder.web.stamps import LEAST_S, stamp

THANKS, MENDED, NOT_NOW = "Danke. Wir prüfen", "Bitte ausfüllen.", "Das geht gerade nicht."
GOOD = {"what": "phone", "text": "0261 97399", "source": ""}
GOOD_NEW = {"name": "Neue Stelle", "kind": "debt", "place": "56068 Koblenz", "reach": "0261 97370", "source": ""}


@pytest.fixture(autouse=True)
def _counting_anew(web_app: Flask) -> Iterator[None]:
    """No test's visits count for another, and none leaves a proposal."""
    web_app.extensions[COUNTERS].reset()
    yield
    with writing(_site(web_app).service.engine) as current:
        current.execute(delete(Proposal))


def _site(app: Flask) -> Site:
    found: Site = app.extensions[KEY]
    return found


@pytest.fixture
def waits(web_app: Flask) -> Callable[[], tuple[Waiting, ...]]:
    def read() -> tuple[Waiting, ...]:
        with session(_site(web_app).service.engine) as current:
            return queue(current)

    return read


@pytest.fixture
def send(web_app: Flask, client: FlaskClient, ids: dict[str, str]) -> Callable[..., Any]:
    """Posts a form as somebody who took a minute for it; ``form`` is "suggest" or the name of a service."""

    def post(form: str = "debt", lang: str = "de", age_s: float = 60, **typed: str) -> Any:
        about = "suggest" if form == "suggest" else ids[form]
        path = f"/{lang}/suggest" if form == "suggest" else f"/{lang}/service/{about}/report"
        signed = stamp(_site(web_app).service.settings, about, time.time() - age_s)
        return client.post(path, data={"stamp": signed, **typed})

    return post


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_form_asks_for_little_and_sets_no_cookie(client: FlaskClient, ids: dict[str, str], lang: str) -> None:
    for path in (f"/{lang}/service/{ids['debt']}/report", f"/{lang}/suggest"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert 'method="post"' in answer.text
        assert not re.search(r'type="(?:email|tel|password)"', answer.text)


def test_every_page_leads_to_the_form_for_a_missing_service(client: FlaskClient) -> None:
    assert 'href="/de/suggest"' in client.get("/de/").text


def test_a_number_becomes_a_fact_that_waits(send: Any, waits: Any, ids: dict[str, str]) -> None:
    answer = send(**GOOD)
    assert (answer.status_code, THANKS in answer.text) == (200, True)
    (found,) = waits()
    assert (found.kind, found.service_id, found.proposed_by, found.note) == ("correction", ids["debt"], "public", None)
    assert "+4926197399" in next(iter(found.facts.values()))


def test_the_same_again_waits_once(send: Any, waits: Any) -> None:
    for _ in range(3):
        assert THANKS in send(**GOOD).text
    assert len(waits()) == 1


@pytest.mark.parametrize(
    ("typed", "facts", "note", "page"),
    [
        ({"what": "hours", "text": "mal so, mal so"}, {}, "Öffnungszeiten: mal so, mal so", None),
        ({"what": "languages", "text": "Українська"}, {}, "Sprachen: Українська", None),
        ({"what": "email", "text": "neu@example.org", "source": "www.example.org/kontakt"},
         {"email": "neu@example.org"}, None, "https://www.example.org/kontakt"),
        ({"what": "closed"}, {"status": "withdrawn"}, "Die Stelle gibt es nicht mehr", None),
        ({"what": "closed", "text": "seit Mai", "source": "war dort"},
         {"status": "withdrawn"}, "Die Stelle gibt es nicht mehr: seit Mai\nQuelle: war dort", None),
        ({"what": "other", "text": "<script>alert(1)</script>"}, {},
         "Etwas anderes: <script>alert(1)</script>", None),
        ({"what": "other", "text": "a\x00b\u202ec\r\nd"}, {}, "Etwas anderes: a b c\nd", None),
        ({"what": "web", "text": "javascript:alert(1)", "source": "javascript:alert(1)"}, {},
         "Internet: javascript:alert(1)\nQuelle: javascript:alert(1)", None),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_note(
    send: Any, waits: Any, typed: dict[str, str], facts: dict[str, Any], note: str | None, page: str | None
) -> None:
    assert THANKS in send(**typed).text
    (found,) = waits()
    assert (found.facts, found.note, found.source_url) == (facts, note, page)


def test_a_missing_service(send: Any, waits: Any) -> None:
    assert THANKS in send("suggest", **GOOD_NEW).text
    assert THANKS in send("suggest", name="Andere", place="irgendwo dort", reach="klopfen", source="Nachbarin").text
    known, unread = waits()
    assert (known.kind, known.service_id, known.note) == ("new_service", None, None)
    assert known.facts | {"name": "Neue Stelle", "kinds": ["debt"], "district": "07111"} == known.facts
    assert unread.facts == {"name": "Andere"}
    assert unread.note == (
        "Ort oder Postleitzahl: irgendwo dort\nTelefon oder Internet: klopfen\nQuelle: Nachbarin"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "typed", "wrong"),
    [
        ("debt", {**GOOD, "what": ""}, "what"),
        ("debt", {**GOOD, "what": "color"}, "what"),
        ("debt", {**GOOD, "text": "   "}, "text"),
        ("debt", {**GOOD, "text": "\x00\u202e"}, "text"),
        ("debt", {**GOOD, "text": "x" * 501}, "text"),
        ("debt", {**GOOD, "source": "x" * 201}, "source"),
        ("suggest", {**GOOD_NEW, "name": ""}, "name"),
        ("suggest", {**GOOD_NEW, "kind": "color"}, "kind"),
        ("suggest", {**GOOD_NEW, "place": ""}, "place"),
        ("suggest", {**GOOD_NEW, "reach": ""}, "reach"),
        ("suggest", {}, "name"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(
    send: Any, waits: Any, form: str, typed: dict[str, str], wrong: str
) -> None:
    answer = send(form, **typed)
    assert answer.status_code == 400
    assert waits() == ()
    assert f'id="{wrong}-error"' in answer.text
    assert f'aria-describedby="{wrong}-error"' in answer.text
    for name, text in typed.items():
        if text.strip() and name not in ("what", "kind", wrong):
            assert text in answer.text
    if form == "debt" and wrong != "what":
        assert '<option value="phone" selected>' in answer.text


def test_what_was_typed_comes_back_as_text(send: Any) -> None:
    answer = send(what="", text='</textarea><script>alert("x")</script>', source='"><b>')
    assert "<script>alert" not in answer.text
    assert '"><b>' not in answer.text
    assert "&lt;/textarea&gt;" in answer.text


@pytest.mark.parametrize(
    ("more", "age_s"),
    [
        ({}, 0),
        ({}, LEAST_S - 1.5),
        ({"stamp": ""}, 60),
        ({"stamp": "debt.aaaa.bbbb"}, 60),
        ({"stamp": "\x00ä" * 50}, 60),
    ],
)
def test_too_quick_or_without_our_stamp_nothing_is_lost(
    send: Any, waits: Any, more: dict[str, str], age_s: float
) -> None:
    answer = send(**{**GOOD, "text": "0261 97398", **more}, age_s=age_s)
    assert answer.status_code == 429 and NOT_NOW in answer.text and THANKS not in answer.text
    assert "0261 97398</textarea>" in answer.text and waits() == ()


def test_programs_that_fill_in_everything_are_thanked_and_forgotten(send: Any, waits: Any) -> None:
    person = send(**GOOD, age_s=60)
    program = send(**GOOD, website="https://spam.example", age_s=60)
    assert len(waits()) == 1
    assert (program.status_code, program.text) == (person.status_code, person.text)


def test_a_stamp_holds_for_its_own_form_only(web_app: Flask, client: FlaskClient, waits: Any, ids: Any) -> None:
    other = stamp(_site(web_app).service.settings, ids["guide"], time.time() - 60)
    assert THANKS not in client.post(f"/de/service/{ids['debt']}/report", data={**GOOD, "stamp": other}).text
    assert waits() == ()


def test_mending_takes_no_new_waiting(send: Any, client: FlaskClient, waits: Any, ids: Any) -> None:
    refused = send(**{**GOOD, "text": ""})
    found = re.search(r'name="stamp" value="([^"]+)"', refused.text)
    assert found is not None
    client.post(f"/de/service/{ids['debt']}/report", data={**GOOD, "stamp": found.group(1)})
    assert len(waits()) == 1


def test_one_visitor_can_say_only_so_much(send: Any, waits: Any) -> None:
    allowed = int(OF_ONE.split()[0])
    answers = [send(what="other", text=f"Hinweis {n}") for n in range(allowed + 1)]
    assert [answer.status_code for answer in answers] == [200] * allowed + [429]
    assert NOT_NOW in answers[-1].text
    assert f"Hinweis {allowed}</textarea>" in answers[-1].text
    assert len(waits()) == allowed


def test_one_service_cannot_be_buried(web_app: Flask, send: Any, waits: Any, ids: Any) -> None:
    with writing(_site(web_app).service.engine) as current:
        for n in range(MOST_OF_ONE):
            propose(current, Proposed("correction", ids["debt"], {}, "public", f"Hinweis {n}"))
    answer = send(**GOOD)
    assert (answer.status_code, NOT_NOW in answer.text) == (429, True)
    assert THANKS in send("guide", **GOOD).text
    assert len(waits()) == MOST_OF_ONE + 1


def test_a_merged_service_is_reported_as_what_it_is_now(send: Any, client: FlaskClient, waits: Any, ids: Any) -> None:
    assert client.get(f"/de/service/{ids['debt-old']}/report").headers["Location"].endswith(f"{ids['debt']}/report")
    send("debt-old", **GOOD)  # its stamp is for an address that is gone
    assert waits() == ()


@pytest.mark.parametrize("unknown", ["nobody", service_id("test/unknown"), "%00", "a" * 500])
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_services_are_not_found(client: FlaskClient, method: str, unknown: str) -> None:
    assert getattr(client, method)(f"/de/service/{unknown}/report").status_code == 404


def test_a_body_that_is_too_large(client: FlaskClient, ids: dict[str, str]) -> None:
    answer = client.post(f"/de/service/{ids['debt']}/report", data={"text": "x" * 100_000})
    assert answer.status_code == 413


def test_where_leaving_quickly_matters_the_form_can_be_left_too(client: FlaskClient, ids: dict[str, str]) -> None:
    assert "data-exit" in client.get(f"/de/service/{ids['women']}/report").text


def test_nothing_about_whoever_writes_is_kept(web_app: Flask, send: Any, waits: Any) -> None:
    send(**GOOD)
    assert len(waits()) == 1
    folder = _site(web_app).service.settings.state_dir
    kept = b"".join(path.read_bytes() for path in Path(folder).glob("lotse.sqlite3*"))
    assert b"127.0.0.1" not in kept


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from(["phone", "email", "web", "address", "hours", "languages", "closed", "other"]) | st.text(),
    text=st.text(max_size=600) | st.from_regex(r"(Mo|Di|Sa)?[-–]?(Fr)? ?\d{1,2}[:.]\d\d ?(Uhr)?|0\d{3} \d+/-\d+"),
    source=st.text(max_size=60),
)
def test_whatever_is_typed(web_app: Flask, send: Any, what: str, text: str, source: str) -> None:
    web_app.extensions[COUNTERS].reset()
    answers = [
        send(what=what, text=text, source=source),
        send("suggest", name=text, kind=what, place=source, reach=text, source=source),
    ]
    assert {answer.status_code for answer in answers} <= {200, 400, 429}
