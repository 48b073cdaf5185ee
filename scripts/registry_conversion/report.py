"""What the conversion did with each fact, and what a person should look at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """``outcome`` holds one word a fact (published, withheld, merged, rejected) with its reason."""

    outcome: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[tuple[str, str, str]] = field(default_factory=list)  # heading, fact, words

    def note(self, heading: str, fact: str, words: str) -> None:
        self.notes.append((heading, fact, words))

    def count(self, word: str) -> int:
        return sum(1 for outcome, _ in self.outcome.values() if outcome == word)

    def check(self, facts_in: int) -> None:
        """in = published + withheld + merged + rejected, or the conversion has lost something."""
        parts = [self.count(word) for word in ("published", "withheld", "merged", "rejected")]
        if facts_in != sum(parts) or facts_in != len(self.outcome):
            raise RuntimeError(f"{facts_in} facts came in, but {' + '.join(map(str, parts))} came out")

    def text(self, facts_in: int) -> str:
        """The whole report as printed."""
        self.check(facts_in)
        lines = [
            f"{facts_in} facts = {self.count('published')} published + {self.count('withheld')} withheld"
            f" + {self.count('merged')} merged + {self.count('rejected')} rejected"
        ]
        for word in ("withheld", "merged", "rejected"):
            lines += self._by_reason(word)
        by_heading: dict[str, list[str]] = defaultdict(list)
        for heading, fact, words in self.notes:
            by_heading[heading].append(f"  {fact}: {words}")
        for heading, rows in by_heading.items():
            lines += ["", f"{heading} ({len(rows)}):", *rows]
        return "\n".join(lines)

    def _by_reason(self, word: str) -> list[str]:
        by_reason: dict[str, list[str]] = defaultdict(list)
        for fact, (outcome, reason) in self.outcome.items():
            if outcome == word:
                by_reason[reason].append(fact)
        rows = [f"  {reason}: {', '.join(facts)}" for reason, facts in sorted(by_reason.items())]
        return ["", f"{word} ({self.count(word)}):", *rows] if rows else []
