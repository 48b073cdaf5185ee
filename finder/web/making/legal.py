"""Help, imprint, privacy and accessibility. The sentences stand in the templates, the operator in the settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from finder.operator import SETTINGS, Operator
from finder.web.making.frame import frame
from finder.web.making.home import kind_step
from finder.web.pages.legal import AccessibilityPage, HelpPage, ImprintPage, PrivacyPage
from finder.web.wording.voice import Voice

# The day on which somebody last went through the list of barriers on the declaration.
ASSESSED = date(2026, 11, 22)


def help_page(operator: Operator, voice: Voice) -> HelpPage:
    said = voice("Wie die Suche geht, und wen Sie fragen können.")
    return HelpPage(
        **_common(operator, voice, voice("Hilfe und Kontakt"), "/help", ("mail",), said),
        guide=kind_step("mfd", voice),
    )


def imprint_page(operator: Operator, voice: Voice) -> ImprintPage:
    said = voice("Wer diese Website betreibt und wie Sie uns erreichen.")
    return ImprintPage(**_common(operator, voice, voice("Impressum"), "/imprint", ("name", "address", "mail"), said))


def privacy_page(operator: Operator, voice: Voice) -> PrivacyPage:
    said = voice("Was diese Website über Sie erfährt: fast nichts. Keine Cookies, keine gespeicherten Suchen.")
    needed = ("name", "address", "mail", "hosting")
    return PrivacyPage(
        **_common(operator, voice, voice("Datenschutz"), "/privacy", needed, said),
        mail=operator.privacy_mail or operator.mail,
    )


def accessibility_page(operator: Operator, voice: Voice) -> AccessibilityPage:
    said = voice("Wie barrierefrei diese Website ist, was noch fehlt und wem Sie Barrieren melden können.")
    needed = ("name",) if operator.mail or operator.accessibility_mail else ("name", "accessibility_mail")
    return AccessibilityPage(
        **_common(operator, voice, voice("Erklärung zur Barrierefreiheit"), "/accessibility", needed, said),
        assessed=voice.translation.day(ASSESSED),
        mail=operator.accessibility_mail or operator.mail,
    )


def _common(
    operator: Operator, voice: Voice, title: str, path: str, needed: Iterable[str], said: str
) -> dict[str, Any]:
    missing = tuple(f"LOTSE_{SETTINGS[name]}" for name in needed if not getattr(operator, name))
    return {**frame(voice, title, path, description=said), "operator": operator, "missing": missing}
