"""The picture of the network, computed from the rules: rails and lanes, so that no two arrows run through each other.

Kinds that refer to many others ("hubs") stand on top, each with a rail running down; "all places" has a rail too. Every
other kind is a box beside its own lanes. An arrow to it starts at a dot on each rail that refers to it; an arrow back
ends at a rail. Units are those of the SVG's view box; names are broken by their number of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from directory.referrals import MODES, Mode, Network, Referral
from finder.web.pages.network import Arrow, Drawing, Label, Node, Point

HUB_FROM = 4  # rows that start at a kind, for it to be a hub
RAIL, HEAD, BOX = 152.0, 80.0, 240.0  # from rail to rail; height of a hub's box; width of the others
LANE, PAD, GAP = 20.0, 14.0, 14.0  # from lane to lane; above and below them in a box; between boxes
ROOM, SIDE = 9.0, 60.0  # for an arrow's head; for arrows from box to box
LINE, NARROW, WIDE = 16.0, 19, 32  # between lines of a name, and characters on one
ANYONE = ""


@dataclass(frozen=True, slots=True)
class _Lane:
    """Arrows on one height: from each of ``sources`` to ``target``; one of the ends is always a hub."""

    sources: tuple[str, ...]
    target: str
    mode: Mode


class _Plan:
    """Where everything stands, before right-to-left pages turn it round."""

    def __init__(self, book: Network, codes: Iterable[str]) -> None:
        count = {code: sum(code in _from(row) for row in book.referrals) for code in codes}
        self.hubs = [*(code for code, rows in count.items() if rows >= HUB_FROM), ANYONE]
        self.leaves = [code for code in count if code not in self.hubs]
        self.rail = {code: RAIL * (n + 0.5) for n, code in enumerate(self.hubs)}
        self.edge = RAIL * len(self.hubs)
        self.width = self.edge + BOX + SIDE
        lanes = list(_lanes(book))
        self.between = [lane for lane in lanes if {*lane.sources, lane.target} <= {*self.hubs}]
        self.of_leaf = {leaf: self._lanes_of(leaf, lanes) for leaf in self.leaves}
        self.aside = [
            (source, lane) for lane in lanes for source in lane.sources if {source, lane.target} <= {*self.leaves}
        ]
        self._place()

    def _lanes_of(self, leaf: str, lanes: Iterable[_Lane]) -> list[_Lane]:
        """What leads to the box, then what leads back."""
        own = [lane for lane in self._split(lanes) if leaf in (lane.target, *lane.sources)]
        return sorted(own, key=lambda lane: lane.target != leaf)

    def _split(self, lanes: Iterable[_Lane]) -> Iterator[_Lane]:
        """A row with several boxes as its sources has a lane in each; its hubs share one."""
        for lane in lanes:
            hubs = tuple(code for code in lane.sources if code in self.hubs)
            if hubs and lane.target in self.leaves:
                yield _Lane(hubs, lane.target, lane.mode)
            elif lane.target in self.hubs:
                yield from (_Lane((code,), lane.target, lane.mode) for code in lane.sources if code in self.leaves)

    def _place(self) -> None:
        y = HEAD + PAD
        self.y: dict[_Lane, float] = {}
        for lane in self.between:
            y += LANE
            self.y[lane] = y
        y += LANE + GAP
        self.box: dict[str, tuple[float, float]] = {}
        for leaf, lanes in self.of_leaf.items():
            height = 2 * PAD + LANE * max(1, len(lanes) - 1)
            self.box[leaf] = (y, height)
            for n, lane in enumerate(lanes):
                self.y[lane] = y + (PAD + n * LANE if len(lanes) > 1 else height / 2)
            y += height + GAP
        self.height = y


def draw(book: Network, names: Mapping[str, str], anyone: str, *, rtl: bool) -> Drawing:
    """``names`` are the kinds in the page's language, ``anyone`` the rail for rows that hold for all of them."""
    plan = _Plan(book, names)
    words = {ANYONE: anyone, **names}
    turn = _Turn(plan.width, rtl)
    return Drawing(
        width=plan.width,
        height=plan.height,
        rails=tuple(turn.path((plan.rail[hub], HEAD), (plan.rail[hub], plan.height)) for hub in plan.hubs),
        hubs=tuple(
            turn.node(words[hub], plan.rail[hub] - RAIL / 2 + 4, 0, RAIL - 8, HEAD, NARROW) for hub in plan.hubs
        ),
        boxes=tuple(turn.node(words[leaf], plan.edge, y, BOX, height, WIDE) for leaf, (y, height) in plan.box.items()),
        arrows=tuple(_arrows(plan, turn)),
        dots=tuple(
            Point(turn.x(plan.rail[code]), y)
            for lane, y in plan.y.items()
            for code in lane.sources
            if code in plan.rail
        ),
    )


def _from(row: Referral) -> tuple[str, ...]:
    return (ANYONE,) if row.everywhere else row.from_kinds


def _lanes(book: Network) -> Iterator[_Lane]:
    """One for each mode in which a kind is referred to, the closest first."""
    for target in dict.fromkeys(row.to for row in book.referrals):
        for mode in MODES:
            rows = [row for row in book.referrals if row.to == target and row.step.mode == mode]
            sources = tuple(dict.fromkeys(code for row in rows for code in _from(row)))
            if sources:
                yield _Lane(sources, target, mode)


def _arrows(plan: _Plan, turn: _Turn) -> Iterator[Arrow]:
    for lane, y in plan.y.items():
        starts = [plan.rail.get(code, plan.edge) for code in lane.sources]
        end = plan.rail.get(lane.target, plan.edge)
        for side in ([x for x in starts if x < end], [x for x in starts if x > end]):
            if side:
                outer, room = (min(side), -ROOM) if side[0] < end else (max(side), ROOM)
                yield Arrow(lane.mode, turn.path((outer, y), (end + room, y)))
    right = plan.edge + BOX
    for n, (source, lane) in enumerate(plan.aside):
        (y1, h1), (y2, h2) = plan.box[source], plan.box[lane.target]
        out = right + SIDE - 8 - 14 * (n % 3)
        bend = ((out, y1 + h1 / 2), (out, y2 + h2 / 2))
        yield Arrow(lane.mode, turn.path((right, y1 + h1 / 2), *bend, (right + ROOM, y2 + h2 / 2)))


@dataclass(frozen=True, slots=True)
class _Turn:
    """From the plan to the picture: on right-to-left pages the other way round."""

    width: float
    rtl: bool

    def x(self, x: float) -> float:
        return self.width - x if self.rtl else x

    def path(self, *points: tuple[float, float]) -> str:
        return "M" + " L".join(f"{self.x(x):g} {y:g}" for x, y in points)

    def node(self, text: str, x: float, y: float, width: float, height: float, characters: int) -> Node:
        lines = wrap(text, characters) or [text]
        middle = y + height / 2 + 5 - LINE * (len(lines) - 1) / 2
        centre = self.x(x + width / 2)
        labels = tuple(Label(centre, middle + n * LINE, line) for n, line in enumerate(lines))
        return Node(self.x(x + width) if self.rtl else x, y, width, height, labels)
