"""The next best way in words."""

from __future__ import annotations

from directory.general import general_kinds
from directory.records import ServiceRecord
from finder.search.explain import shown_door
from finder.search.next_best_way import NextWay, NextWays
from finder.web.making.frame import best_contact
from finder.web.pages.base import NextWayView, Step
from finder.web.wording.voice import Voice


def next_way(record: ServiceRecord, ways: NextWays, voice: Voice) -> NextWayView | None:
    """None where the service itself can be reached."""
    way = ways.instead_of(record)
    return _view(way, record, voice) if way else None


def way_to_phone(record: ServiceRecord, ways: NextWays, voice: Voice) -> NextWayView | None:
    """Somebody else with a phone; None where nobody is known."""
    way = ways.by_phone(record)
    return _view(way, record, voice) if way else None


def _view(way: NextWay, record: ServiceRecord, voice: Voice) -> NextWayView:
    other = way.service
    return NextWayView(
        why=_why(way, voice),
        step=Step(other.name, f"/{voice.language}/service/{other.id}", lang="de"),
        contact=best_contact(other, shown_door(other, record.district)),
    )


def _why(way: NextWay, voice: Voice) -> str:
    if way.why == "carrier":
        return voice("Fragen Sie beim selben Träger:")
    if way.why == "statewide":
        return voice("Diese Stelle hilft im ganzen Land:")
    if general_kinds()[-1] in way.service.kinds:
        return voice("Der Migrationsfachdienst vor Ort weiß oft, wie man diese Stelle erreicht:")
    return voice("Diese Beratung vor Ort weiß oft, wie man die Stelle erreicht:")
