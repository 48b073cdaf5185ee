"""NextSteps -> the page. Reads the same object as the JSON of the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from urllib.parse import urlencode

from directory.deadlines import Deadline, read_the_notice
from directory.referrals import WHENS, network
from directory.situations import situations, when_words
from directory.vocabulary import text_in
from finder.search.next_best_way import NextWays
from finder.search.next_services import NextStep
from finder.search.next_steps import NextSteps
from finder.web.making.crisis import line_item
from finder.web.making.deadlines import deadline_view, known_source
from finder.web.making.frame import frame, tongues
from finder.web.making.items import result_item
from finder.web.making.onward import PATH, situation_step, volunteers_step
from finder.web.making.slip_deadlines import slip_step
from finder.web.pages.base import Fields, Step
from finder.web.pages.next_steps import NextPage, PlaceForm, StepGroup, StepView
from finder.web.pages.results import Item
from finder.web.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Asked:
    """How the page was asked for. ``pairs`` are its parameters, ``near`` the place as typed among them; ``private``:
    in no address and no cache; ``error``: what is wrong with the place."""

    pairs: Fields
    near: str
    private: bool
    ways: NextWays
    now: datetime
    error: str | None = None


def choose_page(voice: Voice) -> NextPage:
    """Nothing chosen yet: the situations."""
    title = voice("Wie geht es weiter?")
    said = voice("Was ist passiert? Wir zeigen, was jetzt wichtig ist, welche Frist gilt und wer hilft.")
    return NextPage(
        **frame(voice, title, PATH, description=said),
        asked=None,
        choices=tuple(situation_step(one, voice) for one in situations().values()),
        crisis=(),
        deadlines=(),
        notice="",
        groups=(),
        form=None,
        again=_again(voice),
        ways=_ways(voice),
    )


def next_page(answer: NextSteps, asked: Asked, voice: Voice) -> NextPage:
    """The steps, deadlines first."""
    title = _title(answer, voice)
    fields = asked.pairs if asked.private else None
    path = PATH if asked.private else f"{PATH}?{urlencode(asked.pairs)}"
    return NextPage(
        **frame(voice, title, path, languages=tongues(voice, path, fields)),
        keep=not asked.private,
        quick_exit=_violence(answer),
        asked=title,
        choices=(),
        crisis=tuple(line_item(line, voice) for line in answer.crisis),
        deadlines=tuple(deadline_view(one, answer.today, voice) for one in answer.deadlines if _about(answer)),
        notice=text_in(read_the_notice(), voice.language),
        groups=tuple(_groups(answer, asked, voice)),
        form=_form(answer, asked, voice),
        again=_again(voice),
        ways=_ways(voice),
    )


def _title(answer: NextSteps, voice: Voice) -> str:
    if answer.situation:
        return answer.situation.label(voice.language)
    words = [*(voice.kind(code) for code in answer.query.kinds), *(voice.topic(code) for code in answer.query.topics)]
    return voice.listed(words) or voice("Wie geht es weiter?")


def _about(answer: NextSteps) -> bool:
    """From a kind alone much may come: then each deadline stands with its step only."""
    return bool(answer.situation or answer.query.topics)


def _violence(answer: NextSteps) -> bool:
    asked = {"women"} & set(answer.query.kinds) or {"domestic_violence", "forced_marriage"} & set(answer.query.topics)
    return bool(asked or (answer.situation and answer.situation.quick_exit))


def _groups(answer: NextSteps, asked: Asked, voice: Voice) -> list[StepGroup]:
    numbers = count(1)
    found = []
    for when in WHENS:
        steps = tuple(_view(one, numbers, answer, asked, voice) for one in answer.steps if one.step.when == when)
        if steps:
            found.append(StepGroup(when, text_in(when_words()[when], voice.language), steps))
    return found


def _view(shown: NextStep, numbers: count[int], answer: NextSteps, asked: Asked, voice: Voice) -> StepView:
    step = shown.step
    return StepView(
        icon=step.kind,
        kind=voice.kind_words((step.kind,), step.office)[0],
        reason=text_in(step.reason, voice.language),
        mode=text_in(network().modes[step.mode], voice.language),
        deadlines=tuple(
            deadline_view(one, answer.today, voice) for one in sorted(step.deadlines, key=_urgency(answer))
        ),
        notice="" if _about(answer) or not step.deadlines else text_in(read_the_notice(), voice.language),
        bring=tuple(text_in(item, voice.language) for item in step.bring),
        source=known_source(step.source),
        instead=shown.instead,
        items=tuple(_items(shown, numbers, answer, asked, voice)),
    )


def _urgency(answer: NextSteps) -> Callable[[Deadline], int]:
    return lambda deadline: deadline.urgency(answer.today)


def _items(shown: NextStep, numbers: count[int], answer: NextSteps, asked: Asked, voice: Voice) -> list[Item]:
    ways = asked.ways.without(answer.unfit)
    return [
        replace(
            result_item(result, next(numbers), voice, ways, asked.now, wished=False),
            slip=slip_step(result.record.id, shown.step.deadlines, voice, answer.today),
        )
        for result in shown.services
    ]


def _form(answer: NextSteps, asked: Asked, voice: Voice) -> PlaceForm:
    return PlaceForm(
        url=f"/{voice.language}{PATH}",
        fields=tuple(pair for pair in asked.pairs if pair[0] != "near"),
        near=asked.near,
        place=answer.query.near.label if answer.query.near else None,
        error=asked.error,
    )


def _again(voice: Voice) -> Step:
    return Step(voice("Etwas anderes wählen"), f"/{voice.language}{PATH}")


def _ways(voice: Voice) -> tuple[Step, ...]:
    return (
        Step(voice("Wer an wen weitergibt"), f"/{voice.language}/network"),
        volunteers_step(voice),
    )
