"""Who may go where, in words: the question, the answers, and the rules of a service's kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.eligibility import Answer, Verdict
from directory.eligibility_areas import rules_of
from directory.eligibility_rules import Rule
from directory.records import ServiceRecord
from directory.vocabulary import label, statuses
from finder.search.index.collation import sort_key
from finder.web.asking import PRIVATE, Asked, in_order, search_url
from finder.web.making.message import isolated
from finder.web.pages.base import Fields, Step
from finder.web.pages.eligibility import Admission, Fit, HomeChoice, PersonForm, RuleRow, RuleTable, StatusChoice
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice
from geo.districts import districts

PATH = "eligibility"  # after the address of a service
NOTHING_SAID = "unknown"
FEW = 3  # rules that need not be folded
HERE = ("near", "district", "language", *PRIVATE)
WORDS: dict[Answer, str] = {"yes": later("Ja"), "no": later("Nein"), "ask": later("Nachfragen")}
FITS: dict[Answer, str] = {
    "yes": later("Nach Ihren Angaben: ja"),
    "no": later("Nach Ihren Angaben: nein"),
    "ask": later("Nach Ihren Angaben: bitte nachfragen"),
}


def person_form(url: str, fields: Fields, age: int | None, status: str | None, voice: Voice) -> PersonForm:
    """With what was said before filled in. Saying nothing is the first choice of all."""
    kept = tuple(pair for pair in fields if pair[0] not in (*PRIVATE, "page"))
    told = age is not None or status not in (None, NOTHING_SAID)
    return PersonForm(url, kept, "" if age is None else str(age), _choices(status, voice), told)


def form_of(
    record: ServiceRecord, age: int | None, status: str | None, home: str | None, voice: Voice
) -> PersonForm | None:
    """Asks what may decide at this service, and nothing else; None where no answer matters."""
    rules = [rule for own in rules_of(record).values() for rule in own]
    form = person_form(f"/{voice.language}/service/{record.id}/{PATH}", (), age, status, voice)
    personal, by_place = any(rule.personal for rule in rules), any(rule.elsewhere for rule in rules)
    if not (personal or by_place):
        return None
    homes = _homes(home, voice) if by_place else ()
    return replace(form, statuses=form.statuses if personal else (), homes=homes)


def _homes(home: str | None, voice: Voice) -> tuple[HomeChoice, ...]:
    """By name, after saying nothing."""
    nothing = HomeChoice("", label(statuses()[NOTHING_SAID], voice.language), chosen=home is None)
    known = sorted(districts().values(), key=lambda district: sort_key(district.label))
    return (nothing, *(HomeChoice(each.key, each.label, each.key == home) for each in known))


def _choices(status: str | None, voice: Voice) -> tuple[StatusChoice, ...]:
    codes = [NOTHING_SAID, *(code for code in statuses() if code != NOTHING_SAID)]
    return tuple(
        StatusChoice(
            value="" if code == NOTHING_SAID else code,
            text=label(statuses()[code], voice.language),
            legal=statuses()[code].legal,
            chosen=code == (status or NOTHING_SAID),
        )
        for code in codes
    )


def fit(verdict: Verdict, instead: tuple[Step, ...], voice: Voice) -> Fit:
    """A verdict in words; only a no and an ask lead elsewhere."""
    return Fit(
        answer=verdict.answer,
        words=voice(FITS[verdict.answer]),
        reason=verdict.why(voice.language),
        source=_source(verdict.by, voice),
        as_of=_as_of(verdict.by, verdict.on, voice),
        instead=instead,
    )


def kinds_here(codes: Asked, kinds: tuple[str, ...], voice: Voice) -> tuple[Step, ...]:
    """The way to each of these kinds: same place, same language, same answers, by POST."""
    kept = [pair for pair in codes.pairs if pair[0] in HERE]
    return tuple(
        replace(codes, pairs=in_order([*kept, ("want", kind)]), post=True).step(voice.kind(kind)) for kind in kinds
    )


def all_rules(record: ServiceRecord, codes: Asked, voice: Voice) -> Step:
    """To the rules of one service, with the answers that a search was given."""
    told = tuple(pair for pair in codes.pairs if pair[0] in PRIVATE)
    return Step(voice("Wer darf hin?"), f"/{voice.language}/service/{record.id}/{PATH}", told)


def asked_here(record: ServiceRecord, age: int | None, status: str | None, home: str | None, voice: Voice) -> Asked:
    """A search where somebody lives, else where this service is, with the answers given."""
    said = [("district", home or record.district), ("age", None if age is None else str(age)), ("status", status)]
    return Asked(voice.language, in_order((name, value) for name, value in said if value), post=True)


def admission_of(record: ServiceRecord, on: date, voice: Voice) -> Admission:
    """The rules of the service's kinds as they stand on this day, and the question where the answers depend on it."""
    tables = tuple(
        RuleTable(voice.kind(kind), tuple(_row(rule, len(own) == 1, on, voice) for rule in own))
        for kind, own in rules_of(record).items()
    )
    return Admission(
        tables=tables,
        short=sum(len(table.rows) for table in tables) <= FEW,
        form=form_of(record, None, None, None, voice),
    )


def _row(rule: Rule, alone: bool, on: date, voice: Voice) -> RuleRow:
    answer = rule.answer_on(on)
    return RuleRow(
        whom=_whom(rule, alone, voice),
        statuses=tuple(label(statuses()[code], voice.language) for code in statuses() if code in rule.statuses),
        answer=answer,
        word=voice(WORDS[answer]),
        reason=rule.reason_on(on, voice.language),
        source=_source(rule, voice),
        as_of=_as_of(rule, on, voice),
    )


def _whom(rule: Rule, alone: bool, voice: Voice) -> str:
    """Age or place in words; empty where only the status decides."""
    low, high = rule.age_from, rule.age_before
    if rule.elsewhere:
        return voice("Wer in einem anderen Gebiet wohnt")
    if low is not None and high is not None:
        return voice("Alter: {low} bis {high}", low=low, high=high - 1)
    if low is not None:
        return voice("Alter: ab {n}", n=low)
    if high is not None:
        return voice("Alter: unter {n}", n=high)
    if rule.statuses:
        return ""
    return voice("Alle") if alone else voice("Alle anderen")


def _source(rule: Rule, voice: Voice) -> str:
    """A law is called the same everywhere, so that its name keeps its order in a text from right to left."""
    source = rule.source_in(voice.language)
    return isolated(source, voice) if source == rule.source else source


def _as_of(rule: Rule, on: date, voice: Voice) -> str:
    if rule.valid_to is None or rule.has_expired(on):
        return voice.as_of(rule.as_of)
    day = voice.translation.day(rule.valid_to)
    return f"{voice.as_of(rule.as_of)} · {voice('gilt bis {day}', day=day)}"


def person_form_above(asked: Asked, age: int | None, status: str | None, voice: Voice) -> PersonForm:
    """The question above a list: the same search again, with the answers."""
    return person_form(search_url(voice.language), asked.pairs, age, status, voice)
