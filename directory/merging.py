"""Two records of one service become one: fact by fact, with the sources of both, and links to either stay good.

The record that goes is withdrawn and its id redirects; its history stays where it is. The files that we ship may hold
it for years to come: ``directory.redirects`` keeps them from bringing it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from directory import clock
from directory.comparing import Pair, Side, Sides, Stated, door_names, of, sides, values
from directory.editing import Conflict, refuse_new_problems
from directory.facts import door_field, split_door_field, value
from directory.ledger import Claim, Ledger
from directory.models import ConfirmationLink, Proposal, Redirect
from directory.recording import Cited, record
from geo.errors import BadInput

Take = Literal["theirs", "both"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. ``doors``: doors that only the one that goes has, key -> name and address. ``versions`` of both,
    for ``Merge``."""

    pairs: tuple[Pair, ...]
    doors: Mapping[str, str]
    versions: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merge:
    """``gone`` (an id) goes into ``kept``. ``take``: field -> theirs or both; what is not named stays ours. ``doors``:
    keys of the other's doors that come along. ``versions`` as in the Comparison that the person looked at."""

    kept: str
    gone: str
    take: Mapping[str, Take]
    by: str
    doors: tuple[str, ...] = ()
    note: str | None = None
    versions: tuple[int, int] | None = None


def compare(session: Session, kept: str, gone: str) -> Comparison:
    """Both side by side. Raises UnknownService, or BadInput where they cannot be merged."""
    both = sides(session, kept, gone)
    pairs = tuple(pair for pair in both.pairs() if pair.ours.value != pair.theirs.value)
    doors = {key: _words(both.theirs, key) for key, own in both.doors.items() if own is None}
    return Comparison(pairs, doors, both.versions)


def merge(session: Session, wanted: Merge) -> tuple[str, ...]:
    """Do it; the fields that were stated about the record that stays. Use ``database.writing``.

    Raises Conflict where one of both has changed since ``versions``, Invalid where the outcome cannot stand, and what
    ``compare`` raises.
    """
    both = sides(session, wanted.kept, wanted.gone)
    _refuse_lost_updates(wanted, both)
    stated = dict([*_chosen(wanted, both), *_new_doors(wanted, both)])
    ledger = Ledger(session, [wanted.kept, wanted.gone])
    today = clock.now().date()
    refuse_new_problems(session, both.key, ledger.current(wanted.kept), values(stated), today)
    cited = _state(ledger, wanted, both, stated)
    record(session, ledger, service_keys=[both.key, both.gone_key], cited=cited)
    _lead_on(session, wanted, both.gone_key)
    return tuple(stated)


def _words(side: Side, key: str) -> str:
    """Name and address of a door in one line; its key where neither is known."""
    parts = (of(side, door_field(key, name)).value for name in ("name", "street", "postcode", "city"))
    return ", ".join(filter(None, parts)) or key


def _refuse_lost_updates(wanted: Merge, both: Sides) -> None:
    if wanted.versions is None:
        return
    moved = [
        field
        for side, version in zip((both.ours, both.theirs), wanted.versions, strict=True)
        for field, found in side.items()
        if found.row > version
    ]
    if moved:
        raise Conflict(dict.fromkeys(moved))


def _chosen(wanted: Merge, both: Sides) -> Iterator[tuple[str, Stated]]:
    """What will be stated about the record that stays."""
    known = {pair.field: pair for pair in both.pairs()}
    for field, take in wanted.take.items():
        if field not in known:
            raise BadInput(f"There is nothing to choose for {field!r}.", field=field)
        yield field, _joined(known[field]) if take == "both" else known[field].theirs
        if field.endswith(".lat"):
            yield _longitude(field, both)


def _joined(pair: Pair) -> Stated:
    """Both lists; dated and sourced as the older of them, so that nothing seems fresher than it is."""
    if not pair.both:
        raise BadInput("Only lists can be joined.", field=pair.field)
    older = min(pair.ours, pair.theirs, key=lambda stated: stated.as_of or "")
    return replace(older, value=list(dict.fromkeys([*pair.ours.value, *pair.theirs.value])))


def _longitude(field: str, both: Sides) -> tuple[str, Stated]:
    key = field.removeprefix("doors.").removesuffix(".lat")
    other = next(theirs_key for theirs_key, ours_key in both.doors.items() if ours_key == key)
    return door_field(key, "lon"), of(both.theirs, door_field(other, "lon"))


def _new_doors(wanted: Merge, both: Sides) -> Iterator[tuple[str, Stated]]:
    own = list(value(values(both.ours), "doors"))
    taken = {split[0] for field in both.ours if (split := split_door_field(field))}
    for key in wanted.doors:
        if key not in both.doors:
            raise BadInput(f"The other service has no door {key!r}.", field="doors")
        own.append(_free(key, {*own, *taken}))
        for name in [*door_names(both.theirs, key), "lon"]:
            yield door_field(own[-1], name), of(both.theirs, door_field(key, name))
    if wanted.doors:
        yield "doors", replace(of(both.theirs, "doors"), value=own)


def _free(key: str, taken: set[str]) -> str:
    """A door's key is unique within its service only, so that two services often have the same one."""
    named, number = key, 1
    while named in taken:
        number += 1
        named = f"{key}-{number}"
    return named


def _state(ledger: Ledger, wanted: Merge, both: Sides, stated: Mapping[str, Stated]) -> list[Cited]:
    """Each value with its source, which from now on is cited for the record that stays too."""
    cites = {field: Cited(both.key, found.source, 1) for field, found in stated.items() if found.source}
    for field, found in stated.items():
        source = cites[field].id if field in cites else None
        ledger.offer(Claim(wanted.kept, field, found.value, "edit", source, found.as_of, wanted.by, wanted.note))
    ledger.offer(Claim(wanted.gone, "status", "withdrawn", "edit", by=wanted.by, note=wanted.note))
    return list(cites.values())


def _lead_on(session: Session, wanted: Merge, gone_key: str) -> None:
    """What waits for the one that goes, or points to it, is about the one that stays. Earlier redirects lead on by
    themselves, and so do the relations of others, which follow redirects when they are read."""
    session.execute(delete(Redirect).where(Redirect.id == wanted.kept))
    session.merge(Redirect(id=wanted.gone, target_id=wanted.kept, key=gone_key))
    moved = {"service_id": wanted.kept}
    session.execute(update(Proposal).where(Proposal.service_id == wanted.gone, Proposal.state == "open").values(moved))
    session.execute(update(ConfirmationLink).where(ConfirmationLink.service_id == wanted.gone).values(moved))
