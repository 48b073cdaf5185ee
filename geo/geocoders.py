"""Geocoders with geopy's interface: our own gazetteer, and Nominatim or Photon where an operator switches them on.

All of them answer ``geocode(query)`` and ``reverse(point)`` with geopy's ``Location`` (the raw answer kept in
``raw``), so that they can stand in for each other. Only scripts and commands may use the ones that ask over the
network: never a request of a visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.errors import NotConfigured, UnknownPlace
from geo.gazetteer import Gazetteer, gazetteer
from geo.places import Place
from geo.resolving import place_at

# The public Nominatim allows one question a second; the same courtesy for every other.
_SECONDS_BETWEEN = 1.1
_TIMEOUT_S = 10
_NETWORK = {"nominatim": Nominatim, "photon": Photon}


class RefusingAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that sends nothing: whoever uses it can be sure that nothing leaves this machine."""

    def __init__(self, *, proxies: object = None, ssl_context: object = None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        raise GeocoderServiceError("network refused")

    def get_text(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        raise GeocoderServiceError("network refused")


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """The gazetteer as a geopy geocoder; it knows places and postcodes, no streets."""

    def __init__(self, places: Gazetteer | None = None, *, adapter_factory: type = RefusingAdapter) -> None:
        super().__init__(adapter_factory=adapter_factory, timeout=None)
        self._places = places or gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: object = None,
    ) -> Location | list[Location] | None:
        """The place that a text or a mapping with ``postalcode`` and ``city`` means; else None.

        With ``exactly_one=False`` a list, the likeliest of the namesakes first.
        """
        text = query if isinstance(query, str) else f"{query.get('postalcode', '')} {query.get('city', '')}"
        try:
            best = self._places.resolve(_without_street(text))
        except UnknownPlace:
            return None
        others = (place for place in self._places.lookup(text) if place.key != best.key)
        found = [_location(place) for place in (best, *others)]
        return found[0] if exactly_one else found[:limit]

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: object = None,
    ) -> Location | list[Location] | None:
        """The district of a point; None outside the Land."""
        point = query if isinstance(query, Point) else Point(query)
        try:
            place = place_at(point.latitude, point.longitude)
        except UnknownPlace:
            return None
        if place.outside_km is not None:
            return None
        found = _location(place)
        return found if exactly_one else [found][:limit]


def _without_street(text: str) -> str:
    """The part of a one-line address in which the town stands: the last one that is not the country."""
    parts = [part for part in text.split(",") if part.strip().casefold() not in ("", "deutschland", "germany")]
    is_position = len(parts) == 2 and all(part.strip().lstrip("-").replace(".", "").isdigit() for part in parts)
    return text if is_position or not parts else parts[-1]


def _location(place: Place) -> Location:
    return Location(place.label, (place.lat, place.lon, 0.0), asdict(place))


class LimitedGeocoder:
    """A network geocoder that keeps its distance between questions and repeats nothing after an error."""

    def __init__(self, name: str, asking: Geocoder) -> None:
        self.name = name
        limits: dict[str, Any] = {
            "min_delay_seconds": _SECONDS_BETWEEN,
            "max_retries": 0,
            "error_wait_seconds": _SECONDS_BETWEEN,
            "swallow_exceptions": False,
        }
        self.geocode = RateLimiter(asking.geocode, **limits)
        self.reverse = RateLimiter(asking.reverse, **limits)


def make_geocoder(
    name: str | None, user_agent: str | None = None, domain: str | None = None, adapter_factory: type | None = None
) -> OfflineGeocoder | LimitedGeocoder:
    """``None`` or ``offline``: our own. ``nominatim`` or ``photon``: over the network, at most one question a second.

    ``user_agent`` must name the operator (the services demand it), else NotConfigured; ``domain`` is a server of one's
    own. ``adapter_factory`` is geopy's, for proxies and tests.
    """
    if name in (None, "", "offline"):
        return OfflineGeocoder()
    if name not in _NETWORK:
        known = ", ".join(_NETWORK)
        raise NotConfigured(f"Unbekannter Geocoder „{name}“. Möglich sind: offline, {known}.", field="geocoder")
    if not user_agent:
        raise NotConfigured(
            "Für einen Geocoder im Netz muss angegeben werden, wer fragt (user_agent).", field="user_agent"
        )
    options = {"domain": domain} if domain else {}
    asking = _NETWORK[name](user_agent=user_agent, timeout=_TIMEOUT_S, adapter_factory=adapter_factory, **options)
    return LimitedGeocoder(name, asking)
