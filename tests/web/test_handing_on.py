"""A service to hand on: as a picture to scan, a card for the address book, a text for a messenger."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from finder.service import Service
from finder.web.making.vcard import vcard
from finder.web.wording.catalogue import load_translations
from finder.web.wording.voice import Voice

PARTS = ("qr.svg", "contact.vcf", "message.txt")


def read_vcard(text: str) -> dict[str, list[list[str]]]:
    """Property -> its values, each in its fields: unfolded, parted at semicolons that are not escaped, unescaped."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), "every line ends with CR LF"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "folded"
    found: dict[str, list[list[str]]] = {}
    for line in text.replace("\r\n ", "").rstrip("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        fields = re.split(r"(?<!\\)(?:\\\\)*;", value)
        plain = [re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], field) for field in fields]
        found.setdefault(name.partition(";")[0], []).append(plain)
    return found


def test_the_card_says_what_is_published(client: FlaskClient, ids: dict[str, str]) -> None:
    answer = client.get(f"/de/service/{ids['debt']}/contact.vcf")
    assert answer.mimetype == "text/vcard" and answer.mimetype_params["charset"] == "utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Schuldnerberatung-Beispielverein.vcf"'
    card = read_vcard(answer.text)
    assert card["BEGIN"] == [["VCARD"]] and card["VERSION"] == [["3.0"]] and card["END"] == [["VCARD"]]
    assert card["FN"] == [["Schuldnerberatung Beispielverein"]]
    assert card["ORG"] == [["Beispielverein Koblenz e. V."]]
    assert card["TEL"] == [["+4926197370"]] and card["EMAIL"] == [["schulden@example.org"]]
    assert card["ADR"] == [["", "", "Beispielstraße 1", "Koblenz", "", "56068", ""]]
    assert card["GEO"] == [["50.35940", "7.59780"]]
    assert card["UID"] == [[f"urn:uuid:{ids['debt']}"]]
    assert card["NOTE"] == [[f"Stand: Oktober 2025\nhttp://localhost/de/service/{ids['debt']}"]]


def test_a_card_escapes_and_leaves_out(client: FlaskClient, ids: dict[str, str]) -> None:
    card = read_vcard(client.get(f"/en/service/{ids['guide']}/contact.vcf").text)
    assert card["FN"] == [['Migrationsdienst <b>Koblenz</b> & "Partner"']]
    assert "EMAIL" not in card and "URL" not in card and "GEO" not in card, "only the town is known"
    silent = read_vcard(client.get(f"/de/service/{ids['silent']}/contact.vcf").text)
    assert "TEL" not in silent and silent["NOTE"][0][0].startswith("Stand unbekannt")


def test_every_real_card_can_be_read_back(service: Service) -> None:
    voice = Voice(load_translations()["de"])
    for record in service.records:
        card = read_vcard(vcard(record, "https://lotse.example/x;y,z", voice))
        assert card["FN"] == [[" ".join(record.name.splitlines())]], record.name
        assert len(card["N"][0]) == 5 and all(len(address) == 7 for address in card.get("ADR", []))


def test_the_text_has_one_fact_a_line(client: FlaskClient, ids: dict[str, str]) -> None:
    answer = client.get(f"/de/service/{ids['debt']}/message.txt")
    assert answer.mimetype == "text/plain"
    lines = answer.text.split("\n")
    for line in (
        "Schuldnerberatung Beispielverein", "Schuldnerberatung", "Telefon: 0261 97370", "E-Mail: schulden@example.org",
        "Adresse: Beispielstraße 1, 56068 Koblenz", "Montag: 9–12, 14–16 Uhr", "Zeiten: jeden zweiten Dienstag",
        "Stand: Oktober 2025", f"http://localhost/de/service/{ids['debt']}",
    ):  # fmt: skip
        assert line in lines, line
    assert "Samstag" not in answer.text, "closed days are left out"


def test_the_picture_is_plain_and_may_be_kept(client: FlaskClient, ids: dict[str, str]) -> None:
    answer = client.get(f"/de/service/{ids['debt']}/qr.svg")
    assert answer.mimetype == "image/svg+xml" and answer.text.startswith("<svg")
    assert "style" not in answer.text and "script" not in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=86400" and answer.headers["ETag"]
    assert answer.text != client.get(f"/de/service/{ids['guide']}/qr.svg").text


def test_the_picture_of_a_search_holds_nothing_about_a_person(client: FlaskClient) -> None:
    plain = client.get("/de/search/qr.svg?kind=debt&near=Koblenz")
    assert plain.text == client.get("/de/search/qr.svg?near=Koblenz&age=30&status=x&kind=debt&other=1").text
    assert plain.headers["Cache-Control"] == "no-store"
    assert client.get("/de/search/qr.svg?q=" + "x" * 2000).status_code == 400


@pytest.mark.parametrize("part", PARTS)
def test_unknown_is_404_and_merged_is_moved(client: FlaskClient, ids: dict[str, str], part: str) -> None:
    moved = client.get(f"/en/service/{ids['debt-old']}/{part}")
    assert moved.status_code == 301 and moved.headers["Location"] == f"/en/service/{ids['debt']}/{part}"
    assert client.get(f"/en/service/00000000-0000-5000-8000-000000000000/{part}").status_code == 404
    assert client.get(f"/xx/service/{ids['debt']}/{part}").status_code == 404
    assert client.post(f"/en/service/{ids['debt']}/{part}").status_code == 405


def test_the_page_leads_to_all_of_them(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    for part in PARTS:
        assert f"/de/service/{ids['debt']}/{part}" in page
    assert f'href="http://localhost/de/service/{ids["debt"]}"' in page, "the address itself, to be read and copied"
