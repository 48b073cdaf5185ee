"""From a template to a response: pages for carriers' staff, in German or English, kept by nobody and found by nobody.

The language comes with ``?lang=``, else from the browser. There is no session, no cookie and nobody logged in.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, make_response, request

from finder.web.languages import LANGUAGES, lookup, negotiate
from finder.web.pages.base import Step
from finder.web.rendering import NO_STORE, speaker
from finder.web.wording.staff import STAFF_LANGUAGES, staff_voice
from finder.web.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class CarrierPage:
    """The frame. ``languages`` is empty where changing the language would lose what was typed."""

    lang: str
    dir: str
    title: str
    languages: tuple[Step, ...]


def voice() -> Voice:
    """How the page that is asked for speaks."""
    wished = request.headers.get("Accept-Language", "")
    return staff_voice(lookup(request.args.get("lang", ""), STAFF_LANGUAGES) or negotiate(wished, STAFF_LANGUAGES))


def show(template: str, title: str, status: int = 200, **context: object) -> Response:
    """The page ``templates/carriers/<template>``; ``title`` is put into words already."""
    says = voice()
    page = CarrierPage(says.language, says.page_language.dir, title, tuple(_languages(says.language)))
    translate = speaker(says.translation)
    body = current_app.jinja_env.get_template(f"carriers/{template}").render(page=page, _=translate, **context)
    response = make_response(body, status)
    response.headers["Content-Language"] = page.lang
    response.headers["Cache-Control"] = NO_STORE
    response.headers["X-Robots-Tag"] = "noindex"
    response.vary.add("Accept-Language")
    return response


def _languages(current: str) -> list[Step]:
    """The same page in the other language; what was posted is not asked for again."""
    if request.method != "GET":
        return []
    return [
        Step(LANGUAGES[code].own_name, f"{request.path}?lang={code}", current=code == current, lang=code)
        for code in STAFF_LANGUAGES
    ]
