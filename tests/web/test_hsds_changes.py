"""What an editor changes reaches the Open Referral API and the downloads, and only that is new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.database import writing
from directory.editing import Change, apply
from directory.registry_files import EntrySource
from finder.service import Service
from finder.web import create_app

CALL = EntrySource("c", "telephone", "2026-11-18", "operator", "high")


@pytest.fixture
def lotse(tmp_path_factory: pytest.TempPathFactory, web_app: Flask) -> Flask:
    """The made-up registry in a state folder of its own, since these tests write."""
    data = web_app.extensions["lotse"].service.settings.data_dir
    settings = {"NOW": "2026-11-19T14:30:00+01:00", "TESTING": "1", "DATA_DIR": data}
    return create_app({**settings, "STATE_DIR": tmp_path_factory.mktemp("changes")})


def change(lotse: Flask, service_id: str, facts: Mapping[str, Any]) -> None:
    service: Service = lotse.extensions["lotse"].service
    with writing(service.engine) as db:
        apply(db, service_id, Change(facts, CALL, "2026-11-18", "redaktion"))
    service.rebuild()


def contents(client: FlaskClient, query: str) -> Any:
    answer = client.get(f"/hsds/services?{query}").json
    assert answer is not None
    return answer["contents"]


def test_a_new_phone_number(lotse: Flask, ids: dict[str, str]) -> None:
    client = lotse.test_client()
    before = contents(client, "minimal=true")
    etags = {path: client.get(path).headers["ETag"] for path in ("/hsds/services?format=ndjson", "/data/lotse.csv")}
    latest = max(doc["modified_date"] for doc in before)
    change(lotse, ids["debt"], {"phones": ["+4926197379"]})
    whole = client.get(f"/hsds/services/{ids['debt']}").json
    assert whole is not None and [phone["number"] for phone in whole["phones"]] == ["+4926197379"]
    assert whole["last_modified"] > latest
    assert [doc["id"] for doc in contents(client, f"modified_after={whole['last_modified']}")] == [ids["debt"]]
    assert len(contents(client, f"minimal=true&modified_after={latest}")) == len(before)
    for path, etag in etags.items():
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200
    assert "+4926197379" in client.get("/data/lotse.csv").text


def test_what_is_withdrawn_is_gone(lotse: Flask, ids: dict[str, str]) -> None:
    client = lotse.test_client()
    carrier = client.get(f"/hsds/services/{ids['debt']}").json
    assert carrier is not None
    change(lotse, ids["debt"], {"status": "withdrawn"})
    for path in (
        f"services/{ids['debt']}",
        f"services/{ids['debt-old']}",
        f"organizations/{carrier['organization_id']}",
    ):
        assert client.get(f"/hsds/{path}").status_code == 404
    assert ids["debt"] not in client.get("/hsds/services?format=ndjson&full=true").text
    assert ids["debt"] not in client.get("/data/lotse.hsds.json").text


def test_temporarily_closed(lotse: Flask, ids: dict[str, str]) -> None:
    change(lotse, ids["debt"], {"temporarily_closed": True})
    whole = lotse.test_client().get(f"/hsds/services/{ids['debt']}").json
    assert whole is not None and whole["status"] == "temporarily closed"
