"""All services of one district by kind, and the kinds that we know nobody for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds
from finder.search.next_best_way import NextWays
from finder.web.making.districts import neighbour_rows, services_by_district
from finder.web.making.frame import frame
from finder.web.making.home import kind_step
from finder.web.making.items import listed_item
from finder.web.making.pins import door_pins, pins_json
from finder.web.making.places import district_name, districts_step
from finder.web.pages.district import DistrictPage, KindGroup
from finder.web.pages.results import Item
from finder.web.wording.voice import Voice


def district_page(
    key: str, records: Sequence[ServiceRecord], voice: Voice, ways: NextWays, now: datetime
) -> DistrictPage:
    """``key`` must be one of ours. A service stands once, under its main kind."""
    here, also = services_of(key, records)
    numbers = {record.id: number for number, record in enumerate([*here, *also], start=1)}

    def items(code: str, among: list[ServiceRecord]) -> tuple[Item, ...]:
        return tuple(listed_item(r, key, numbers[r.id], voice, ways, now) for r in among if r.kind == code)

    groups = tuple(_groups(items, here, also, voice))
    covered = Counter(kind for record in (*here, *also) for kind in record.kinds)
    name = district_name(key)
    known = voice.plural("Wir kennen hier {n} Angebot.", "Wir kennen hier {n} Angebote.", len(numbers))
    return DistrictPage(
        **frame(voice, name, f"/district/{key}", description=f"{name}. {known}"),
        key=key,
        name=name,
        summary=known,
        groups=groups,
        missing=tuple(kind_step(code, voice, near=name) for code in kinds() if code not in covered and code != "other"),
        neighbours=neighbour_rows(key, services_by_district(records), voice),
        all_districts=districts_step(voice),
        pins=pins_json(door_pins(_doors(here, key)), {r.id: f"/{voice.language}/service/{r.id}" for r in here}),
    )


def services_of(key: str, records: Iterable[ServiceRecord]) -> tuple[list[ServiceRecord], list[ServiceRecord]]:
    """Those with a place in the district, then those that serve it from elsewhere."""
    here, also = [], []
    for record in records:
        if key in _door_districts(record):
            here.append(record)
        elif key in record.areas:
            also.append(record)
    return here, also


def _groups(
    items: Callable[[str, list[ServiceRecord]], tuple[Item, ...]],
    here: list[ServiceRecord], also: list[ServiceRecord], voice: Voice,
) -> Iterable[KindGroup]:  # fmt: skip
    for code in kinds():
        inside, outside = items(code, here), items(code, also)
        if inside or outside:
            yield KindGroup(code, code, voice.kind(code), inside, outside)


def _door_districts(record: ServiceRecord) -> set[str | None]:
    return {door.district for door in record.doors}


def _doors(records: list[ServiceRecord], key: str) -> Iterable[tuple[ServiceRecord, Door]]:
    return ((record, door) for record in records for door in record.doors if door.district == key)
