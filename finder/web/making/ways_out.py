"""What to try where nothing was found: the same search with less in it, and everything there is."""

from __future__ import annotations

from collections.abc import Iterator

from finder.search.query import PlaceMeant
from finder.web.asking import Asked, search_url
from finder.web.making.places import district_name
from finder.web.pages.base import Step
from finder.web.wording.voice import Voice


def ways_out(codes: Asked, place: PlaceMeant | None, voice: Voice) -> tuple[Step, ...]:
    """The helpful first; each at most once."""
    return tuple(_steps(codes, place, voice))


def _steps(codes: Asked, place: PlaceMeant | None, voice: Voice) -> Iterator[Step]:
    if codes.values("open_now"):
        yield codes.with_("open_now").step(voice("Auch geschlossene Angebote zeigen"))
    if codes.values("language") and any(codes.values(name) for name in ("kind", "topic", "want")):
        yield codes.with_("language").step(voice("In allen Sprachen suchen"))
    if codes.values("district") or codes.values("radius_km"):
        yield codes.with_("district").with_("radius_km").step(voice("In ganz Rheinland-Pfalz suchen"))
    district = place.district if place else next(iter(codes.values("district")), None)
    if district:
        url = f"/{voice.language}/district/{district}"
        yield Step(voice("Alle Angebote hier: {district}", district=district_name(district)), url)
    yield Step(voice("Alle Angebote ansehen"), search_url(voice.language))
