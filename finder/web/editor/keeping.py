"""What the editors' area reads and writes: one service as it is in force, changes of it, drafts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort
from sqlalchemy.orm import Session

from directory import editing, ids, review
from directory.accounts import Editor
from directory.database import session, writing
from directory.editing import Change, apply, create, made_since, version_of
from directory.facts import Facts
from directory.ledger import Ledger
from directory.overview import Outline, outline, outlines
from directory.provenance import Statement, history
from directory.records import ServiceRecord
from directory.review import Proposed, Waiting
from directory.snapshot import load_records
from finder.web.editor.permissions import may
from finder.web.site import site


@dataclass(frozen=True, slots=True)
class Seen:
    """A service at one moment. ``said``: the statement in force for each field."""

    outline: Outline
    facts: Facts
    version: int
    said: dict[str, Statement]
    drafts: tuple[Waiting, ...]


def seen(service_id: str) -> Seen:
    """Everything from one read; a 404 for an id that nobody has."""
    with session(site().service.engine) as current:
        return _seen(current, service_id)


def _seen(current: Session, service_id: str) -> Seen:
    found = outline(current, service_id) or abort(404)
    said = {each.field: each for each in history(current, service_id) if each.superseded_at is None}
    drafts = tuple(each for each in review.queue(current, [service_id]) if each.kind == "draft")
    facts = Ledger(current, [service_id]).current(service_id)
    return Seen(found, facts, version_of(current, service_id), said, drafts)


def names() -> dict[str, str]:
    """Key -> name of all services: what a relation may lead to."""
    with session(site().service.engine) as current:
        return {each.key: each.name for each in outlines(current)}


def save(account: Editor, service_id: str, change: Change, draft: int | None = None) -> tuple[str, ...]:
    """The fields that were news. A draft that it came from is settled with it. Raises what ``editing.apply`` raises,
    and a 403 where the account may not change the service, or may not give it away."""
    with writing(site().service.engine) as current:
        _allowed(current, account, service_id)
        written = apply(current, service_id, change)
        if draft is not None and _own_draft(current, account, service_id, draft):
            review.accept(
                current, draft, change.source, by=change.by, as_of=change.as_of, facts=change.facts, note=change.note
            )
        current.flush()
        _allowed(current, account, service_id)
    site().service.look_again()
    return written


def add(account: Editor, key: str, change: Change, version: int) -> str:
    """A new service; its id. ``version``: ``latest`` when the form was made; who sends it twice gets the first one."""
    with writing(site().service.engine) as current:
        if again := made_since(current, version, change):
            return again
        service_id = create(current, key, change)
        current.flush()
        _allowed(current, account, service_id, "create")
    return service_id


def latest() -> int:
    """What ``add`` wants to know of a form that is made now."""
    with session(site().service.engine) as current:
        return editing.latest(current)


def free_key(name: str, place: str) -> str:
    """A key that nobody has, from name and place; it never changes again."""
    stem = "-".join(filter(None, (ids.slug(name)[:70].strip("-"), ids.slug(place)[:30].strip("-") if place else "")))
    with session(site().service.engine) as current:
        tried = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1000))
        return next(key for key in tried if outline(current, ids.service_id(key)) is None)


def keep_draft(account: Editor, service_id: str, proposed: Proposed, old: int | None) -> int:
    """A draft waits in the queue like all proposals; a new version of one's own takes the place of the old."""
    with writing(site().service.engine) as current:
        _allowed(current, account, service_id)
        if old is not None and _own_draft(current, account, service_id, old):
            review.reject(current, old, by=account.name, note="replaced by a newer draft")
        return review.propose(current, proposed)


def drop_draft(account: Editor, service_id: str, draft: int) -> None:
    """Throw away a draft of one's own."""
    with writing(site().service.engine) as current:
        if not _own_draft(current, account, service_id, draft):
            abort(404)
        review.reject(current, draft, by=account.name)


def preview(service_id: str, change: Change) -> ServiceRecord | None:
    """The service as it would be; nothing is written. Raises what ``editing.apply`` raises."""
    shown = {"status": "published"}
    with writing(site().service.engine) as current:
        apply(current, service_id, Change({**change.facts, **shown}, change.source, change.as_of, change.by))
        current.flush()
        records = load_records(current)
        current.rollback()
    return next((record for record in records if record.id == service_id), None)


def _allowed(current: Session, account: Editor, service_id: str, action: str = "edit") -> None:
    found = outline(current, service_id) or abort(404)
    if not may(account, "create" if action == "create" else "edit", found):
        abort(403)


def _own_draft(current: Session, account: Editor, service_id: str, draft: int) -> bool:
    found = next((each for each in review.queue(current, [service_id]) if each.id == draft), None)
    return found is not None and found.kind == "draft" and found.proposed_by == account.name


def today() -> str:
    """The date of the site's clock, ISO."""
    return site().service.now().date().isoformat()
