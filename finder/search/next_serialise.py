"""NextSteps -> the JSON of /api/next. Field names are a contract: fields may be added, never renamed."""

from __future__ import annotations

from datetime import date

from directory.deadlines import Deadline, read_the_notice
from directory.referrals import network
from directory.situations import Situation
from directory.vocabulary import text_in
from finder.search.next_services import NextStep
from finder.search.next_steps import NextSteps
from finder.search.serialise import Json, crisis_json, place_json, result_json


def next_json(answer: NextSteps) -> Json:
    """The whole answer; texts in the language asked for."""
    ui = answer.query.ui
    return {
        "kinds": list(answer.query.kinds),
        "topics": list(answer.query.topics),
        "service": answer.hand.record.id if answer.hand.record else None,
        "situation": _situation(answer.situation, ui) if answer.situation else None,
        "place": place_json(answer.query.near),
        "crisis": [crisis_json(line) for line in answer.crisis],
        "read_the_notice": text_in(read_the_notice(), ui) if answer.deadlines else None,
        "deadlines": [_deadline(deadline, ui, answer.today) for deadline in answer.deadlines],
        "steps": [_step(step, ui, answer.today) for step in answer.steps],
    }


def _situation(situation: Situation, ui: str) -> Json:
    return {"id": situation.id, "label": situation.label(ui), "topics": list(situation.topics)}


def _step(shown: NextStep, ui: str, today: date) -> Json:
    step = shown.step
    deadlines = [_deadline(one, ui, today) for one in sorted(step.deadlines, key=lambda one: one.urgency(today))]
    return {
        "when": step.when,
        "kind": step.kind,
        "office": step.office,
        "mode": step.mode,
        "mode_label": text_in(network().modes[step.mode], ui),
        "trigger": text_in(step.reason, ui),
        "deadline": deadlines[0] if deadlines else None,
        "deadlines": deadlines,
        "bring": [text_in(item, ui) for item in step.bring],
        "source": step.source,
        "as_of": step.as_of,
        "instead": shown.instead,
        "services": [result_json(result) for result in shown.services],
    }


def _deadline(deadline: Deadline, ui: str, today: date) -> Json:
    """``answer``: "holds", or "ask" where it is in doubt, over, or without a confirmed source."""
    return {
        "id": deadline.id,
        "what": text_in(deadline.what, ui),
        "amount": deadline.amount,
        "unit": deadline.unit,
        "until": deadline.until.isoformat() if deadline.until else None,
        "answer": deadline.certainty(today),
        "source": deadline.law,
        "as_of": deadline.as_of,
    }
