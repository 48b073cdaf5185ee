"""Saving through the form: what was changed and nothing else, faults beside their fields, drafts, conflicts."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session
from directory.ledger import Ledger
from directory.provenance import history


def facts(engine: Engine, service_id: str) -> dict[str, Any]:
    with session(engine) as current:
        return Ledger(current, [service_id]).current(service_id)


def test_a_form_sent_back_untouched_says_nothing(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str]
) -> None:
    before = facts(engine, ids["own"])
    with session(engine) as current:
        lines = len(history(current, ids["own"]))
    assert person("traeger").edit(ids["own"]).status_code == 303
    with session(engine) as current:
        assert (facts(engine, ids["own"]), len(history(current, ids["own"]))) == (before, lines)


@pytest.mark.parametrize(
    ("field", "typed", "name", "stated"),
    [
        ("phones", "0261 97370\n0261 973712", "phones", ["+4926197370", "+49261973712"]),
        ("email", " beratung@example.org ", "email", "beratung@example.org"),
        ("languages", ["ar", "de"], "languages", ["ar", "de"]),
        ("areas", ["07111", "07137"], "areas", ["07111", "07137"]),
        ("url", "www.frankenthal.de", "url", "https://www.frankenthal.de"),
        ("url", "HTTP://schulden.example/", "url", "http://schulden.example/"),
        ("restricted", ["1"], "restricted", True),
        ("intake", "waiting", "intake", "waiting"),
        ("topics_text", "Miete\n\nStrom", "topics_text", ["Miete", "Strom"]),
        ("doors__main__street", "Musterweg 2", "doors.main.street", "Musterweg 2"),
        ("doors__main__hours__Fr__from0", "9.30", "doors.main.hours", "Mo-Th 09:00-12:00,14:00-16:00; Fr 09:30-12:00"),
        ("doors__main__hours__off", ["1"], "doors.main.hours", "Mo-Th 09:00-12:00,14:00-16:00; Fr 09:30-12:00; PH off"),
    ],
)
def test_what_is_typed_becomes_a_statement_with_its_grounds(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str], field: str, typed: Any, name: str, stated: Any
) -> None:
    assert person("traeger").edit(ids["own"], **{field: typed, "source__as_of": "2026-11-02"}).status_code == 303
    assert facts(engine, ids["own"])[name] == stated
    with session(engine) as current:
        said = next(each for each in history(current, ids["own"]) if each.field == name)
    assert (said.recorded_by, said.note, said.as_of, said.source and said.source.kind) == (
        "traeger", "angerufen", "2026-11-02", "carrier",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "  ", "Der Name fehlt."),
        ("phones", "0261 97370\nkeine Ahnung", "Das ist keine Telefonnummer mit Vorwahl: keine Ahnung"),
        ("email", "so <b>nicht", "Das ist keine E-Mail-Adresse: so &lt;b&gt;nicht"),
        ("doors__main__postcode", "5606", "Eine Postleitzahl hat fünf Ziffern: 5606"),
        ("doors__main__lat", "oben", "Das passt hier nicht"),
        ("doors__main__hours__Sa__from0", "9", "Bitte geben Sie bei den Zeiten immer Anfang und Ende an"),
        ("source__kind", "", "Bitte wählen Sie, woher Sie das wissen."),
        ("source__note", "", "Bitte schreiben Sie, warum Sie das ändern."),
        ("source__as_of", "2999-01-01", "Dieser Tag liegt in der Zukunft: 2999-01-01"),
        ("source__as_of", "2026-02-31", "Das ist kein Datum: 2026-02-31"),
        ("doors__main__lat", "0", "Bitte geben Sie Breite und Länge an"),
        ("url", "liste.csv", "Das ist keine Internetadresse: liste.csv"),
    ],
)
def test_faults_stand_beside_the_field_and_nothing_is_lost(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str], field: str, typed: str, sentence: str
) -> None:
    before, someone = facts(engine, ids["own"]), person("traeger")
    answer = someone.edit(ids["own"], **{"target_group": "Nur, was ich tippte", field: typed})
    assert answer.status_code == 400 and facts(engine, ids["own"]) == before
    assert sentence in answer.text and answer.text.count('aria-invalid="true"') == 1
    again = someone.inputs(answer.text, f"/edit/de/service/{ids['own']}")
    assert again["target_group"] == "Nur, was ich tippte"
    assert again[field.replace("__", ".")].replace("\r\n", "\n") == typed


def test_a_door_comes_and_goes(person: Callable[..., Any], engine: Engine, ids: dict[str, str]) -> None:
    someone = person("bezirk")
    new = {"doors__new__city": "Koblenz", "doors__new__name": "Sprechstunde", "doors__new__postcode": "56073"}
    assert someone.edit(ids["near"], **new).status_code == 303
    assert facts(engine, ids["near"])["doors"] == ["koblenz-sprechstunde"]
    assert facts(engine, ids["near"])["doors.koblenz-sprechstunde.postcode"] == "56073"
    assert someone.edit(ids["near"], remove="koblenz-sprechstunde").status_code == 303
    assert facts(engine, ids["near"])["doors"] == []


def test_hours_as_text_and_in_words(person: Callable[..., Any], engine: Engine, ids: dict[str, str]) -> None:
    someone = person("verwaltung")
    way = {"hours__way": "text", "hours__text": "Th[1] 14:00-18:00"}
    assert someone.edit(ids["far"], **way).status_code == 303
    assert facts(engine, ids["far"])["hours"] == "Th[1] 14:00-18:00"
    assert "Das heißt:" in someone.client.get(f"/edit/de/service/{ids['far']}").text
    asked = "field=hours&hours.way=rows&hours.Mo.from0=9&hours.Mo.to0=12&hours.off=1"
    said = someone.client.get(f"/edit/de/hours?{asked}").text
    assert said == "Das heißt: Montag 9–12 Uhr (Mo 09:00-12:00; PH off)"


def test_a_preview_writes_nothing_and_brings_everything_back(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str]
) -> None:
    before, someone = facts(engine, ids["draft"]), person("verwaltung")
    shown = someone.edit(ids["draft"], "preview", target_group="Für alle in <Mainz>")
    assert shown.status_code == 200 and "Für alle in &lt;Mainz&gt;" in shown.text and 'class="best"' in shown.text
    assert shown.headers["Cache-Control"] == "no-store" and facts(engine, ids["draft"]) == before
    fields = someone.inputs(shown.text, path := f"/edit/de/service/{ids['draft']}")
    back = someone.client.post(path, data={**fields.to_dict(flat=False), "do": "edit"})
    assert back.status_code == 200 and someone.inputs(back.text, path)["target_group"] == "Für alle in <Mainz>"
    saved = someone.client.post(path, data={**fields.to_dict(flat=False), "do": "save"})
    assert saved.status_code == 303 and facts(engine, ids["draft"])["target_group"] == "Für alle in <Mainz>"


def test_a_draft_waits_and_is_published_later(person: Callable[..., Any], engine: Engine, ids: dict[str, str]) -> None:
    someone = person("traeger")
    kept = someone.edit(ids["own"], "draft", umbrella="Dachverband", source__kind="")
    assert "Dachverband" not in str(facts(engine, ids["own"])) and "draft=" in kept.headers["Location"]
    path = f"/edit/de/service/{ids['own']}"
    drafted = kept.headers["Location"].replace("&done=draft", "").replace("?done=draft&", "?")
    assert someone.form(drafted, path)["umbrella"] == "Dachverband"
    done = someone.send(path, page=drafted, do="save", source__kind="carrier", source__note="geklärt")
    assert done.status_code == 303 and facts(engine, ids["own"])["umbrella"] == "Dachverband"
    assert "Entwurf von" not in someone.client.get(path).text
    other = someone.edit(ids["own"], "draft", umbrella="Anderer", source__kind="").headers["Location"]
    number = re.search(r"draft=(\d+)", other)
    assert number and someone.send(f"{path}/drop-draft", page=other, draft=number[1]).status_code == 303
    assert "Entwurf von" not in someone.client.get(path).text


def test_a_new_service_is_a_draft_until_it_is_published(person: Callable[..., Any], engine: Engine) -> None:
    someone = person("bezirk")
    said = {"source__kind": "own site", "source__url": "https://neu.example/", "source__note": "gefunden"}
    made = someone.send("/edit/de/new", name="Ganz neue Beratung", kinds="debt", district="07111", **said)
    place = made.headers["Location"]
    page = someone.client.get(place).text
    assert "<code>ganz-neue-beratung-koblenz</code>" in page and "Angelegt, als Entwurf." in page
    service_id = place.split("/")[-1].split("?")[0]
    assert someone.client.get(f"/de/service/{service_id}").status_code == 404
    assert someone.edit(service_id, "publish", phones="0261 97379").status_code == 303
    assert facts(engine, service_id)["status"] == "published"
    again = someone.send("/edit/de/new", name="Ganz neue Beratung", kinds="debt", district="07111", **said)
    assert "<code>ganz-neue-beratung-koblenz-2</code>" in someone.client.get(again.headers["Location"]).text


def test_the_second_of_two_editors_decides(person: Callable[..., Any], engine: Engine, ids: dict[str, str]) -> None:
    first, second = person("traeger"), person("bezirk")
    path = f"/edit/de/service/{ids['own']}"
    mine = second.form(path)
    assert first.edit(ids["own"], url="https://erste.example/", umbrella="Erster").status_code == 303
    mine["url"], mine["target_group"], mine["source.kind"], mine["source.note"] = (
        "https://zweite.example/",
        "Alle",
        "carrier",
        "x",
    )
    told = second.client.post(path, data=mine)
    assert told.status_code == 409 and "Jemand anders hat das inzwischen geändert" in told.text
    assert "https://erste.example/" in told.text and "https://zweite.example/" in told.text and "traeger" in told.text
    assert facts(engine, ids["own"])["url"] == "https://erste.example/"
    again = second.inputs(told.text, path)
    assert (again["umbrella"], again["target_group"]) == ("Erster", "Alle")  # theirs where only they changed it
    assert second.client.post(path, data=again).status_code == 409  # no answer is no answer
    again["keep.url"] = "theirs"
    assert second.client.post(path, data=again).status_code == 303
    now = facts(engine, ids["own"])
    assert (now["url"], now["umbrella"], now["target_group"]) == ("https://erste.example/", "Erster", "Alle")


def test_what_is_published_is_seen_at_once(person: Callable[..., Any], ids: dict[str, str]) -> None:
    someone = person("verwaltung")
    assert someone.edit(ids["far"], phones="06131 97377").status_code == 303
    for _ in range(600):  # the index is built aside
        if "06131 97377" in (page := someone.client.get(f"/de/service/{ids['far']}").text):
            break
        sleep(0.1)
    assert "06131 97377" in page


def test_a_decision_of_ours_is_no_word_of_the_service(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str]
) -> None:
    someone, path = person("verwaltung"), f"/edit/de/service/{ids['near']}"
    for do, stated in (("close", True), ("reopen", False)):
        assert someone.send(f"{path}/status", page=path, do=do, note="Umbau").status_code == 303
        assert facts(engine, ids["near"])["temporarily_closed"] is stated
    with session(engine) as current:
        said = next(each for each in history(current, ids["near"]) if each.field == "temporarily_closed")
    assert (said.recorded_by, said.note, said.source and said.source.kind) == ("verwaltung", "Umbau", "operator")
    shown = someone.edit(ids["near"], "preview").text
    assert "nicht genannt" not in shown


@pytest.mark.parametrize(
    ("lat", "lon", "sentence"),
    [
        ("0", "0", "Diese Position liegt weit weg von Rheinland-Pfalz: 0.0, 0.0"),
        ("8.27", "49.99", "Breite und Länge sind wohl vertauscht: 8.27, 49.99"),
        ("52.52", "13.4", "Diese Position liegt weit weg von Rheinland-Pfalz: 52.52, 13.4"),
    ],
)
def test_a_position_far_away_is_refused_beside_the_field(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str], lat: str, lon: str, sentence: str
) -> None:
    place = {"doors__main__lat": lat, "doors__main__lon": lon}
    answer = person("traeger").edit(ids["own"], **place)
    assert answer.status_code == 400 and sentence in answer.text
    assert "doors.main.lat" not in facts(engine, ids["own"])


def test_an_end_before_the_beginning_is_refused_but_a_night_is_not(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str]
) -> None:
    someone, row = person("traeger"), "doors__main__hours__Sa"
    slip = someone.edit(ids["own"], **{f"{row}__from0": "12", f"{row}__to0": "9"})
    assert slip.status_code == 400 and "Das Ende liegt vor dem Anfang." in slip.text
    assert someone.edit(ids["own"], **{f"{row}__from0": "20", f"{row}__to0": "2"}).status_code == 303
    assert "Sa 20:00-02:00" in facts(engine, ids["own"])["doors.main.hours"]


def test_a_waiting_time_is_one_of_a_few_and_lapses(
    person: Callable[..., Any], engine: Engine, ids: dict[str, str]
) -> None:
    someone = person("traeger")
    said = {"intake": "waiting", "intake_band": "2 bis 4 Wochen", "source__as_of": "2026-11-02"}
    assert someone.edit(ids["own"], intake="unknown").status_code == 303
    assert someone.edit(ids["own"], **said).status_code == 303
    now = facts(engine, ids["own"])
    assert (now["intake"], now["intake_band"], now["intake_until"]) == ("waiting", "2 bis 4 Wochen", "2027-02-02")
    wrong = someone.edit(ids["own"], intake_band="nope")
    assert wrong.status_code == 400 and "Das ist keine der Wartezeiten zur Auswahl: nope" in wrong.text


def test_a_new_service_sent_twice_is_one(person: Callable[..., Any], engine: Engine) -> None:
    someone = person("bezirk")
    sent = {
        **someone.form("/edit/de/new"),
        "name": "Zweimal gedrückt", "kinds": "debt", "district": "07111", "source.kind": "carrier", "source.note": "x",
    }  # fmt: skip
    first, again = (someone.client.post("/edit/de/new", data=sent).headers["Location"] for _ in range(2))
    assert first == again
    other = someone.client.post("/edit/de/new", data=sent | {"kinds": "family"}).headers["Location"]
    assert other != first
