"""A template for a release from confidentiality (§ 203 StGB), for going along and for handing over a case.

Nothing is filled in: no name, no service, no matter. What it must hold a carrier has checked; until then it is called a
template everywhere.
"""

from __future__ import annotations

from finder.web.languages import DEFAULT
from finder.web.making.frame import frame
from finder.web.making.side_by_side import Voices, each, tongues
from finder.web.making.slip import tongues_offered
from finder.web.pages.release import Clause, ReleasePage
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

TITLE = later("Entbindung von der Schweigepflicht")
TEMPLATE = later("Vorlage. Der Träger muss sie prüfen lassen, bevor er sie benutzt (§ 203 StGB).")
COUNTS = later("Die Übersetzung hilft beim Lesen. Es gilt der deutsche Text.")
# The sentence, how many lines to write on, whether there is a box to tick.
CLAUSES = (
    (later("Mein Name und mein Geburtsdatum:"), 1, False),
    (later("Diese beiden Stellen dürfen miteinander über mich sprechen:"), 2, False),
    (later("Sie dürfen nur über dieses Thema sprechen:"), 1, False),
    (later("Sie dürfen einander auch Papiere von mir geben. Diese Papiere:"), 1, True),
    (later("Die Erlaubnis gilt bis zu diesem Tag:"), 1, False),
    (later("Ich erlaube das freiwillig. Auch wenn ich nicht unterschreibe, werde ich beraten."), 0, False),
    (
        later(
            "Ich kann die Erlaubnis jederzeit zurücknehmen, ohne Grund. Dann gilt sie ab diesem Moment nicht mehr. "
            "Dafür genügt es, wenn ich es einer der beiden Stellen sage."
        ),
        0,
        False,
    ),
    (later("Ich habe verstanden, was ich unterschreibe."), 0, False),
)  # fmt: skip
SIGNING = (later("Ort und Datum"), later("Unterschrift"))


def release_page(voice: Voice, voices: Voices, client: str | None) -> ReleasePage:
    """``voice`` speaks the page around the paper, ``voices`` the paper."""
    return ReleasePage(
        **frame(voice, voice(TITLE), "/release"),
        tongues=tongues(voices),
        paper_dir=voices[0].page_language.dir,
        tongues_offered=tongues_offered(client, voice) if voice.language == DEFAULT else (),
        heading=each(voices, lambda say: say(TITLE)),
        template=each(voices, lambda say: say(TEMPLATE)),
        clauses=tuple(
            Clause(tuple(one(sentence) for one in voices), blanks, ticked) for sentence, blanks, ticked in CLAUSES
        ),
        counts=each(voices, lambda say: say(COUNTS)) if len(voices) > 1 else (),
        signing=tuple(tuple(one(word) for one in voices) for word in SIGNING),
    )
