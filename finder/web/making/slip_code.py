"""What belongs to the code of a slip: on the paper, and around it for the counsellor who makes it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from directory.records import ServiceRecord
from directory.slip_codes import grouped
from finder.web.languages import DEFAULT
from finder.web.making.sharing import SLIP
from finder.web.making.side_by_side import Voices, each
from finder.web.pages.base import Fields, Option, Step
from finder.web.pages.slip import Coded, CodeForm, SheetCode
from finder.web.wording.marking import later

CODE_PAGE = "/code"
PDF, TEXT = "slip.pdf", "slip.txt"
NOBODY = later("Dieser Code sagt nicht, wer Sie sind.")


def sheet_code(code: str, voices: Voices, origin: str) -> SheetCode:
    """As it is printed. Where to enter it is for the receiving staff, so in German only."""
    where = urlsplit(origin + CODE_PAGE)
    return SheetCode(
        shown=grouped(code),
        says=each(voices, lambda voice: voice(NOBODY)),
        enter=f"Für die Stelle: {where.netloc}{where.path}",
    )


def slip_path(record: ServiceRecord, part: str = SLIP) -> str:
    """Where slips with a code are posted for: on the German page only, since counsellors make them."""
    return f"/{DEFAULT}/service/{record.id}/{part}"


def code_form(fields: Fields, record: ServiceRecord, records: Iterable[ServiceRecord]) -> CodeForm:
    """``fields``: the choices made. Whoever gives the slip away may be named: services of the same districts."""
    here = _districts(record)
    near = (other for other in records if other.id != record.id and here & _districts(other))
    named = sorted(near, key=lambda other: (other.name.casefold(), other.id))
    return CodeForm(slip_path(record), fields, tuple(Option(other.id, _called(other), False) for other in named))


def coded(code: str, fields: Fields, record: ServiceRecord, pdf: str | None, text: str) -> Coded:
    """``pdf`` and ``text`` are the words on the buttons; no PDF where none can be made."""
    carried = (*fields, ("code", code))
    return Coded(
        pdf=Step(pdf, slip_path(record, PDF), carried, icon="print") if pdf else None,
        text=Step(text, slip_path(record, TEXT), carried, icon="copy"),
    )


def _districts(record: ServiceRecord) -> set[str]:
    doors = {door.district for door in record.doors}
    return {key for key in {record.district, *doors} if key}


def _called(record: ServiceRecord) -> str:
    """Many services of a district bear the same name."""
    carrier = record.organization
    return f"{record.name} ({carrier})" if carrier and carrier not in record.name else record.name
