"""The referral network, deadlines and situations: every kind can be reached and left, and nothing is unsourced."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.crisis_lines import needs
from directory.deadlines import Deadline, deadlines, read_the_notice
from directory.problems import Problem
from directory.referral_checks import check_network
from directory.referrals import MODES, WHENS, Referral, Step, network
from directory.situations import Situation, situations, when_words
from directory.vocabulary import BadData, kinds, topics
from geo.resources import data_dir, use_data_dir

ON = date(2026, 11, 19)
STEPS = [
    *((row.id, row.step) for row in network().referrals),
    *((f"{code} {n}", step) for code, one in situations().items() for n, step in enumerate(one.steps, 1)),
]
WANTED = {
    "payment-order": ("debt", "payment-order"),
    "enforcement-order": ("debt", "enforcement-order"),
    "account-seized": ("debt", None),
    "power-cut": ("debt", None),
    "asylum-rejected": ("mfd", "asylum-rejected"),
    "turned-27": ("mbe", None),
    "recognised": ("mfd", "family-reunification-notice"),
    "dismissed": ("authority", "dismissal"),
    "job-ends": ("authority", "register-as-job-seeking"),
    "benefit-cut": ("mfd", "benefit-notice"),
    "discriminated": ("antidiscrimination", "discrimination-claim"),
    "violence-at-home": ("women", None),
    "pregnant-and-unsure": ("pregnancy", "abortion"),
    "left-reception-centre": ("mfd", None),
    "section-24-ends": ("mfd", "temporary-protection-ends"),
}


@pytest.mark.parametrize("code", kinds())
def test_every_kind_has_a_way_in_and_a_way_on(code: str) -> None:
    assert network().ways_in(code)
    assert [row for row in network().ways_on(code) if not row.everywhere]
    assert code not in {row.to for row in network().ways_on(code)}


@pytest.mark.parametrize("step", [step for _, step in STEPS], ids=[name for name, _ in STEPS])
def test_every_step_says_why_how_and_whence(step: Step) -> None:
    assert step.source and step.as_of and step.when in WHENS and network().modes[step.mode]["en"]
    assert step.reason["de"] and step.reason["en"]
    assert all(item["de"] and item["en"] for item in step.bring)
    if any(deadline.certainty(ON) == "holds" for deadline in step.deadlines):
        assert not step.source.startswith("source: not confirmed"), "a step with a deadline has a source"


@pytest.mark.parametrize("row", deadlines().values(), ids=lambda row: row.id)
def test_every_deadline_has_a_source_or_is_to_be_asked_about(row: Deadline) -> None:
    assert row.law and row.as_of
    assert row.confirmed or row.certainty(ON) == "ask"
    assert read_the_notice()["de"].startswith("Lesen Sie den Bescheid")


@pytest.mark.parametrize(
    ("code", "on", "answer"),
    [
        ("payment-order", ON, "holds"),
        ("asylum-rejected", ON, "ask"),
        ("subsidiary-reunification-suspended", ON, "ask"),
        ("temporary-protection-ends", date(2027, 3, 4), "holds"),
        ("temporary-protection-ends", date(2027, 3, 5), "ask"),
        ("no-integration-course-places", date(2027, 1, 1), "ask"),
    ],
)
def test_what_is_over_or_in_doubt_is_asked_about(code: str, on: date, answer: str) -> None:
    assert deadlines()[code].certainty(on) == answer


def test_the_shorter_time_is_the_more_urgent() -> None:
    order = sorted(deadlines().values(), key=lambda deadline: deadline.urgency(date(2027, 3, 5)))
    assert order[0].id == "register-as-job-seeking"
    assert order[-1].until is not None and order[-1].until < date(2027, 3, 5)


@pytest.mark.parametrize("code", WANTED)
def test_the_situations_lead_first_where_they_must(code: str) -> None:
    kind, deadline = WANTED[code]
    found = situations()[code]
    assert found.steps[0].when == "now" and found.steps[0].kind == kind
    named = {one.id for step in found.steps for one in step.deadlines}
    assert deadline is None or deadline in named


@pytest.mark.parametrize("found", situations().values(), ids=lambda found: found.id)
def test_a_situation_is_complete(found: Situation) -> None:
    assert found.label("de") != found.label("en")
    assert set(found.topics) <= set(topics()) and found.topics
    assert found.crisis is None or found.crisis in needs()
    secret = any(topics()[code].sensitive for code in found.topics)
    assert found.sensitive == secret
    assert found.quick_exit == ("women" in found.kinds)
    assert "authority" not in found.kinds[:1] or found.steps[0].office


def test_words_for_modes_and_times() -> None:
    assert set(network().modes) == set(MODES)
    assert when_words()["now"]["de"] == "Jetzt"


def _codes(found: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.where, problem.code) for problem in found}


def test_the_shipped_rules_have_no_dead_ends_and_say_what_is_open() -> None:
    assert _codes(check_network(ON)) == {
        ("deadlines/asylum-rejected", "rule_in_doubt"),
        ("deadlines/subsidiary-reunification-suspended", "deadline_without_source"),
    }


def test_rules_past_their_end_are_findings() -> None:
    later = _codes(check_network(date(2028, 1, 1)))
    assert ("deadlines/temporary-protection-ends", "rule_ended") in later
    assert ("deadlines/no-integration-course-places", "rule_ended") in later


@pytest.fixture
def rules(tmp_path: Path) -> Iterator[Path]:
    """The shipped data with rules that a test may change."""
    before = data_dir()
    for name in ("places", "translations", "vocabulary"):
        (tmp_path / name).symlink_to(before / name)
    shutil.copytree(before / "rules", tmp_path / "rules")
    use_data_dir(tmp_path)
    yield tmp_path / "rules"
    use_data_dir(before)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_lost_kinds_dead_ends_and_ended_rows_are_found(rules: Path) -> None:
    _change(rules / "referrals.toml", 'to = "return"', 'to = "psychosocial"')
    _change(rules / "referrals.toml", '"debt", "addiction", "family", "pregnancy", "women"', '"debt", "family"')
    _change(rules / "referrals.toml", 'id = "mfd-family"', 'id = "mfd-family"\nvalid_to = "2026-01-31"')
    assert {
        ("referrals/return", "no_way_in"),
        ("referrals/addiction", "dead_end"),
        ("referrals/women", "dead_end"),
        ("referrals/mfd-family", "rule_ended"),
    } <= _codes(check_network(ON))


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("situations.toml", 'crisis = "violence"', 'crisis = "noise"', "crisis is 'noise'"),
        ("situations.toml", 'office = "jobcenter"', 'office = "bank"', "office 'bank'"),
        ("situations.toml", 'sensitive = true\ncrisis = "pregnancy"', "", "sensitive = true"),
        ("situations.toml", 'when = "next"', 'when = "now"', ""),
        ("situations.toml", 'deadlines = ["abortion"]\nsensitive', "deadlines = []\nsensitive", "are not the same"),
        ("referrals.toml", 'from = ["jmd"]', 'from = ["mbe"]', "never the kind"),
        ("referrals.toml", 'bring.en = ["certificate under §305 InsO"]', "bring.en = []", "not said in all"),
        ("deadlines.toml", "amount = 3\n", "", "needs either"),
        ("deadlines.toml", 'until = "2027-03-04"', 'until = "soon"', "not a date"),
    ],
)
def test_a_faulty_row_is_named(rules: Path, name: str, old: str, new: str, sentence: str) -> None:
    _change(rules / name, old, new)
    if not sentence:
        assert situations()
        return
    with pytest.raises(BadData, match=sentence):
        situations(), network()


def test_a_referral_names_where_it_comes_from() -> None:
    rows: dict[str, Referral] = {row.id: row for row in network().referrals}
    assert rows["any-women"].everywhere and len(rows["any-women"].from_kinds) == len(kinds()) - 1
    assert rows["any-women"].step.when == "now" and rows["any-interpreting"].step.when == "beside"
    assert rows["mfd-debt"].from_kinds == ("mfd", "mbe", "jmd", "asylum")
