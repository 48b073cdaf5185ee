"""PDF by typst, the optional extra ``lotse[pdf]``. The only module that uses the library ``typst``.

What is printed travels as JSON and is never read as markup. Every file passes typst's own check of PDF/UA-1, so it is
tagged, has a title and a language, and holds no letter that its fonts cannot show: rather a sentence than boxes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from finder.web.wording.marking import later
from geo.errors import NotConfigured

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"
# The first that an operator has is taken; letters that it lacks come from any other.
FAMILIES = ("Liberation Sans", "Arimo", "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans")
NO_FONT = later("Für diese Sprache fehlt dem Server eine Schrift. Bitte drucken Sie die Seite selbst.")
NO_LETTER = "could not be displayed"


class NoFont(NotConfigured):
    """No font in FONT_DIRS can write this."""

    code = "no_font"


class Press:
    """Makes PDFs from templates/paper/. ``able``: whether the extra is installed."""

    def __init__(self, font_dirs: Sequence[Path], templates: Path) -> None:
        self._dirs = tuple(font_dirs)
        self._templates = templates
        self.able = find_spec("typst") is not None

    @cached_property
    def _fonts(self) -> typst.Fonts:
        """Only the operator's: read once, in a few hundredths of a second."""
        import typst  # an extra; and no page but a PDF needs it

        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in self._dirs]
        )

    def pdf(self, template: str, data: Mapping[str, Any], now: datetime) -> bytes:
        """The file. Raises NotConfigured where the extra is missing, NoFont where a letter cannot be shown."""
        if not self.able:
            raise NotConfigured("PDF needs the extra: pip install 'lotse[pdf]'")
        import typst

        known = set(self._fonts.families())
        fonts = [family for family in FAMILIES if family in known] or sorted(known)[:1]
        if not fonts:
            raise NoFont(NO_FONT)
        given = json.dumps({**data, "fonts": fonts}, default=_plain, ensure_ascii=False)
        try:
            return typst.compile(
                self._templates / f"{template}.typ",
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": given},
                pdf_standards=STANDARD,
                # The same day gives the same bytes.
                timestamp=int(now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()),
            )
        except typst.TypstError as error:
            if NO_LETTER in error.message:
                raise NoFont(NO_FONT) from error
            raise


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
