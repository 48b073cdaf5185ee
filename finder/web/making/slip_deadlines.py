"""Deadlines on a slip: which may be chosen for a service, how one is said, and the way to a slip with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from urllib.parse import urlencode

from directory.deadlines import Deadline, deadlines, read_the_notice
from directory.records import ServiceRecord
from directory.referrals import Step as Onward
from directory.referrals import network
from directory.situations import situations
from directory.vocabulary import text_in, topics
from finder.web.making.deadlines import known_source
from finder.web.making.sharing import SLIP
from finder.web.making.side_by_side import Voices, each
from finder.web.pages.base import Step
from finder.web.pages.slip import Row, Said
from finder.web.wording.voice import Voice

WARNED_OF = {"abortion"}  # its limit stands on every slip that it matters to, and in no address
AUTHORITY = "authority"


def deadlines_for(record: ServiceRecord, today: date) -> tuple[Deadline, ...]:
    """Those of every situation, referral and topic that leads to a kind of the service; the shortest first."""
    codes = {code for code in _leading_here(record) if code not in WARNED_OF}
    found = [row for code, row in deadlines().items() if code in codes and not (row.until and row.until < today)]
    return tuple(sorted(found, key=lambda row: row.urgency(today)))


def _leading_here(record: ServiceRecord) -> Iterator[str]:
    for situation in situations().values():
        if any(_is_for(step, record) for step in situation.steps):
            yield from (row.id for step in situation.steps for row in step.deadlines)
    for referral in network().referrals:
        if _is_for(referral.step, record):
            yield from (row.id for row in referral.step.deadlines)
    treated = {*record.topics, *_decided_by(record)}
    yield from (row.id for row in deadlines().values() if treated & set(row.topics))


def _is_for(step: Onward, record: ServiceRecord) -> bool:
    """A step to an authority is one to a certain office: a job centre takes no objection for a court."""
    return step.kind in record.kinds and (step.kind != AUTHORITY or (step.office or "") == record.office)


def _decided_by(record: ServiceRecord) -> Iterator[str]:
    """The topics that an office decides on."""
    if AUTHORITY in record.kinds and record.office:
        yield from (code for code, topic in topics().items() if record.office in topic.offices)


def slip_step(service_id: str, due: Iterable[Deadline], voice: Voice, today: date) -> Step:
    """To the slip of a service, with the most urgent of these deadlines on it."""
    chosen = min((row for row in due if row.id not in WARNED_OF), key=lambda row: row.urgency(today), default=None)
    query = f"?{urlencode([('deadline', chosen.id)])}" if chosen else ""
    return Step(voice("Zettel zum Mitgeben"), f"/{voice.language}/service/{service_id}/{SLIP}{query}", icon="print")


def deadline_row(deadline: Deadline, voices: Voices, now: datetime) -> Row:
    """Never without "read the notice"; a doubt is said, and a time only where there is no doubt about it."""
    holds = deadline.certainty(now.date()) == "holds"
    said = [Said(each(voices, lambda voice: text_in(deadline.what, voice.language)))]
    if not deadline.in_doubt:
        law = known_source(deadline.law)
        said.append(Said(each(voices, lambda voice: _time_left(deadline, voice)), law=law or ""))
    if not holds:
        said.append(Said(each(voices, lambda voice: voice("Diese Frist ist nicht sicher. Fragen Sie sofort nach."))))
    said.append(Said(each(voices, lambda voice: text_in(read_the_notice(), voice.language))))
    return Row("deadline", each(voices, lambda voice: voice("Frist")), said=tuple(said))


def _time_left(deadline: Deadline, voice: Voice) -> str:
    n = deadline.amount or 0
    if deadline.until is not None:
        return voice("Bis zum {date}", date=voice.translation.day(deadline.until))
    if deadline.unit == "days":
        return voice.plural("Sie haben nur {n} Tag Zeit.", "Sie haben nur {n} Tage Zeit.", n)
    if deadline.unit == "weeks":
        return voice.plural("Sie haben nur {n} Woche Zeit.", "Sie haben nur {n} Wochen Zeit.", n)
    return voice.plural("Sie haben nur {n} Monat Zeit.", "Sie haben nur {n} Monate Zeit.", n)
