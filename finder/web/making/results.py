"""Results -> the page of answers. Reads the same object as the JSON of the API."""

from __future__ import annotations

from dataclasses import dataclass, replace

from directory.clock import now as clock
from directory.vocabulary import kinds
from finder.search.next_best_way import NextWays
from finder.search.query import Ask, Option, PlaceMeant
from finder.search.results import Results
from finder.web.asking import Asked, search_url
from finder.web.making.crisis import crisis_items
from finder.web.making.eligibility import person_form_above
from finder.web.making.filters import filters
from finder.web.making.frame import frame, tongues
from finder.web.making.items import result_item
from finder.web.making.paper import paper
from finder.web.making.parts import about_person, in_codes, parts
from finder.web.making.pins import pins_json
from finder.web.making.tiers import focus, groups
from finder.web.making.ways_out import ways_out
from finder.web.pages.base import Step
from finder.web.pages.eligibility import PersonForm
from finder.web.pages.results import Pager, Question, ResultsPage
from finder.web.wording.voice import Voice

PLACE = ("near", "radius_km", "district", "page")
VIOLENCE = {"violence", "women", "domestic_violence", "forced_marriage"}


@dataclass(frozen=True, slots=True)
class Request:
    """How the page was asked for. ``keep`` False: sensitive, so nothing may store it; ``ways`` knows
    whom to ask where a service cannot be reached."""

    asked: Asked
    keep: bool
    ways: NextWays
    base_url: str = ""
    line: str = ""  # what stands in the search field where nothing was typed
    at_home: bool = False  # the place is the visitor's own position


def results_page(results: Results, request: Request, voice: Voice) -> ResultsPage:
    """The whole page."""
    asked, understood = request.asked, results.understood
    place = results.query.near or understood.place
    codes = in_codes(asked, results, place)
    first = (results.query.page - 1) * results.query.per_page
    wished = bool(understood.languages or results.query.languages)
    now = results.query.now or clock()
    items = tuple(
        result_item(result, first + position, voice, request.ways, now, wished=wished, codes=codes)
        for position, result in enumerate(results.results, start=1)
    )
    missed = results.relaxed[:1] if {name for name, _ in codes.pairs} <= {"q"} else ()
    total = voice.plural("{n} Angebot gefunden", "{n} Angebote gefunden", results.total)
    return ResultsPage(
        **frame(voice, total, "/search", languages=_tongues(asked, voice)),
        q=results.query.q or request.line,
        keep=request.keep,
        quick_exit=_quick_exit(results),
        total=total,
        missed="".join(missed),
        empty=results.total == 0,
        parts=parts(codes, _as_part(place, request, voice), voice),
        told=about_person(codes, voice),
        person=_person(results, codes, voice),
        corrected=understood.corrected,
        outside=_outside(place, request, voice),
        questions=tuple(_question(ask, codes, voice) for ask in understood.ask),
        crisis=crisis_items(results, voice),
        relaxed=results.relaxed[len(missed) :],
        groups=groups(items, understood.place, voice),
        call_first=any(item.stale and item.contact.means == "phone" for item in items),
        filters=filters(results, asked, voice),
        pager=_pager(results, asked, voice),
        share=_share(_shared(codes, place, request), request, voice),
        pins=pins_json(results.pins, {item.id: item.url for item in items}),
        focus=focus(results, understood.place),
        near_fields=tuple(pair for pair in asked.pairs if pair[0] not in PLACE),
        near_first=place is None and not asked.values("district"),
        paper=paper(asked, request.base_url, now.date(), voice, keep=request.keep),
        ways_out=ways_out(codes, place, voice),
    )


def _tongues(asked: Asked, voice: Voice) -> tuple[Step, ...]:
    if asked.post:
        return tongues(voice, "/search", asked.pairs)
    return tongues(voice, asked.url.removeprefix(f"/{asked.lang}"))


def _quick_exit(results: Results) -> bool:
    understood, query = results.understood, results.query
    return bool(
        VIOLENCE
        & {*understood.crisis, *understood.kinds, *understood.topics, *query.kinds, *query.topics, *query.wants}
    )


def _person(results: Results, codes: Asked, voice: Voice) -> PersonForm | None:
    """Not asked in danger, and not where everything found is open to everyone."""
    age, status = results.understood.age, results.understood.status
    told = age is not None or status is not None
    decides = any(not kinds()[code].open_to_everyone for code in results.facets.get("kind", ()))
    if not told and (results.crisis or not decides):
        return None
    return person_form_above(codes, age, status, voice)


def _question(ask: Ask, codes: Asked, voice: Voice) -> Question:
    return Question(voice(ask.text), tuple(_option(option, codes) for option in ask.options))


def _option(option: Option, codes: Asked) -> Step:
    # A place says more than its district; which district is meant is clear from the place's full name.
    if option.place:
        return codes.with_("near", option.place).step(option.label)
    return codes.with_("near").with_("district", option.district or "").step(option.label)


def _pager(results: Results, asked: Asked, voice: Voice) -> Pager | None:
    page, pages = results.query.page, max(1, -(-results.total // results.query.per_page))
    if pages == 1 and page == 1:
        return None
    before, after = min(page - 1, pages), page + 1
    return Pager(
        text=voice("Seite {page} von {pages}", page=page, pages=pages),
        previous=_to_page(asked, before, voice("Zurück")) if page > 1 else None,
        next=_to_page(asked, after, voice("Weiter")) if page < pages else None,
    )


def _to_page(asked: Asked, page: int, text: str) -> Step:
    return asked.with_("page", str(page) if page > 1 else "").step(text)


def _as_part(place: PlaceMeant | None, request: Request, voice: Voice) -> PlaceMeant | None:
    if place is None or not request.at_home:
        return place
    known = place.district is not None
    label = voice("Ihr Standort: {district}", district=place.label) if known else voice("Ihr Standort")
    return replace(place, label=label)


def _outside(place: PlaceMeant | None, request: Request, voice: Voice) -> str | None:
    if place is None or not (place.outside and request.at_home):
        return None
    return voice("Ihr Standort liegt knapp außerhalb von Rheinland-Pfalz. Bitte fragen Sie, ob man Ihnen hier hilft.")


def _shared(codes: Asked, place: PlaceMeant | None, request: Request) -> Asked:
    """A link says in which district the visitor is, never where."""
    if not request.at_home:
        return codes
    district = place.district if place else None
    without = codes.with_("near")
    return without.with_("district", district) if district and not codes.values("district") else without


def _share(codes: Asked, request: Request, voice: Voice) -> Step | None:
    """Only of a posted page: codes alone, neither the words nor anything about the visitor."""
    harmless = tuple(pair for pair in codes.pairs if pair[0] not in ("q", "age", "status"))
    if not request.asked.post or not harmless:
        return None
    return Step(voice("Link zu dieser Suche zum Weitergeben"), request.base_url + search_url(voice.language, harmless))
