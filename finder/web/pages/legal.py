"""The pages about the site itself: help, imprint, privacy, accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from finder.operator import Operator
from finder.web.pages.base import Page, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorPage(Page):
    """``operator`` as the settings name them. ``missing`` are the settings that an operator must still fill in."""

    operator: Operator
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage(OperatorPage):
    """How to search, and whom to ask. ``guide`` leads to the services that know the others."""

    guide: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintPage(OperatorPage):
    """Who answers for the site (§ 5 DDG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage(OperatorPage):
    """What the program does with what it gets, in the words of a visitor. ``mail`` is whom to ask, may be empty."""

    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage(OperatorPage):
    """The declaration. ``assessed`` is the day of the self-assessment; ``mail`` gets reports, may be empty."""

    assessed: str
    mail: str
