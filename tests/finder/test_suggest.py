"""What is offered while somebody types."""

from __future__ import annotations

import pytest

from finder.search.suggest import Suggester
from finder.service import Service


@pytest.fixture(scope="module")
def suggester(service: Service) -> Suggester:
    return Suggester(service.records)


@pytest.mark.parametrize(
    ("line", "ui", "type_", "label"),
    [
        ("Kobl", "de", "place", "Koblenz"),
        ("5606", "de", "place", "56068 Koblenz"),
        ("schulden kobl", "de", "place", "Koblenz"),
        ("Майн", "uk", "place", "Mainz"),
        ("Schul", "de", "kind", "Schuldnerberatung"),
        ("school", "en", "topic", "School"),
        ("mulhe", "de", "place", "Mülheim"),
        ("Medinetz", "de", "service", "Medinetz Mainz e.V."),
    ],
)
def test_completions(suggester: Suggester, line: str, ui: str, type_: str, label: str) -> None:
    found = [(suggestion.type, suggestion.label) for suggestion in suggester.suggest(line, ui)]
    assert any(kind == type_ and name.startswith(label) for kind, name in found), found


def test_the_words_before_stay(suggester: Suggester) -> None:
    assert any(s.q == "schulden Koblenz" for s in suggester.suggest("schulden kobl", "de"))


@pytest.mark.parametrize("line", ["", " ", "x", "\x00", "qqqqqq", "a" * 500, "mein mann schlägt mich", "🦊 🦊"])
def test_lines_without_a_completion(suggester: Suggester, line: str) -> None:
    assert len(suggester.suggest(line, "de")) <= 8


def test_no_draft_is_suggested(suggester: Suggester, service: Service) -> None:
    known = {record.id for record in service.records}
    found = [s for prefix in ("Café", "Welcome", "Migration") for s in suggester.suggest(prefix, "de", 50)]
    assert all(s.code in known for s in found if s.type == "service")
