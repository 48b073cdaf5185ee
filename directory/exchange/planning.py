"""From a read file to what it would change: every row finds its service, every statement its outcome. Writes nothing.

A row with id or key means that service, or a new one of this key. A row without both is recognized
(``directory.exchange.recognizing``): the same service is brought up to date, a new one becomes a draft, and what is in
doubt waits for a person, as does whatever contradicts an edit or a younger source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from directory import ids
from directory.disputes import Question, new_questions
from directory.exchange.documents import Incoming, Parsed
from directory.exchange.finding import Finder
from directory.exchange.fitting import fitted
from directory.exchange.reporting import Difference, ImportReport
from directory.facts import Facts, blank, plain
from directory.intake import unknown_band, with_expiry
from directory.ledger import Claim, Ledger, Outcome
from directory.normalizing import normal
from directory.recording import Cited
from directory.registry_files import EntrySource
from directory.relations import check_known, known_keys
from directory.review import Proposed
from directory.validation import check_facts

_Item = TypeVar("_Item")
Progress = Callable[[list[Any], str], Iterable[Any]]  # items, what is done with them


def silently(items: list[_Item], _: str) -> Iterable[_Item]:
    """No bar."""
    return items


@dataclass(slots=True)
class Plan:
    """All that an import would do, made in one reading of the registry."""

    ledger: Ledger
    report: ImportReport
    keys: list[str] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    proposals: list[Proposed] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)  # of the proposals, those that nobody was asked before


def make_plan(
    session: Session, parsed: Parsed, source: EntrySource, today: date, progress: Progress = silently
) -> Plan:
    """Find, check and weigh everything. Where ``plan.report`` is not ok, the plan must not be carried out."""
    report = ImportReport(services_read=len(parsed.services), problems=list(parsed.problems), notes=list(parsed.notes))
    for service in parsed.services:
        service.facts = normal(service.facts)
    finder = Finder(session, source, report)
    named = [pair for service in progress(parsed.services, "Recognizing") if (pair := finder.find(service))]
    plan = Plan(Ledger(session, [ids.service_id(key) for key, _ in named]), report)
    _check(session, plan.ledger, named, report, today, source, progress)
    for service in finder.doubtful:
        report.problems += check_facts(service.where, service.facts, today)
    if report.ok:
        before = plan.ledger.known_services()
        for key, service in progress(named, "Comparing"):
            _weigh(plan, key, service, service.source or source)
        plan.questions = new_questions(session, finder.proposals + plan.proposals, plan.ledger.current)
        report.queued = len(plan.questions)
        report.services_new = len(plan.ledger.touched - before)
        report.services_changed = len(plan.ledger.touched & before)
    return plan


def _check(
    session: Session, ledger: Ledger, named: list[tuple[str, Incoming]], report: ImportReport, today: date,
    source: EntrySource, progress: Progress,
) -> None:  # fmt: skip
    known, in_file = known_keys(session), {key for key, _ in named}
    for key, service in progress(named, "Checking"):
        before = ledger.current(ids.service_id(key))
        service.facts = fitted(before, service)
        news = {name: content for name, content in service.facts.items() if before.get(name) != content}
        as_of = (service.source or source).date
        service.facts = with_expiry(news, service.facts, as_of, today)
        report.problems += unknown_band(service.where, news)
        report.problems += _problems(before, service, key, today)
        report.problems += check_known(service.where, service.facts, before, lambda to: to in in_file or known(to))


def _problems(current: Facts, service: Incoming, key: str, today: date) -> Iterator[Any]:
    """Of the service as it would stand afterwards; what was doubtful before is not told again."""
    before = {(p.field, p.code, p.value) for p in check_facts(service.where, current, today, key)} if current else set()
    for problem in check_facts(service.where, current | service.facts, today, key):
        if problem.field in service.facts or (problem.field, problem.code, problem.value) not in before:
            yield problem


def _weigh(plan: Plan, key: str, service: Incoming, source: EntrySource) -> None:
    cite = Cited(key, source)
    current = plan.ledger.current(ids.service_id(key))
    found = _outcomes(plan.ledger, service, cite, current)
    plan.keys.append(key)
    if found:
        plan.cited.append(cite)
    if not current:
        plan.report.add(key, service.facts, len(found))
        return
    for name, outcome in found.items():
        plan.report.take(Difference(key, name, current.get(name), service.facts[name], outcome))
    kept = {name: plain(name, service.facts[name]) for name, outcome in found.items() if outcome != "written"}
    if kept:
        own = ids.service_id(key)
        plan.proposals.append(Proposed("import", own, kept, "import", None, source.url, source.date))


def _outcomes(ledger: Ledger, service: Incoming, cite: Cited, current: Facts) -> dict[str, Outcome]:
    """What becomes of each statement that is news."""
    own, source_id = ids.service_id(cite.service_key), cite.id
    found: dict[str, Outcome] = {}
    for name, content in service.facts.items():
        claim = Claim(own, name, plain(name, content), "import", source_id, cite.source.date, by="import")
        outcome = _offer(ledger, claim, current, fills_only=service.source is not None)
        if outcome != "same":
            found[name] = outcome
    return found


def _offer(ledger: Ledger, claim: Claim, current: Facts, fills_only: bool) -> Outcome:
    """A file that cites a source of its own for each service (OpenStreetMap) fills gaps and replaces nothing."""
    now = current.get(claim.field, blank(claim.field))
    if not fills_only or now in (blank(claim.field), claim.value) or not current:
        return ledger.offer(claim)
    ledger.remember(claim)
    return "kept_newer"
