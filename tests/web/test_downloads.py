"""The downloads of the page about the data: each format of the table, with what a browser needs to keep it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.exchange.formats import FORMATS


def test_the_page_offers_every_format(client: FlaskClient) -> None:
    for lang in ("de", "en", "ar"):
        page = client.get(f"/{lang}/data").text
        offered = re.findall(r'<a [^>]*href="(/data/[^"]+)" lang="en" dir="ltr">', page)
        assert offered == [f"/data/{found.file}" for found in FORMATS.values()]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_what_the_command_writes(web_app: Flask, client: FlaskClient, name: str) -> None:
    found = FORMATS[name]
    response = client.get(f"/data/{found.file}")
    assert response.status_code == 200
    assert response.data == found.write(web_app.extensions["lotse"].service.records)
    assert response.headers["Content-Type"] == found.media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="{found.file}"'


@pytest.mark.parametrize("name", ["lotse.doc", "csv", "lotse.csv%00", "..%2Fregistry%2F07111.toml"])
def test_other_names_are_no_files(client: FlaskClient, name: str) -> None:
    assert client.get(f"/data/{name}").status_code == 404
