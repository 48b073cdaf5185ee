"""Pages for what went wrong: the right status, the page's language, and what was typed is kept."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from finder.web.making.error import message, title


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/de/nowhere", 404),
        ("/xx/", 404),
        ("/hy/search", 404),
        ("/de/service/nobody", 404),
        ("/de/service/%00", 404),
        ("/de/district/99999", 404),
        ("/de/search?page=-1", 400),
        ("/de/search?page=99999999999999", 400),
        ("/de/search?near=abc,1", 400),
        ("/de/search?district=nope", 400),
        ("/de/search?kind=nope", 400),
        ("/de/search?age=3", 400),
        ("/de/search?q=" + "a" * 10_000, 400),
    ],
)
def test_a_page_says_so_and_helps_on(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert 'role="search"' in response.text and response.headers["Cache-Control"] == "no-store"


def test_what_was_typed_is_kept(client: FlaskClient) -> None:
    page = client.post("/en/search", data={"q": "debt <Koblenz>", "near": "Entenhausen"})
    assert page.status_code == 400
    assert 'value="debt &lt;Koblenz&gt;"' in page.text
    assert "We do not know this place." in page.text


@pytest.mark.parametrize(
    ("path", "words"), [("/en/nowhere", "This page does not exist"), ("/de/nowhere", "gibt es nicht")]
)
def test_errors_speak_the_pages_language(client: FlaskClient, path: str, words: str) -> None:
    assert words in client.get(path).text


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    response = client.put("/de/search")
    assert response.status_code == 405 and "POST" in response.headers["Allow"]


def test_a_huge_body_is_refused(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"q": "x" * 200_000})
    assert page.status_code == 413 and "Bitte gehen Sie zurück und schreiben Sie kürzer." in page.text


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/en/nowhere"), ("PUT", "/en/search"), ("GET", "/en/search?kind=nope")]
)
def test_an_error_leads_on(client: FlaskClient, method: str, path: str) -> None:
    main = client.open(path, method=method).text.partition("<main")[2].partition("</main>")[0]
    for way in ('href="/en/"', 'href="/en/search"', 'href="/en/help"', 'role="search"', "tel:112", "tel:116016"):
        assert way in main, way


@pytest.mark.parametrize("status", [400, 404, 405, 410, 413, 415, 500])
def test_every_error_has_its_own_words(status: int) -> None:
    assert title(status) and message(status) and title(status) != title(418 if status != 400 else 500)


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "​", "‮abc", "😀" * 100])
def test_odd_characters_are_only_characters(client: FlaskClient, text: str) -> None:
    assert client.post("/de/search", data={"q": text}).status_code in (200, 303)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/DE/", "/de/"),
        ("/de", "/de/"),
        ("/De/Search?kind=debt", "/de/search?kind=debt"),
        ("/de/search/", "/de/search"),
        ("/de/help/", "/de/help"),
        ("/en-GB/", "/en/"),
        ("/uk-UA/crisis", "/uk/crisis"),
        ("/de/service/{DEBT}", "/de/service/{debt}"),
        ("/favicon.ico", "/static/touch-icon."),
    ],
)
def test_an_address_nearly_right_leads_to_the_page(
    client: FlaskClient, ids: dict[str, str], path: str, meant: str
) -> None:
    led = client.get(path.format(DEBT=ids["debt"].upper()))
    assert led.status_code in (302, 308)
    place = led.headers["Location"].removeprefix("http://localhost")
    assert place.startswith(meant.format(debt=ids["debt"]))
    assert client.get(place).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/xx-YY/",
        "/DE/nowhere/",
        "/de/service/%0D%0AX",
        "/SQL/",
        "/%00/",
        "/data/LOTSE.CSV",
        "/api/search/",
        "/edit/../DE",
    ],
)
def test_nobody_is_led_astray(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code == 308:  # to us, and no further
        place = answer.headers["Location"]
        assert place.removeprefix("http://localhost").startswith("/de/service/") and "\n" not in place
        answer = client.get(place)
    assert answer.status_code == 404
