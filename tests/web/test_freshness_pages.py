"""How old each fact is, on the page of a service and on the page about the data; what lapses by age is not shown."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.database import session
from directory.snapshot import load_records
from finder.settings import load_settings
from finder.web import create_app
from geo.errors import NotConfigured


def test_a_fact_of_another_age_says_so(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    assert "Stand: Oktober 2025" in page
    assert re.search(r"Telefon</dt><dd>\s*<span class=\"soft\">\(Stand: 2022\)", page)
    assert page.count("Bitte vorher anrufen") == 1


def test_facts_of_one_age_are_dated_once(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['women']}").text
    assert "Stand: Januar 2024" in page
    assert "(Stand:" not in page


def test_where_all_is_fresh_nobody_is_asked_to_call_first(client: FlaskClient, ids: dict[str, str]) -> None:
    assert "Bitte vorher anrufen" not in client.get(f"/de/service/{ids['guide']}").text


@pytest.mark.parametrize("lang", ["de", "en", "ar"])
def test_the_health_of_the_registry_is_public(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/{lang}/data").text
    assert page.count('<th scope="row">') > 36 + 7
    assert 'href="/data.csv"' in page
    assert f'href="/{lang}/district/07111"' in page


def test_the_health_as_a_table(client: FlaskClient) -> None:
    answer = client.get("/data.csv")
    rows = {row["district"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert answer.mimetype == "text/csv"
    assert len(rows) == 38
    assert rows["07111"]["district_name"] == "Koblenz"
    assert int(rows["all"]["services"]) == sum(int(row["services"]) for key, row in rows.items() if key != "all")
    assert int(rows["07111"]["source_own_site"]) == 1


@pytest.fixture
def lapsing(tmp_path: Path, web_app: Flask) -> Flask:
    """The same registry, of an operator who shows nothing older than 18 months."""
    settings = {"STATE_DIR": tmp_path, "NOW": "2026-11-19T14:30:00+01:00", "UNPUBLISH_AFTER_MONTHS": "18"}
    return create_app({**settings, "DATA_DIR": web_app.extensions["lotse"].service.settings.data_dir, "TESTING": "1"})


def test_what_lapses_by_age_is_nowhere_but_in_the_database(lapsing: Flask, ids: dict[str, str]) -> None:
    client = lapsing.test_client()
    assert client.get(f"/de/service/{ids['debt']}").status_code == 200
    assert client.get(f"/de/service/{ids['women']}").status_code == 404
    assert ids["women"] not in client.get("/de/district/07111").text
    assert ids["women"] not in client.get("/api/search?kind=women").text
    with session(lapsing.extensions["lotse"].service.engine) as db:
        assert ids["women"] in {record.id for record in load_records(db)}


@pytest.mark.parametrize("value", ["-1", "zwölf", "1.5", "1000000"])
def test_a_wrong_number_is_a_sentence(value: str) -> None:
    with pytest.raises(NotConfigured, match="UNPUBLISH_AFTER_MONTHS"):
        load_settings({"UNPUBLISH_AFTER_MONTHS": value})
