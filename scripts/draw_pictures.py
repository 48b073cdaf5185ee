#!/usr/bin/env python3
"""Draws the preview for shared links and the icon for home screens from our own sign, with a real Chromium.

    .venv/bin/python scripts/draw_pictures.py

Needed only when the sign or the words change: the pictures are committed. Fonts are those of the machine.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "finder" / "web" / "static"
CHROMIUM = os.environ.get("LOTSE_CHROMIUM", "/usr/bin/chromium")
ACCENT, PAPER = "#0a4a63", "#ffffff"


def sign() -> str:
    """The lines of the favicon, without its ground."""
    return "".join(re.findall(r"<path [^>]*/>", (STATIC / "favicon.svg").read_text()))


def drawing(width: int, height: int, inside: str) -> str:
    return (
        f'<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="{ACCENT}"/>{inside}</svg>'
    )


def mark(x: int, y: int, scale: float) -> str:
    lines = 'fill="none" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
    return f'<g transform="translate({x} {y}) scale({scale})" stroke="{PAPER}" {lines}>{sign()}</g>'


def text(x: int, y: int, size: int, words: str, weight: int = 400) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{PAPER}" '
        f'font-family="Liberation Sans, Arial, sans-serif">{words}</text>'
    )


PICTURES = {
    "touch-icon.png": (180, 180, mark(30, 26, 5)),
    "preview.png": (
        1200, 630,
        mark(60, 120, 15) + text(460, 290, 130, "Lotse", 700)
        + text(464, 370, 50, "Beratung finden") + text(464, 434, 50, "in Rheinland-Pfalz"),
    ),
}  # fmt: skip


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, (width, height, inside) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(drawing(width, height, inside))
            page.screenshot(path=STATIC / name)
        browser.close()


if __name__ == "__main__":
    main()
