"""What the index needs to know beside the records: labels to find services by, kinds open to neighbours, neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory import vocabulary
from geo.districts import districts

Labels = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``kinds``, ``topics``, ``offices``: code -> labels in every language of the vocabulary.

    ``treating``: topic -> the kinds that treat it, best first. ``open_kinds`` take people from neighbouring districts;
    ``neighbours`` maps a district's key to those of the districts it borders on.
    """

    kinds: Labels = field(default_factory=dict)
    topics: Labels = field(default_factory=dict)
    offices: Labels = field(default_factory=dict)
    treating: Labels = field(default_factory=dict)
    open_kinds: frozenset[str] = frozenset()
    neighbours: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def signature(self) -> str:
        """A text that changes whenever the index must be built anew because the lexicon did."""
        parts = (sorted(self.kinds.items()), sorted(self.topics.items()), sorted(self.offices.items()))
        return repr(parts)


def shipped() -> Lexicon:
    """The lexicon of data/vocabulary and data/places."""
    kinds = vocabulary.kinds()
    return Lexicon(
        kinds={code: (k.official, *k.labels.values()) for code, k in kinds.items()},
        topics={code: tuple(t.labels.values()) for code, t in vocabulary.topics().items()},
        offices={code: tuple(o.labels.values()) for code, o in vocabulary.offices().items()},
        treating={code: t.kinds for code, t in vocabulary.topics().items()},
        open_kinds=frozenset(code for code, k in kinds.items() if k.area == "open"),
        neighbours={key: frozenset(d.neighbours) for key, d in districts().items()},
    )
