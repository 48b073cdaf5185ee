"""May this person come? A question about kinds of service or about one service, and its answers as JSON.

What is said about the person is used for this one answer and stands in none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.eligibility import Verdict, assess, assess_service
from directory.eligibility_areas import lives_elsewhere
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from finder.search.parameters import Params, answers_about_oneself, chosen_kinds, home_district
from geo.errors import BadInput


@dataclass(frozen=True, slots=True)
class AdmissionQuery:
    """``kinds`` empty: all of the service, or all there are. ``age`` in whole years."""

    kinds: tuple[str, ...]
    age: int | None
    status: str | None
    district: str | None
    on: date


def read_admission(params: Params, *, now: datetime) -> AdmissionQuery:
    """Raises BadInput with ``field`` and ``code``."""
    age, status = answers_about_oneself(params, now.date())
    return AdmissionQuery(chosen_kinds(params), age, status, home_district(params), now.date())


def admission(query: AdmissionQuery, record: ServiceRecord | None = None) -> tuple[Verdict, ...]:
    """One verdict for each kind asked about; with a service, of those that it has."""
    if record is None:
        asked = query.kinds or tuple(kinds())
        return tuple(assess(kind, age=query.age, status=query.status, on=query.on) for kind in asked)
    elsewhere = lives_elsewhere(record, query.district)
    found = assess_service(record, age=query.age, status=query.status, on=query.on, elsewhere=elsewhere)
    wanted = tuple(verdict for verdict in found if not query.kinds or verdict.kind in query.kinds)
    if not wanted:
        raise BadInput("Diese Stelle hat dieses Angebot nicht.", field="kind")
    return wanted


def admission_json(verdicts: tuple[Verdict, ...], lang: str) -> dict[str, Any]:
    """Field names are a contract with other programs: fields may be added, never renamed."""
    return {"answers": [_verdict(verdict, lang) for verdict in verdicts]}


def _verdict(verdict: Verdict, lang: str) -> dict[str, Any]:
    return {
        "kind": verdict.kind,
        "answer": verdict.answer,
        "reason": verdict.reason(lang),
        "rule": verdict.rule,
        "source": verdict.source,
        "as_of": verdict.as_of,
        "instead": list(verdict.instead),
    }
