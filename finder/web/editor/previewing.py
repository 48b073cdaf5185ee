"""The public page of a service as it would be, with the form folded into it: nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, current_app, make_response, request

from directory.editing import Change
from finder.web.editor import keeping
from finder.web.editor.blueprint import voice
from finder.web.editor.keeping import Seen
from finder.web.making.service import Surroundings, service_page
from finder.web.next_ways import next_ways
from finder.web.origin import origin
from finder.web.rendering import NO_STORE, speaker
from finder.web.site import site
from finder.web.wording.staff import staff_voice

# What the preview does not send back by itself.
_LEFT_OUT = ("csrf_token", "do")


def preview_page(seen: Seen, change: Change) -> Response:
    """Raises what ``editing.apply`` raises."""
    record = keeping.preview(seen.outline.id, change) or abort(404)
    here = site()
    around = Surroundings(
        ways=next_ways(here.service), german=staff_voice("de"), origin=origin(), records=here.service.records
    )
    page = replace(service_page(record, voice(), here.service.now(), around), keep=False)
    fields = [(name, each) for name, each in request.form.items(multi=True) if name not in _LEFT_OUT]
    template = current_app.jinja_env.get_template("editor/preview.html")
    response = make_response(template.render(page=page, _=speaker(voice().translation), seen=seen, fields=fields))
    response.headers.update({"Cache-Control": NO_STORE, "X-Robots-Tag": "noindex", "Content-Language": page.lang})
    return response
