"""``/<lang>/service/<id>``."""

from __future__ import annotations

from flask import Response, abort, redirect
from werkzeug.wrappers import Response as BaseResponse

from directory.records import ServiceRecord
from finder.web.making.service import service_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/service/<service_id>")
def service(lang: str, service_id: str) -> Response | BaseResponse:
    """A merged service answers 301 to what it was merged into; an unknown one a 404 that helps."""
    here = site()
    record = here.service.record(service_id)
    if record is None:
        merged_into = here.service.redirect(service_id)
        return redirect(f"/{lang}/service/{merged_into}", 301) if merged_into else abort(404)
    voice = here.voice(lang)
    helper = None if record.reachable else local_guide(record, here.service.records)
    page = service_page(record, voice, here.service.now(), report_mail=here.report_mail, helper=helper)
    return render("public/service.html", page, voice)


def local_guide(record: ServiceRecord, records: tuple[ServiceRecord, ...]) -> ServiceRecord | None:
    """Whom to call instead: the same carrier, else the Migrationsfachdienst of the district. Both must have a phone."""
    districts = {*record.areas, *(door.district for door in record.doors if door.district)}
    callable_ = [other for other in records if other.id != record.id and _has_phone(other)]
    near = [other for other in callable_ if districts & {*other.areas, *(door.district for door in other.doors)}]
    carriers = [other for other in near if record.organization and other.organization == record.organization]
    guides = [other for other in near if "mfd" in other.kinds]
    return next(iter([*carriers, *guides]), None)


def _has_phone(record: ServiceRecord) -> bool:
    return bool(record.phones or any(door.phones for door in record.doors))
