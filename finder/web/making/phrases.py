"""What to say at the telephone, or to write: in German, and beside it in the page's language.

A phone is of no use to someone who cannot speak to whoever answers. Nothing about the visitor is in these sentences but
the language; what they ask for follows from the kind of the service. Each is one whole sentence or two, so that it can
be translated by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from directory.records import ServiceRecord
from directory.vocabulary import kinds, label
from finder.web.making.message import isolated
from finder.web.pages.base import Contact
from finder.web.pages.service import Letter, Phrase, Saying
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

HELLO = later("Guten Tag.")
LITTLE = later("Ich spreche wenig Deutsch.")
TONGUE = later("Meine Sprache ist {language}.")
ANYONE = later("Spricht bei Ihnen jemand diese Sprache?")
SLOWLY = later("Bitte sprechen Sie langsam.")
ANSWER = later("Bitte antworten Sie in einfachem Deutsch oder in meiner Sprache.")
SUBJECT = later("Bitte um einen Termin")
SOUGHT = later("Ich suche diese Stelle: {name}. Wie kann ich sie erreichen?")
GENERAL = later("Ich brauche einen Termin für eine Beratung.")
NEEDS = {
    "asylum": later("Ich brauche einen Termin. Es geht um das Asylverfahren."),
    "debt": later("Ich brauche einen Termin bei der Schuldnerberatung."),
    "addiction": later("Ich brauche einen Termin bei der Suchtberatung."),
    "family": later("Ich brauche einen Termin bei der Familienberatung."),
    "pregnancy": later("Ich brauche bald einen Termin bei der Schwangerenberatung."),
    "women": later("Ich brauche Hilfe. Kann ich mit einer Frau sprechen?"),
    "antidiscrimination": later("Ich brauche einen Termin. Es geht um Diskriminierung."),
    "return": later("Ich habe eine Frage zur freiwilligen Rückkehr."),
    "volunteer": later("Ich möchte zu Ihnen kommen. Wann haben Sie geöffnet?"),
    "authority": later("Ich brauche einen Termin bei Ihnen."),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A msgid with what fills its placeholders, the same in both languages."""

    message: str
    values: tuple[tuple[str, str], ...] = ()


def saying(record: ServiceRecord, best: Contact, voice: Voice, german: Voice) -> Saying:
    """For this service: by phone where ``best`` is one, else to show or to copy; a letter where its mail is known."""
    return _saying(best, record.email, _need(record), _need(record, written=True), voice, german)


def asking_for(record: ServiceRecord, best: Contact, email: str | None, voice: Voice, german: Voice) -> Saying:
    """For whoever may know how to reach a service that has no contact of its own; ``best`` and ``email`` are theirs."""
    need = _Part(SOUGHT, (("name", record.name),))
    return _saying(best, email, need, need, voice, german)


def _saying(best: Contact, email: str | None, said: _Part, written: _Part, voice: Voice, german: Voice) -> Saying:
    tongue = (_Part(LITTLE), _Part(TONGUE), _Part(ANYONE)) if _foreign(voice) else ()
    answer = (_Part(ANSWER),) if _foreign(voice) else ()
    return Saying(
        heading=_heading(best, voice),
        phrases=_phrases((_Part(HELLO), *tongue, said, _Part(SLOWLY)), voice, german),
        letter=_letter(email, _phrases((_Part(HELLO), *tongue, written, *answer), voice, german), voice, german)
        if email
        else None,
        foreign=_foreign(voice),
    )


def _need(record: ServiceRecord, *, written: bool = False) -> _Part:
    """A sensitive matter stays out of a letter: mail lies open in many a household."""
    hidden = written and kinds()[record.kind].sensitive
    return _Part(GENERAL if hidden else NEEDS.get(record.kind, GENERAL))


def _foreign(voice: Voice) -> bool:
    """Whether the page is in another language than German, easy German included."""
    return voice.language.partition("-")[0] != "de"


def _heading(best: Contact, voice: Voice) -> str:
    if best.means == "phone":
        return voice("Das können Sie am Telefon sagen")
    return voice("Das können Sie sagen oder zeigen")


def _phrases(parts: tuple[_Part, ...], voice: Voice, german: Voice) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(_said(part, german, voice), _said(part, voice, voice) if _foreign(voice) else None) for part in parts
    )


def _said(part: _Part, speaker: Voice, of: Voice) -> str:
    """As ``speaker`` says it; the language named is that of the page, by its name in the speaker's."""
    if part.message != TONGUE:
        return speaker(part.message, **{name: isolated(value, speaker) for name, value in part.values})
    own = speaker.language == of.language
    name = of.page_language.own_name if own else label(of.language, speaker.language, of="language")
    return speaker(TONGUE, language=name)


def _letter(email: str, phrases: tuple[Phrase, ...], voice: Voice, german: Voice) -> Letter:
    subject = " / ".join(dict.fromkeys((german(SUBJECT), voice(SUBJECT))))
    said, own = (
        " ".join(phrase.german for phrase in phrases),
        " ".join(phrase.own or "" for phrase in phrases).strip(),
    )
    body = "\r\n\r\n".join(text for text in (said, own) if text)
    return Letter(said, own or None, _mailto(email, subject, body))


def _mailto(email: str, subject: str, body: str) -> str:
    """RFC 6068: everything but letters and digits as per cent signs, line ends as CR LF."""
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
