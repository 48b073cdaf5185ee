"""QR codes as SVG. The only module that uses the library ``segno``."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(text: str) -> bytes:
    """Black on white with the quiet zone that scanners need, in dark mode too; scales to whatever size it is given."""
    out = BytesIO()
    # Level M reads well from paper; a higher one would make the squares smaller.
    segno.make_qr(text, error="m", boost_error=False).save(
        out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False, nl=False, svgclass=None,
        lineclass=None,
    )  # fmt: skip
    return out.getvalue()
