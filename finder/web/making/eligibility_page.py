"""The page that says whether somebody may go to one service."""

from __future__ import annotations

from directory.eligibility import Verdict
from directory.records import ServiceRecord
from finder.search.admission import AdmissionQuery
from finder.web.making.eligibility import PATH, asked_here, fit, form_of, kinds_here
from finder.web.making.frame import best_contact, frame, tongues
from finder.web.making.parts import part_text
from finder.web.making.sharing import page_path
from finder.web.pages.base import Fields, Step
from finder.web.pages.eligibility import EligibilityPage, KindFit
from finder.web.wording.voice import Voice


def eligibility_page(
    record: ServiceRecord, verdicts: tuple[Verdict, ...], query: AdmissionQuery, voice: Voice
) -> EligibilityPage:
    """Kept nowhere: it answers something private."""
    path = f"/service/{record.id}/{PATH}"
    answers = _answers(query)
    return EligibilityPage(
        **frame(voice, voice("Wer darf hin?"), path, languages=tongues(voice, path, answers)),
        keep=False,
        quick_exit="women" in record.kinds,
        back=Step(record.name, page_path(record, voice), lang="de"),
        told=tuple(part_text(name, value, voice) for name, value in answers),
        fits=tuple(_fit(verdict, record, query, voice) for verdict in verdicts),
        target_group=record.target_group,
        contact=best_contact(record, record.main_door),
        form=form_of(record, query.age, query.status, query.district, voice),
    )


def _answers(query: AdmissionQuery) -> Fields:
    age = "" if query.age is None else str(query.age)
    said = (("age", age), ("status", query.status or ""), ("district", query.district or ""))
    return tuple((name, value) for name, value in said if value)


def _fit(verdict: Verdict, record: ServiceRecord, query: AdmissionQuery, voice: Voice) -> KindFit:
    here = asked_here(record, query.age, query.status, query.district, voice)
    return KindFit(
        kind=voice.kind(verdict.kind),
        fit=fit(verdict, kinds_here(here, verdict.instead, voice), voice),
    )
