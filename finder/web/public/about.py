"""``/<lang>/data`` and ``/data.csv``: what there is, how old, from where; ``/<lang>/atlas`` and ``/atlas.csv``: where
what is missing."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from directory.atlas import atlas_csv
from directory.database import session
from directory.health import health_csv
from directory.unmet import UnmetRow, unmet_csv, unmet_rows
from directory.vocabulary import kinds, languages
from finder.web.making.atlas import atlas_page, atlas_path
from finder.web.making.data import data_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site
from geo.errors import BadInput


@public.get("/<lang:lang>/data")
def data(lang: str) -> Response:
    here = site()
    voice = here.voice(lang)
    return render("public/data.html", data_page(here.service.records, voice, here.service.now().date()), voice)


@public.get("/data.csv")
def data_table() -> Response:
    """The registry's health for a spreadsheet: ages, completeness and sources per district."""
    here = site()
    response = Response(health_csv(here.service.records, here.service.now().date()), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="data.csv"'
    return response


@public.get("/<lang:lang>/atlas")
def atlas(lang: str) -> Response | BaseResponse:
    """Kinds × districts × languages, on a map and in tables."""
    kind, language = _code("kind", kinds()), _code("language", languages())
    if "" in request.args.values():
        return redirect(f"/{lang}{atlas_path(kind, language)}", 303)  # a form sends its empty fields too
    here = site()
    voice = here.voice(lang)
    page = atlas_page(here.service.records, voice, here.service.now().date(), kind, language, _unmet())
    return render("public/atlas.html", page, voice)


@public.get("/unmet.csv")
def unmet_table() -> Response:
    """Searches that found nobody, as far as they may be shown."""
    response = Response(unmet_csv(_unmet()), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="unmet.csv"'
    return response


@public.get("/atlas.csv")
def atlas_table() -> Response:
    """The same for a spreadsheet: codes and German names."""
    here = site()
    language = _code("language", languages())
    response = Response(atlas_csv(here.service.records, here.service.now().date(), language), mimetype="text/csv")
    name = f"atlas-{language}.csv" if language else "atlas.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _unmet() -> tuple[UnmetRow, ...]:
    here = site().service
    with session(here.engine) as db:
        return unmet_rows(db, here.now().date())


def _code(name: str, known: Collection[str]) -> str | None:
    """A parameter that is one of these codes, or None where it is empty."""
    code = request.args.get(name, "").strip()
    if code and code not in known:
        raise BadInput("Diesen Wert kennen wir nicht.", field=name)
    return code or None
