"""What to say at the telephone, or to write: in German, and beside it in the page's language.

A phone is of no use to someone who cannot speak to whoever answers. Nothing about the visitor is in these sentences but
the language; what they ask for follows from the kind of the service. Each is one whole sentence or two, so that it can
be translated by itself.
"""

from __future__ import annotations

from urllib.parse import quote

from directory.records import ServiceRecord
from directory.vocabulary import kinds, label
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


def saying(record: ServiceRecord, best: Contact, email: str | None, voice: Voice, german: Voice) -> Saying:
    """For this service: by phone where ``best`` is one, else to show or to copy; a letter where ``email`` is known."""
    need = NEEDS.get(record.kind, GENERAL)
    spoken = (HELLO, *_tongue(voice), need, SLOWLY)
    return Saying(
        heading=_heading(best, voice),
        phrases=_phrases(spoken, voice, german),
        letter=_letter(record, email, voice, german) if email else None,
        foreign=_foreign(voice),
    )


def _foreign(voice: Voice) -> bool:
    """Whether the page is in another language than German, easy German included."""
    return voice.language.partition("-")[0] != "de"


def _tongue(voice: Voice) -> tuple[str, ...]:
    return (LITTLE, TONGUE, ANYONE) if _foreign(voice) else ()


def _heading(best: Contact, voice: Voice) -> str:
    if best.means == "phone":
        return voice("Das können Sie am Telefon sagen")
    return voice("Das können Sie sagen oder zeigen")


def _phrases(messages: tuple[str, ...], voice: Voice, german: Voice) -> tuple[Phrase, ...]:
    return tuple(Phrase(_said(m, german, voice), _said(m, voice, voice) if _foreign(voice) else None) for m in messages)


def _said(message: str, speaker: Voice, of: Voice) -> str:
    """``message`` as ``speaker`` says it; the language named is that of the page, by its name in the speaker's."""
    if message != TONGUE:
        return speaker(message)
    own = speaker.language == of.language
    name = of.page_language.own_name if own else label(of.language, speaker.language, of="language")
    return speaker(TONGUE, language=name)


def _letter(record: ServiceRecord, email: str, voice: Voice, german: Voice) -> Letter:
    """A sensitive matter stays out of the letter: mail lies open in many a household."""
    sensitive = kinds()[record.kind].sensitive
    need = GENERAL if sensitive else NEEDS.get(record.kind, GENERAL)
    phrases = _phrases((HELLO, *_tongue(voice), need, *((ANSWER,) if _foreign(voice) else ())), voice, german)
    subject = " / ".join(dict.fromkeys((german(SUBJECT), voice(SUBJECT))))
    paragraphs = (" ".join(p.german for p in phrases), " ".join(p.own for p in phrases if p.own))
    return Letter(
        paragraphs[0], paragraphs[1] or None, _mailto(email, subject, "\r\n\r\n".join(filter(None, paragraphs)))
    )


def _mailto(email: str, subject: str, body: str) -> str:
    """RFC 6068: everything but letters and digits as per cent signs, line ends as CR LF."""
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
