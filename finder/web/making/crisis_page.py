"""All crisis lines by need. Lines, hours and languages stand in data/rules/crisis.toml; here is only their order.

The page may be read from a copy on the device, so it says the hours of a line and never whether it is open now.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.crisis_lines import CrisisRow, as_of, lines, needs
from finder.web.making.crisis import row_item
from finder.web.making.frame import frame
from finder.web.making.home import kind_step
from finder.web.making.onward import crisis_steps
from finder.web.pages.crisis import CrisisGroup, CrisisPage
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

# A Wednesday afternoon, on which every line answers that keeps hours at all: nothing is called closed.
MIDWEEK = datetime(2026, 11, 18, 14, 30, tzinfo=ZoneInfo("Europe/Berlin"))
# Heading, the needs whose lines stand under it, and kinds of service that go on from there.
GROUPS = (
    ("violence", later("Gewalt und Bedrohung"), ("violence", "violence_men", "forced_marriage"), ("women",)),
    ("despair", later("Wenn Sie nicht mehr weiterwissen oder an Suizid denken"), ("suicide", "suicide_other"), ()),
    ("children", later("Kinder, Jugendliche und Eltern"), ("child_danger",), ("family",)),
    ("pregnancy", later("Schwanger und in Not"), ("pregnancy",), ("pregnancy",)),
    ("poison", later("Vergiftung"), ("poison", "overdose"), ()),
    ("medical", later("Krank, aber nicht in Lebensgefahr"), ("medical",), ()),
    ("other", later("Andere Notlagen"), (), ()),
)
# Lines that several needs name stand where people look for them first.
AT_HOME = {"children": "children", "parents": "children"}


def crisis_page(voice: Voice) -> CrisisPage:
    rows = lines(needs(), MIDWEEK, voice.language)
    said = voice("Notruf, Hilfe bei Gewalt, Verzweiflung, Vergiftung: alle Nummern mit Zeiten und Sprachen.")
    return CrisisPage(
        **frame(voice, voice("Hilfe sofort"), "/crisis", description=said),
        quick_exit=True,
        urgent=tuple(row_item(row, voice) for row in rows if row.emergency),
        groups=tuple(_groups(voice)),
        as_of=voice.as_of(as_of()),
        checked=all(row.checked_on for row in rows),
    )


def _groups(voice: Voice) -> Iterable[CrisisGroup]:
    shown: set[str] = set()
    for name, heading, wanted, kinds in GROUPS:
        rows = [row for row in lines(wanted or needs(), MIDWEEK, voice.language) if _belongs(row, name, shown)]
        shown.update(row.id for row in rows)
        if rows:
            ways = (*(kind_step(code, voice) for code in kinds), *crisis_steps(wanted, voice))
            yield CrisisGroup(name, voice(heading), tuple(row_item(row, voice) for row in rows), ways)


def _belongs(row: CrisisRow, group: str, shown: set[str]) -> bool:
    return not row.emergency and row.id not in shown and AT_HOME.get(row.id, group) == group
