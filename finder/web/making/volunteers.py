"""What volunteers may do -> the page."""

from __future__ import annotations

from datetime import date

from directory.deadlines import read_the_notice
from directory.vocabulary import text_in
from directory.volunteers import Advice, handbook
from finder.web.making.deadlines import deadline_view, known_source
from finder.web.making.frame import frame
from finder.web.making.home import kind_step
from finder.web.making.onward import start_step
from finder.web.pages.volunteers import AdviceView, PrincipleView, VolunteersPage
from finder.web.wording.voice import Voice


def volunteers_page(voice: Voice, today: date) -> VolunteersPage:
    book = handbook()
    said = voice("Was Sie als Ehrenamtliche tun dürfen, was nicht, und wen Sie anrufen können.")
    return VolunteersPage(
        **frame(voice, voice("Für Ehrenamtliche"), "/volunteers", description=said),
        principles=tuple(
            PrincipleView(text_in(one.text, voice.language), known_source(one.source)) for one in book.principles
        ),
        advice=tuple(_advice(one, today, voice) for one in book.advice),
        notice=text_in(read_the_notice(), voice.language),
        onward=start_step(voice),
    )


def _advice(advice: Advice, today: date, voice: Voice) -> AdviceView:
    return AdviceView(
        id=advice.id,
        heading=voice.listed(voice.topic(code) for code in advice.topics),
        may=text_in(advice.may, voice.language),
        may_not=text_in(advice.may_not, voice.language),
        not_down=text_in(advice.not_down, voice.language),
        call=tuple(kind_step(code, voice) for code in advice.call),
        deadlines=tuple(deadline_view(one, today, voice) for one in advice.deadlines),
        source=known_source(advice.source),
    )
