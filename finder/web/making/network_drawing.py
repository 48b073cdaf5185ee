"""The picture of the network, computed from the rules: who refers on one side, to whom on the other.

Each kind stands twice, so that no arrow runs back or through a box. Units are those of the SVG's view box. Nothing here
depends on the size of a font: names are broken by their number of characters, in boxes with room for the widest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap

from directory.referrals import MODES, Mode, Network
from finder.web.pages.network import Arrow, Drawing, Fan, Label, Node

WIDTH, BOX, HEIGHT, GAP, TOP = 760.0, 236.0, 46.0, 10.0, 40.0
LINE = 16.0  # from one line of a name to the next
LONGEST = 30  # characters on a line of a name
ROOM = 8.0  # between an arrow's head and its box


def draw(book: Network, names: Mapping[str, str], anyone: str, heads: tuple[str, str], *, rtl: bool) -> Drawing:
    """``names`` are the kinds in the page's language, ``anyone`` the box for rows that hold for all of them."""
    boxes = {"": anyone, **names}
    y = {code: TOP + n * (HEIGHT + GAP) for n, code in enumerate(boxes)}
    links = _links(book)
    return Drawing(
        width=WIDTH,
        height=TOP + len(boxes) * (HEIGHT + GAP),
        heads=tuple(
            Label(_x(at, rtl), TOP - 18, text) for at, text in zip((BOX / 2, WIDTH - BOX / 2), heads, strict=True)
        ),
        fans=tuple(
            Fan(_node(text, 0.0, y[code], rtl), tuple(_arrows(code, links, list(names), y, rtl)))
            for code, text in boxes.items()
        ),
        targets=tuple(_node(text, WIDTH - BOX, y[code], rtl) for code, text in names.items()),
    )


def _links(book: Network) -> dict[tuple[str, str], Mode]:
    """(from, to) -> mode; of two rows between the same kinds the closer way is drawn. "" stands for every kind."""
    found: dict[tuple[str, str], Mode] = {}
    for row in sorted(book.referrals, key=lambda row: MODES.index(row.step.mode)):
        for code in ("",) if row.everywhere else row.from_kinds:
            found.setdefault((code, row.to), row.step.mode)
    return found


def _arrows(
    code: str, links: Mapping[tuple[str, str], Mode], order: list[str], y: Mapping[str, float], rtl: bool
) -> Iterable[Arrow]:
    """Each leaves and arrives at a point of its own, in the order of the boxes, so that lines cross little."""
    going = sorted((to for source, to in links if source == code), key=order.index)
    for to in going:
        coming = [source for source in ("", *order) if (source, to) in links]
        start = y[code] + HEIGHT * (going.index(to) + 1) / (len(going) + 1)
        end = y[to] + HEIGHT * (coming.index(code) + 1) / (len(coming) + 1)
        yield Arrow(links[code, to], _curve(start, end, rtl))


def _curve(start: float, end: float, rtl: bool) -> str:
    left, right = BOX, WIDTH - BOX - ROOM
    third = (right - left) / 2
    points = ((left, start), (left + third, start), (right - third, end), (right, end))
    (a, b, c, d) = (f"{_x(x, rtl):.1f} {y:.1f}" for x, y in points)
    return f"M{a} C{b} {c} {d}"


def _node(text: str, x: float, y: float, rtl: bool) -> Node:
    lines = wrap(text, LONGEST) or [text]
    middle = y + HEIGHT / 2 + 5 - LINE * (len(lines) - 1) / 2
    centre = _x(x + BOX / 2, rtl)
    labels = tuple(Label(centre, middle + n * LINE, line) for n, line in enumerate(lines))
    return Node(_x(x + BOX, rtl) if rtl else x, y, BOX, HEIGHT, labels)


def _x(x: float, rtl: bool) -> float:
    return WIDTH - x if rtl else x
