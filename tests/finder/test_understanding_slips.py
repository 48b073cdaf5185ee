"""Slips of the finger in real words: whatever the keyboard did, the line leads to the same kind. Shipped words."""

from __future__ import annotations

import pytest

from finder.service import Service


@pytest.mark.parametrize(
    ("ui", "line", "kind"),
    [
        ("de", "shculden", "debt"),
        ("de", "schuldn", "debt"),
        ("de", "SCHULDEN!!!", "debt"),
        ("de", "😢 Schulden 🙏🏽", "debt"),
        ("de", "er hat mich gewürt", "women"),
        ("tr", "icar geldi", "debt"),
        ("tr", "icr geldi borç", "debt"),
        ("ku", "deny", "debt"),
        ("ru", "доги", "debt"),
        ("pl", "dugi", "debt"),
        ("uk", "брги", "debt"),
        ("fr", "dettse", "debt"),
        ("ar", "الدييون", "debt"),
        ("sr", "muž me bbije", "women"),
        ("en", "how to become a volonteer", "volunteer"),
        ("de", "Inkasoschreiben was tun", "debt"),
        ("de", "Insolvensberatung", "debt"),
        ("de", "Schuldenberatug", "debt"),
        ("de", "Spielsuchtbertung", "addiction"),
    ],
)
def test_slips(service: Service, ui: str, line: str, kind: str) -> None:
    assert kind in service.reader.understand(line, ui).kinds
