"""The page for whatever went wrong."""

from __future__ import annotations

from finder.web.making.crisis import crisis_phones
from finder.web.making.frame import frame
from finder.web.pages.base import Step
from finder.web.pages.error import ErrorPage
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

TITLES = {
    400: later("Das haben wir nicht verstanden"),
    404: later("Diese Seite gibt es nicht"),
    405: later("So geht das hier nicht"),
    410: later("Diese Seite gibt es nicht mehr"),
    413: later("Das ist zu viel auf einmal"),
    415: later("Diese Form kennen wir nicht"),
    500: later("Da ist bei uns etwas schiefgegangen"),
}
MESSAGES = {
    400: later("Bitte prüfen Sie Ihre Eingabe."),
    404: later("Vielleicht wurde ein Angebot gelöscht oder der Link ist unvollständig. Die Suche hilft weiter."),
    405: later("Bitte benutzen Sie das Suchfeld."),
    410: later("Das Angebot wurde aus dem Verzeichnis genommen. Die Suche hilft weiter."),
    413: later("Bitte gehen Sie zurück und schreiben Sie kürzer."),
    415: later("Bitte benutzen Sie das Suchfeld."),
    500: later("Der Fehler liegt nicht bei Ihnen. Bitte versuchen Sie es später noch einmal."),
}


def title(status: int) -> str:
    """The German sentence for a status; a general one where it has none of its own."""
    return TITLES.get(status, TITLES[400] if status < 500 else TITLES[500])


def message(status: int) -> str:
    return MESSAGES.get(status, MESSAGES[400] if status < 500 else MESSAGES[500])


def error_page(status: int, voice: Voice, said: str | None = None, q: str = "") -> ErrorPage:
    """``said`` is what a domain error says, in German; ``q`` is what was typed, so that it is not lost."""
    help_ = (
        Step(voice("Zur Startseite"), f"/{voice.language}/"),
        Step(voice("Alle Angebote ansehen"), f"/{voice.language}/search"),
        Step(voice("Hilfe und Kontakt"), f"/{voice.language}/help"),
    )
    return ErrorPage(
        **frame(voice, voice(title(status)), "/", q=q, keep=False),
        status=status,
        message=voice(said or message(status)),
        crisis=crisis_phones(voice.language),
        help=help_,
    )
