"""What a file says and what is known here better: each such value is put before a person once, and never again.

Loading the shipped registry and importing both come here. A value that was rejected stays rejected; another value for
the same field is a new question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from directory.clock import utc_now
from directory.facts import Facts, blank
from directory.models import Proposal
from directory.review import Proposed

Question = dict[str, Any]  # a row of the queue
_Mark = tuple[str, str | None, str, str]  # kind, service, field, value


def new_questions(
    session: Session, proposals: Iterable[Proposed], in_force: Callable[[str], Facts]
) -> list[Question]:  # fmt: skip
    """What was never proposed before by the same sort of proposal, ready to be asked; writes nothing.

    ``in_force``: id of a service -> its facts, so that a reviewer sees what has moved since.
    """
    known = _asked(session)
    rows: list[Question] = []
    for proposed in proposals:
        new = dict(_questions(proposed.kind, proposed.service_id, proposed.facts))
        facts = {name: content for mark, part in new.items() if mark not in known for name, content in part.items()}
        known |= new.keys()
        if facts:
            rows.append(_row(proposed, facts, in_force(proposed.service_id) if proposed.service_id else {}))
    return rows


def ask(session: Session, questions: list[Question]) -> None:
    """Put them into the review queue."""
    if questions:
        session.execute(insert(Proposal), questions)


def _questions(kind: str, service_id: str | None, facts: Mapping[str, Any]) -> Iterator[tuple[_Mark, Facts]]:
    """A service that we do not have is one question; about one that we have, each field is."""
    if kind == "new_service" or service_id is None:
        yield (kind, None, "", repr(sorted(map(repr, facts.items())))), dict(facts)
        return
    for name, content in facts.items():
        yield (kind, service_id, name, repr(content)), {name: content}


def _asked(session: Session) -> set[_Mark]:
    """Open or decided, whatever became of it."""
    asked = select(Proposal.kind, Proposal.service_id, Proposal.facts).where(
        Proposal.kind.in_(("shipped", "import", "new_service"))
    )
    return {mark for row in session.execute(asked) for mark, _ in _questions(*row)}


def _row(proposed: Proposed, facts: Facts, now: Facts) -> Question:
    return {
        "kind": proposed.kind, "state": "open", "service_id": proposed.service_id, "facts": facts,
        "based_on": {field: now.get(field, blank(field)) for field in facts}, "note": proposed.note,
        "source_url": proposed.source_url, "as_of": proposed.as_of, "proposed_by": proposed.by,
        "proposed_at": utc_now(),
    }  # fmt: skip
