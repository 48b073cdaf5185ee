"""Rules that are plain data so far: they load, are complete, and name only what exists."""

from __future__ import annotations

from datetime import date

import pytest

from directory.vocabulary import kinds, topics
from directory.vocabulary.reading import Block, read_rows, read_toml
from geo.resources import data_dir

DEADLINES = read_rows(data_dir() / "rules" / "deadlines.toml", "deadline")
REFERRALS = read_rows(data_dir() / "rules" / "referrals.toml", "referral")


@pytest.mark.parametrize("row", DEADLINES.blocks, ids=lambda row: row.code)
def test_a_deadline_is_complete(row: Block) -> None:
    row.texts("what", DEADLINES.languages)
    row.check_known("topics", topics())
    row.flag("in_doubt")
    assert row.text("law") and row.text("as_of")
    if until := row.text_or_none("until"):
        date.fromisoformat(until)
    else:
        assert row.number_or_none("amount")
        row.one_of("unit", ("days", "weeks", "months"))


@pytest.mark.parametrize("row", REFERRALS.blocks, ids=lambda row: row.code)
def test_a_referral_is_complete(row: Block) -> None:
    row.check_known("from", {*kinds(), "any"})
    row.one_of("to", kinds())
    row.check_known("topics", topics())
    row.check_known("deadlines", {deadline.code for deadline in DEADLINES.blocks})
    row.one_of("mode", read_toml(data_dir() / "rules" / "referrals.toml")["mode"])
    row.texts("trigger", REFERRALS.languages)
    assert row.text("source") and row.text("as_of")
    assert row.text("to") not in row.codes("from")
    assert len(row.values["bring"]["de"]) == len(row.values["bring"]["en"])


def test_the_chains_of_the_network_are_there() -> None:
    chains = {(source, row.text("to")) for row in REFERRALS.blocks for source in row.codes("from")}
    assert {
        ("mfd", "debt"),
        ("mfd", "addiction"),
        ("mfd", "family"),
        ("mfd", "authority"),
        ("mfd", "antidiscrimination"),
        ("jmd", "mbe"),
        ("mbe", "jmd"),
        ("mbe", "mfd"),
        ("asylum", "mfd"),
        ("any", "women"),
        ("mbe", "debt"),
        ("mfd", "volunteer"),
        ("volunteer", "mfd"),
    } <= chains
