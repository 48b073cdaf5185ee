"""From a template to a response: every page of the editors' area has the same frame, and no browser keeps any."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, make_response, request

from directory.accounts import Editor
from finder.web.editor.access import account_or_none
from finder.web.editor.blueprint import ui, voice
from finder.web.editor.navigation import links
from finder.web.languages import LANGUAGES
from finder.web.pages.base import Step
from finder.web.rendering import NO_STORE, speaker
from finder.web.wording.staff import STAFF_LANGUAGES


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The frame. ``languages`` is empty where changing the language would lose what was typed."""

    lang: str
    dir: str
    title: str
    account: Editor | None
    links: tuple[Step, ...]
    languages: tuple[Step, ...]


def show(template: str, title: str, status: int = 200, **context: object) -> Response:
    """The page ``templates/editor/<template>``; ``title`` is put into words already."""
    account = account_or_none()
    page = StaffPage(ui(), "ltr", title, account, tuple(links(account, voice())), tuple(_languages()))
    translate = speaker(voice().translation)
    body = current_app.jinja_env.get_template(f"editor/{template}").render(page=page, _=translate, **context)
    response = make_response(body, status)
    response.headers["Content-Language"] = page.lang
    response.headers["Cache-Control"] = NO_STORE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _languages() -> list[Step]:
    """The same page in the other language."""
    if request.method != "GET":
        return []
    here = request.full_path.rstrip("?").removeprefix(f"/edit/{ui()}")
    return [
        Step(LANGUAGES[code].own_name, f"/edit/{code}{here}", current=code == ui(), lang=code)
        for code in STAFF_LANGUAGES
    ]
