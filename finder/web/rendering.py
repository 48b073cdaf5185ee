"""From a page object to a response: one template a page, compiled at start."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from flask import Flask, Response, current_app, make_response
from jinja2 import StrictUndefined

from finder.web.district_map import DistrictMap
from finder.web.linked_data import linked_data
from finder.web.origin import origin
from finder.web.tiles import Tiles
from finder.web.wording.catalogue import Translation
from finder.web.wording.voice import Voice

_HERE = Path(__file__).resolve().parent
NO_STORE = "no-store"


class Shown(Protocol):
    """A page object, as far as a response needs it: its language, and whether anything may keep it."""

    @property
    def lang(self) -> str: ...

    @property
    def keep(self) -> bool: ...


def templates_dir() -> Path:
    """templates/ at the top of a checkout, or inside the package in a wheel."""
    checkout = _HERE.parent.parent / "templates"
    return checkout if (checkout / "base.html").is_file() else _HERE / "_templates"


def init_templates(app: Flask, asset_url: Any, district_map: DistrictMap, tiles: Tiles | None) -> None:
    """Strict (a misspelt field is an error, not an empty string), lean, and compiled before the first visitor comes."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.auto_reload = app.debug
    env.globals["asset"] = asset_url
    env.globals["district_map"] = district_map
    env.globals["tiles"] = tiles
    env.globals["origin"] = origin
    env.globals["linked_data"] = linked_data
    for name in env.list_templates(extensions=["html"]):
        env.get_template(name)


def speaker(translation: Translation) -> Any:
    """For a template: ``_("… %(name)s …", name=…)``; Jinja escapes the outcome as a whole."""

    def translate(message: str, **values: object) -> str:
        text = translation.gettext(message)
        return text % values if values else text

    return translate


def render(template: str, page: Shown, voice: Voice, status: int = 200) -> Response:
    """The page as a response. A page that answers something private is never stored or indexed."""
    translate = speaker(voice.translation)
    body = current_app.jinja_env.get_template(template).render(page=page, _=translate)
    response = make_response(body, status)
    response.headers["Content-Language"] = page.lang
    if not page.keep:
        response.headers["Cache-Control"] = NO_STORE
        response.headers["X-Robots-Tag"] = "noindex"
    return response
