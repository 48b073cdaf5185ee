"""Behind a proxy each visitor is one; without one nobody can pretend to be another."""

from __future__ import annotations

import pytest
from flask import Flask

from finder.settings import load_settings
from finder.web.app import make_app
from finder.web.site import KEY
from geo.errors import NotConfigured

ENOUGH = 60  # guesses that no limit lets through


@pytest.mark.parametrize(("proxies", "others_wait"), [(0, True), (1, False)])
def test_whose_guesses_are_counted(web_app: Flask, proxies: int, others_wait: bool) -> None:
    client = make_app(web_app.extensions[KEY].service, load_settings({"PROXIES": proxies})).test_client()

    def guess(visitor: str) -> int:
        seen = {"X-Forwarded-For": f"192.0.2.99, {visitor}"}  # the first is what the visitor says of himself
        return client.post("/code", data={"code": "nonsense"}, headers=seen).status_code

    assert 429 in [guess("192.0.2.1") for _ in range(ENOUGH)]
    assert (guess("192.0.2.2") == 429) is others_wait


def test_a_wrong_number_is_told() -> None:
    with pytest.raises(NotConfigured, match="PROXIES"):
        load_settings({"PROXIES": "yes"})
