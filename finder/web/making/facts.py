"""What search engines and previews learn of a service: a sentence, and the known facts in schema.org's words.

Opening hours are left out on purpose: without their date, which schema.org has no word for, old ones would look true.
So are assumed areas and kinds, and positions that are not those of a street.
"""

from __future__ import annotations

from typing import Any

from directory.contacts import format_phone
from directory.records import Door, PhoneNumber, ServiceRecord
from directory.umbrellas import names_an_association
from finder.web.making.head import general
from finder.web.making.pins import EXACT
from finder.web.making.places import district_name, door_place
from finder.web.wording.voice import Voice

MOST = 5  # doors and phones of one service


def service_head(record: ServiceRecord, voice: Voice) -> dict[str, Any]:
    """``description`` and ``facts`` for the frame."""
    return {"description": _description(record, voice), "facts": _facts(record)}


def site_facts(voice: Voice) -> dict[str, Any]:
    """For the start page. No search action: what is typed belongs in no address."""
    return {"@type": "WebSite", "name": "Lotse", "inLanguage": voice.language, "description": general(voice)}


def _description(record: ServiceRecord, voice: Voice) -> str:
    """``Schuldnerberatung. Caritasverband Koblenz. Koblenz. Stand: Oktober 2025``: parts, so no grammar is needed."""
    organization = record.organization if record.organization != record.name else None
    place = door_place(record.doors[0]) if record.doors else None
    kinds = voice.listed(voice.kind_words(record.kinds, record.office))
    said = (kinds, organization, place, voice.as_of(record.as_of))
    return ". ".join(part.removesuffix(".") for part in said if part) + "."


def _facts(record: ServiceRecord) -> dict[str, Any]:
    authority = "authority" in record.kinds
    return _known({
        "@type": "GovernmentService" if authority else "Service",
        "name": record.name,
        "provider": _known({
            "@type": "GovernmentOrganization" if authority else "Organization",
            "name": record.organization or record.name,
            "parentOrganization": {"@type": "Organization", "name": record.umbrella}
            if names_an_association(record.umbrella)
            else None,
        }),
        "areaServed": _area(record),
        "availableChannel": [*_places(record), *_remote(record)],
    })  # fmt: skip


def _area(record: ServiceRecord) -> list[dict[str, str]]:
    if record.areas_assumed:
        return []
    named = {"statewide": "Rheinland-Pfalz", "nationwide": "Deutschland"}.get(record.scope)
    names = [named] if named else [district_name(key) for key in record.areas]
    return [{"@type": "AdministrativeArea", "name": name} for name in names]


def _places(record: ServiceRecord) -> list[dict[str, Any]]:
    languages = list(record.languages)
    return [
        _known({"@type": "ServiceChannel", "availableLanguage": languages, "serviceLocation": place})
        for door in record.doors[:MOST]
        if len(place := _place(door)) > 1
    ]


def _place(door: Door) -> dict[str, Any]:
    address = _known({
        "@type": "PostalAddress",
        "streetAddress": door.street,
        "postalCode": door.postcode,
        "addressLocality": door.city,
        "addressRegion": "Rheinland-Pfalz" if door.district else None,
        "addressCountry": "DE" if door.district else None,
    })  # fmt: skip
    exact = door.precision in EXACT and door.lat is not None
    return _known({
        "@type": "Place",
        "name": door.name,
        "address": address if door.street or door.city else None,
        "geo": {"@type": "GeoCoordinates", "latitude": door.lat, "longitude": door.lon} if exact else None,
        "telephone": _number(door.phones[0]) if door.phones else None,
    })  # fmt: skip


def _remote(record: ServiceRecord) -> list[dict[str, Any]]:
    """By phone, and on the web; mail addresses stay on the page, out of what is gathered for spam."""
    languages = list(record.languages)
    phones = [
        _known({"@type": "ContactPoint", "telephone": _number(phone), "availableLanguage": languages})
        for phone in record.phones[:MOST]
    ]
    channels: list[dict[str, Any]] = [{"@type": "ServiceChannel", "servicePhone": phone} for phone in phones]
    return channels + ([{"@type": "ServiceChannel", "serviceUrl": record.url}] if record.url else [])


def _number(phone: PhoneNumber) -> str:
    return format_phone(phone.number) + (f"-{phone.extension}" if phone.extension else "")


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], ())}
