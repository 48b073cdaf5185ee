"""The referral network -> its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.deadlines import read_the_notice
from directory.referrals import MODES, Referral, network
from directory.vocabulary import kinds, text_in
from finder.web.making.deadlines import deadline_view, known_source
from finder.web.making.frame import frame
from finder.web.making.home import kind_step
from finder.web.making.network_drawing import draw
from finder.web.making.onward import start_step
from finder.web.pages.network import ModeView, NetworkPage, Row
from finder.web.wording.voice import Voice


def network_page(voice: Voice, today: date) -> NetworkPage:
    """Picture and list are made from the same rows."""
    book = network()
    names = {code: voice.kind(code) for code in kinds()}
    said = voice("Welche Beratung an welche andere weitergibt, wann und wie.")
    rtl = voice.page_language.dir == "rtl"
    return NetworkPage(
        **frame(voice, voice("Wer an wen weitergibt"), "/network", description=said),
        drawing=draw(book, names, voice("Alle Stellen"), rtl=rtl),
        description=said,
        key=tuple(ModeView(mode, text_in(book.modes[mode], voice.language)) for mode in MODES),
        rows=tuple(_row(row, today, voice) for row in book.referrals),
        notice=text_in(read_the_notice(), voice.language),
        onward=start_step(voice),
    )


def _row(row: Referral, today: date, voice: Voice) -> Row:
    step = row.step
    from_all = voice("Alle Stellen")
    return Row(
        sources=from_all if row.everywhere else voice.listed(voice.kind(code) for code in row.from_kinds),
        to=replace(kind_step(row.to, voice), text=voice.kind_words((row.to,), step.office)[0]),
        mode=text_in(network().modes[step.mode], voice.language),
        trigger=text_in(step.reason, voice.language),
        deadlines=tuple(deadline_view(one, today, voice) for one in step.deadlines),
        source=known_source(step.source),
    )
