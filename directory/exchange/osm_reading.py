"""OpenStreetMap as Overpass answers (``[out:json]``, with ``out center meta``): places inside the Land that advise.

Which tags mean which kind is data (data/exchange/osm_kinds.toml). What has no name, lies elsewhere, is a shelter or of
no kind of ours is passed over and counted. Each service cites its object; the map only fills gaps (see
``planning``). © OpenStreetMap contributors, ODbL.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from directory import clock, hours
from directory.contacts import clean_email, clean_url, parse_phones
from directory.exchange.documents import Incoming, Parsed, Unreadable
from directory.exchange.gathering import MAIN_DOOR
from directory.exchange.json_reading import document
from directory.facts import Facts, door_field
from directory.field_checks import check_field, rules
from directory.problems import CODES
from directory.provenance import period_start
from directory.registry_files import EntrySource
from geo.districts import district_at
from geo.geocoding import locate
from geo.resources import data_dir
from geo.text import fold

Tags = Mapping[str, str]
_TYPES = ("node", "way", "relation")
_PAGE = "https://www.openstreetmap.org"
_PERIOD = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_LANGUAGE = re.compile(r"language:([a-z]{2,3})")
_GONE = ("disused", "abandoned", "was", "removed", "demolished")


class _PassedOver(Exception):
    """Why a thing of the map is not taken."""


def read(content: bytes) -> Parsed:
    """Every element that is a service. Raises Unreadable if this is no answer of Overpass."""
    found = document(content)
    elements = found.get("elements") if isinstance(found, dict) else None
    if not isinstance(elements, list):
        raise Unreadable("The file is no answer of Overpass: it has no list of elements.")
    parsed, passed = Parsed(), Counter[str]()
    for number, element in enumerate(elements, 1):
        try:
            parsed.services.append(_service(element, number))
        except _PassedOver as reason:
            passed[str(reason)] += 1
    parsed.notes += [f"passed over: {count} of {len(elements)} elements: {why}" for why, count in passed.most_common()]
    return parsed


def _service(element: Any, number: int) -> Incoming:
    tags = _tags(element)
    if any(tag.partition(":")[0] in _GONE for tag in tags):
        raise _PassedOver("no longer there")
    rule = _rule(tags)
    if not tags.get("name"):
        raise _PassedOver("without a name")
    if rule is None:
        raise _PassedOver("tags of none of our kinds")
    if _is_shelter(tags):
        raise _PassedOver("a shelter, whose place is never published")
    facts: Facts = {"name": tags["name"], "kinds": [rule["kind"]], "kind_assumed": True}
    facts |= {"office": rule["office"]} if "office" in rule else {}
    facts |= _contact(tags) | _place(element, tags)
    sound = {name: content for name, content in facts.items() if _is_sound(name, content)}
    if not {"name", "kinds"} <= sound.keys():
        raise _PassedOver("its name cannot be read")
    own = element.get("lotse_id")
    return Incoming(
        _where(element, number), None, None, sound, _source(element, tags), own if isinstance(own, str) else None
    )


def _tags(element: Any) -> Tags:
    tags = element.get("tags") if isinstance(element, dict) else None
    if not isinstance(tags, dict) or not tags:
        raise _PassedOver("without tags")
    return {str(key): " ".join(text.split()) for key, text in tags.items() if isinstance(text, str) and text.strip()}


def _rule(tags: Tags) -> Mapping[str, Any] | None:
    """The first that fits."""
    name = fold(tags.get("name", ""))
    for rule in _rules(data_dir()):
        tagged = all(_fits(tags.get(tag), wanted) for tag, wanted in rule["tags"].items())
        if tagged and ("name" not in rule or any(fold(word) in name for word in rule["name"])):
            return rule
    return None


def _fits(stated: str | None, wanted: str | list[str]) -> bool:
    if stated is None or wanted == "*":
        return stated is not None
    there = {part.strip() for part in stated.split(";")}
    return there >= {wanted} if isinstance(wanted, str) else there >= set(wanted)


@cache
def _rules(data: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((data / "exchange" / "osm_kinds.toml").read_text("utf-8"))["rule"]
    return found


def _is_shelter(tags: Tags) -> bool:
    name = fold(tags["name"])
    return tags.get("social_facility") == "shelter" or any(fold(word) in name for word in rules()["shelter_words"])


def _contact(tags: Tags) -> Facts:
    """What is said twice (``phone`` and ``contact:phone``) is taken once."""
    numbers = [
        number for tag in ("phone", "contact:phone", "contact:mobile") for number in parse_phones(tags.get(tag, ""))
    ]
    spoken = [found[1] for tag, said in tags.items() if said == "yes" and (found := _LANGUAGE.fullmatch(tag))]
    facts: Facts = {
        "organization": tags.get("operator"),
        "phones": list(dict.fromkeys(numbers)),
        "email": clean_email(tags.get("email") or tags.get("contact:email") or ""),
        "url": clean_url(tags.get("website") or tags.get("contact:website") or tags.get("url") or ""),
        "languages": spoken,
    }
    return {name: content for name, content in facts.items() if content}


def _place(element: dict[str, Any], tags: Tags) -> Facts:
    point = _point(element)
    named = [tags[tag] for tag in ("addr:street", "addr:housenumber") if tag in tags]
    street = " ".join(named) if "addr:street" in tags else None
    code, city = tags.get("addr:postcode"), tags.get("addr:city")
    district = district_at(*point) if point else locate(None, code, city, None).district
    if district is None:
        raise _PassedOver("outside Rheinland-Pfalz, or nobody knows where")
    written = tags.get("opening_hours")
    door: Facts = {
        "street": street if "addr:street" in tags else None,
        "postcode": code,
        "city": city,
        "district": district,
    }
    door |= {"lat": point[0], "lon": point[1]} if point else {}
    door |= {"hours" if written and hours.is_valid(written) else "hours_text": written}
    stated = {door_field(MAIN_DOOR, name): content for name, content in door.items() if content}
    return {"district": district, "doors": [MAIN_DOOR], **stated}


def _point(element: dict[str, Any]) -> tuple[float, float] | None:
    """Of a node; of what has an extent, its middle."""
    centre = element["center"] if isinstance(element.get("center"), dict) else element
    lat, lon = centre.get("lat"), centre.get("lon")
    if not (isinstance(lat, int | float) and isinstance(lon, int | float)) or abs(lat) > 90 or abs(lon) > 180:
        return None
    return float(lat), float(lon)


def _is_sound(name: str, content: Any) -> bool:
    """One odd tag of the map does not stop the rest."""
    return not any(CODES[code][0] == "error" for code, _ in check_field(name, content))


def _where(element: dict[str, Any], number: int) -> str:
    kind, own = element.get("type"), element.get("id")
    return f"osm:{kind}/{own}" if kind in _TYPES and type(own) is int else f"element {number}"


def _source(element: dict[str, Any], tags: Tags) -> EntrySource | None:
    """The object, as of the day when somebody looked last; else of its last change."""
    kind, own = element.get("type"), element.get("id")
    if kind not in _TYPES or type(own) is not int or own <= 0:
        return None
    said = [tags.get("check_date"), tags.get("survey:date"), str(element.get("timestamp", ""))[:10]]
    return EntrySource("osm", f"{_PAGE}/{kind}/{own}", next(filter(None, map(_day, said)), None), "other", "low")


def _day(text: str | None) -> str | None:
    try:
        known = bool(text and _PERIOD.fullmatch(text)) and period_start(text) <= clock.now().date()
    except ValueError:
        return None
    return text if known else None
