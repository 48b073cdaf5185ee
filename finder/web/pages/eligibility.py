"""Who may go where: the question about the person, the answers, the rules behind them."""

from __future__ import annotations

from dataclasses import dataclass

from directory.eligibility import Answer
from finder.web.pages.base import Contact, Fields, Page, Step


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """``text`` in plain words, ``legal`` the German word of the law."""

    value: str
    text: str
    legal: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A district where somebody may live; ``value`` is empty for none."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The voluntary question, always posted. ``fields`` are sent along unseen; ``told``: something was said before.

    ``statuses`` are empty where neither age nor status decides, ``homes`` where the place does not.
    """

    url: str
    fields: Fields
    age: str
    statuses: tuple[StatusChoice, ...]
    told: bool
    homes: tuple[HomeChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """One answer. ``words`` such as "Nach Ihren Angaben: ja"; ``instead`` leads to kinds that fit better. It rests on
    ``source``, as it stood at ``as_of``. ``more`` leads to all rules of the service with the same answers, so that
    nobody has to give them twice."""

    answer: Answer
    words: str
    reason: str
    source: str
    as_of: str
    instead: tuple[Step, ...] = ()
    more: Step | None = None


@dataclass(frozen=True, slots=True)
class KindFit:
    """The answer for one kind of a service."""

    kind: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: for whom, its answer in a word, why, and since when by which law."""

    whom: str
    statuses: tuple[str, ...]
    answer: Answer
    word: str
    reason: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class RuleTable:
    """The rules of one kind, the first that holds decides."""

    kind: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """On the page of a service. ``short``: so few rules that they stand open; ``form`` only where answers matter."""

    tables: tuple[RuleTable, ...]
    short: bool
    form: PersonForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityPage(Page):
    """The answer for one service. ``told`` is what the visitor said, in words."""

    back: Step
    told: tuple[str, ...]
    fits: tuple[KindFit, ...]
    target_group: str | None
    contact: Contact
    form: PersonForm | None
