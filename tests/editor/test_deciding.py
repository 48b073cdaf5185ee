"""Publishing, withdrawing, closing: never without a reason, never over somebody's head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session
from directory.ledger import Ledger


def _facts(engine: Engine, service: str) -> dict[str, Any]:
    with session(engine) as current:
        return Ledger(current, [service]).current(service)


@pytest.mark.parametrize("do", ["withdraw", "close", "publish", "reopen"])
def test_no_decision_without_a_reason(person: Callable[..., Any], engine: Engine, ids: dict[str, str], do: str) -> None:
    before, path = _facts(engine, ids["own"]), f"/edit/de/service/{ids['own']}"
    answer = person("traeger").send(f"{path}/status", page=path, do=do, note="  ")
    assert answer.status_code == 400 and _facts(engine, ids["own"]) == before
    assert "Bitte schreiben Sie, warum Sie das ändern." in answer.text
    assert 'id="note" name="note" value="" required aria-describedby="fault-note ' in answer.text


def test_who_decides_second_is_told(person: Callable[..., Any], engine: Engine, ids: dict[str, str]) -> None:
    first, second, path = person("traeger"), person("bezirk"), f"/edit/de/service/{ids['own']}"
    seen = second.form(path, f"{path}/status")
    assert first.send(f"{path}/status", page=path, do="withdraw", note="aufgelöst").status_code == 303
    told = second.client.post(f"{path}/status", data={**seen, "do": "close", "note": "Umbau"})
    assert told.status_code == 409 and "Jemand anders hat diesen Dienst inzwischen geändert." in told.text
    assert "temporarily_closed" not in _facts(engine, ids["own"])
    again = second.inputs(told.text, f"{path}/status")  # with the reason, and what stands there now
    assert again["note"] == "Umbau"
    assert second.client.post(f"{path}/status", data={**again, "do": "close"}).status_code == 303
    without = {name: text for name, text in again.items() if name != "version"}
    assert second.client.post(f"{path}/status", data=without | {"do": "publish"}).status_code == 409
