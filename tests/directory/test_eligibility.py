"""The boundary table: who may go where. And for every age, status and kind: what a verdict must never do."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.eligibility import Area, assess, assess_all, best, years_on
from directory.eligibility_rules import rule_book
from directory.vocabulary import BadData, kinds, statuses
from geo import resources
from geo.errors import BadInput
from geo.resources import data_dir

ON = date(2026, 11, 19)
DAY_BEFORE_27 = date(1999, 11, 20)  # 26 years and 364 days on that day
BIRTHDAY_27 = date(1999, 11, 19)

# kind, age in years or birth date, status, the answer
BOUNDARIES = [
    ("jmd", DAY_BEFORE_27, None, "yes"),
    ("mbe", DAY_BEFORE_27, None, "ask"),
    ("mbe", BIRTHDAY_27, None, "yes"),
    ("jmd", BIRTHDAY_27, None, "no"),
    ("mbe", 27, "residence_permit", "yes"),
    ("jmd", 11, None, "no"),
    ("mbe", 11, None, "no"),
    ("family", 11, None, "yes"),
    ("mfd", 11, None, "yes"),
    ("jmd", 12, None, "yes"),
    ("mfd", 40, "german", "yes"),
    ("mbe", 40, "german", "ask"),
    ("mfd", 35, "none", "yes"),
    ("mbe", 35, "none", "no"),
    ("jmd", 20, "none", "no"),
    ("mfd", None, "none", "yes"),
    ("mbe", None, "none", "no"),
    ("jmd", None, "none", "no"),
    ("jmd", 20, "duldung", "yes"),
    ("mbe", 30, "duldung", "ask"),
    ("mfd", 30, "duldung", "yes"),
    ("mbe", 30, "gestattung", "yes"),
    ("jmd", 20, "gestattung", "yes"),
    ("mbe", 20, "gestattung", "ask"),
    ("mbe", 34, "temporary_protection", "yes"),
    ("mfd", 34, "temporary_protection", "yes"),
    ("jmd", 20, "german", "yes"),
    ("psychosocial", None, "eu", "ask"),
    ("psychosocial", 30, "eu", "ask"),
    ("psychosocial", 30, "protection", "yes"),
    ("mbe", 30, "eu", "yes"),
    ("mbe", 30, "resettler", "yes"),
    ("mbe", 30, "unknown", "yes"),
    ("jmd", None, "duldung", "ask"),
    ("mbe", None, "eu", "ask"),
    ("authority", 30, "none", "ask"),
    # Its state after the asylum reform of June 2026 is not confirmed.
    ("asylum", 30, "gestattung", "ask"),
]


@pytest.mark.parametrize(("kind", "age", "status", "answer"), BOUNDARIES)
def test_boundaries(kind: str, age: int | date | None, status: str | None, answer: str) -> None:
    assert assess(kind, age=age, status=status, on=ON).answer == answer


@pytest.mark.parametrize(
    ("kind", "age", "status", "instead"),
    [
        ("jmd", 11, None, ("family", "mfd")),
        ("mbe", 11, None, ("family", "mfd")),
        ("jmd", 27, None, ("mbe", "mfd")),
        ("jmd", 27, "none", ("mfd",)),
        ("jmd", 40, "german", ("mfd", "mbe")),
        ("mbe", 30, "none", ("mfd",)),
        ("mbe", 20, None, ("jmd", "mfd")),
        ("mfd", 20, None, ()),
    ],
)
def test_what_fits_instead(kind: str, age: int, status: str | None, instead: tuple[str, ...]) -> None:
    assert assess(kind, age=age, status=status, on=ON).instead == instead


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_without_answers_it_is_yes_where_open_to_everyone_else_ask(kind: str) -> None:
    expected = "yes" if kinds()[kind].open_to_everyone else "ask"
    assert assess(kind, on=ON).answer == expected
    assert assess(kind, status="unknown", on=ON).answer == expected


AGES = st.none() | st.integers(0, 120) | st.dates(date(1920, 1, 1), ON)
STATUSES = st.none() | st.sampled_from(sorted(statuses()))
DAYS = st.dates(ON, date(2030, 1, 1))


@given(st.sampled_from(sorted(kinds())), AGES, STATUSES, DAYS)
def test_every_verdict_is_whole(kind: str, age: int | date | None, status: str | None, on: date) -> None:
    verdict = assess(kind, age=age, status=status, on=on)
    assert verdict.rule and verdict.source and verdict.as_of
    assert verdict.reason("de") and verdict.reason("en") == verdict.reason("xx")
    assert kind not in verdict.instead
    for other in verdict.instead:
        assert assess(other, age=age, status=status, on=on).answer != "no"
    if verdict.answer == "no":
        assert verdict.instead
        assert "yes" in {assess(other, age=age, status=status, on=on).answer for other in verdict.instead}


@given(st.sampled_from(sorted(kinds())), AGES, STATUSES)
def test_a_missing_answer_never_makes_a_no(kind: str, age: int | date | None, status: str | None) -> None:
    """A "no" without one of the answers is a "no" whatever that answer would be."""
    if assess(kind, status=status, on=ON).answer == "no":
        assert assess(kind, age=age, status=status, on=ON).answer == "no"
    if assess(kind, age=age, on=ON).answer == "no":
        assert assess(kind, age=age, status=status, on=ON).answer == "no"
    assert assess(kind, on=ON).answer != "no"


@pytest.mark.parametrize("status", sorted(statuses()))
def test_an_unknown_age_never_makes_a_no_because_of_age(status: str) -> None:
    for verdict in assess_all(status=status, on=ON):
        if verdict.answer == "no":
            rule = next(rule for rule in rule_book().by_kind[verdict.kind] if rule.id == verdict.rule)
            assert rule.age_from is None and rule.age_before is None


def test_rules_of_one_priority_never_contradict_each_other() -> None:
    for kind, rules in rule_book().by_kind.items():
        for years in (None, *range(121)):
            for status in (None, *statuses()):
                held = [rule for rule in rules if rule.holds(years, status)]
                first = {rule.answer for rule in held if rule.priority == held[0].priority}
                assert len(first) == 1, (kind, years, status)


@pytest.mark.parametrize(
    ("on", "answer", "says"),
    [
        (date(2027, 3, 4), "yes", "Krieges in der Ukraine"),
        (date(2027, 3, 5), "ask", "galt bis 4. März 2027"),
    ],
)
def test_a_rule_past_its_end_turns_into_ask_and_says_so(on: date, answer: str, says: str) -> None:
    verdict = assess("mbe", age=34, status="temporary_protection", on=on)
    assert verdict.answer == answer
    assert verdict.expired == (answer == "ask")
    assert says in verdict.reason("de")


def test_a_no_past_its_end_turns_into_ask_with_the_general_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_rules(tmp_path, monkeypatch, 'id = "jmd-from-27"\n', 'id = "jmd-from-27"\nvalid_to = "2026-12-31"\n')
    assert assess("jmd", age=30, on=date(2026, 12, 31)).answer == "no"
    verdict = assess("jmd", age=30, on=date(2027, 1, 1))
    assert verdict.answer == "ask"
    assert verdict.reason("de").startswith("Diese Regel galt bis 31.12.2026")


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2000, 2, 29), date(2027, 2, 28), 26),
        (date(2000, 2, 29), date(2027, 3, 1), 27),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (ON, ON, 0),
        (DAY_BEFORE_27, ON + timedelta(days=1), 27),
    ],
)
def test_years_on_a_day(born: date, on: date, years: int) -> None:
    assert years_on(born, on) == years


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"kind": "nonsense"}, "kind"),
        ({"kind": "mfd", "status": "nonsense"}, "status"),
        ({"kind": "mfd", "age": 121}, "age"),
        ({"kind": "mfd", "age": -1}, "age"),
        ({"kind": "mfd", "age": ON + timedelta(days=1)}, "age"),
    ],
)
def test_wrong_questions_are_named(asked: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        assess(on=ON, **asked)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_house_takes_whom_any_of_its_kinds_takes() -> None:
    verdicts = [assess(kind, age=30, status="none", on=ON) for kind in ("jmd", "mbe", "mfd")]
    assert best(verdicts).kind == "mfd"


def test_a_services_own_target_is_added_and_decides_nothing() -> None:
    verdict = assess("debt", on=ON, target="nur {Einwohner} von Mainz")
    assert verdict.answer == "yes"
    assert verdict.reason("de").endswith("nennt als Zielgruppe: nur {Einwohner} von Mainz.")
    assert verdict.reason("en").endswith("nur {Einwohner} von Mainz.")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("age_before = 12\n", "", 'mbe-under-12: a "no" without a condition'),
        ('instead = ["mfd"]\n', "", 'mbe-no-papers: a "no" must name in `instead`'),
        ('instead = ["family", "mfd"]', 'instead = ["mbe", "mfd"]', "mbe-under-12: instead names the kind itself"),
        ('statuses = ["none"]', 'statuses = ["nobody"]', "statuses names 'nobody', which is not known"),
        ('answer = "ask"', 'answer = "perhaps"', "answer is 'perhaps', not one of ask, no, yes"),
        ('id = "debt-everyone"', 'id = "mfd-everyone"', "mfd-everyone: is there twice"),
        ('kind = "debt"', 'kind = "mfd"', "debt has no rule without conditions"),
        ('valid_to = "2027-03-04"', 'valid_to = "4.3.2027"', "valid_to is '4.3.2027', not a date"),
        ('source = "§305 InsO"\n', "", "debt-everyone: source is missing"),
        ("age_before = 12", 'age_before = "12"', "age_before is not a whole number"),
    ],
)
def test_wrong_rules_are_named(
    before: str, after: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_rules(tmp_path, monkeypatch, before, after)
    with pytest.raises(BadData) as caught:
        assess("mfd", on=ON)
    assert says in caught.value.message


def _with_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    shutil.copytree(data_dir() / "vocabulary", tmp_path / "vocabulary")
    (tmp_path / "rules").mkdir()
    text = (data_dir() / "rules" / "eligibility.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "rules" / "eligibility.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(resources, "_chosen", [tmp_path])


OF_ONE_DISTRICT = {"mfd", "mbe", "jmd", "debt", "addiction"}


@given(st.sampled_from(sorted(kinds())), AGES, STATUSES, st.sampled_from(["stated", "assumed"]))
def test_a_place_elsewhere_asks_where_the_kind_serves_one_district(
    kind: str, age: int | date | None, status: str | None, area: Area
) -> None:
    usual = assess(kind, age=age, status=status, on=ON)
    away = assess(kind, age=age, status=status, on=ON, elsewhere=area)
    if kind == "authority" and status != "none":
        assert away.answer == ("no" if area == "stated" else "ask") and away.instead == ("mfd",)
    else:
        assert away.answer == ("ask" if usual.answer == "yes" and kind in OF_ONE_DISTRICT else usual.answer)
    if away.answer != usual.answer:
        assert "anderes Gebiet" in away.reason("de") and "another area" in away.reason("en")


def test_a_wrong_no_because_of_an_assumed_area_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_rules(tmp_path, monkeypatch, "area_stated = true\n", "")
    with pytest.raises(BadData, match="area that is only assumed"):
        assess("mfd", on=ON)


def test_a_service_for_a_special_group_is_no_more_than_ask() -> None:
    verdict = assess("debt", on=ON, restricted=True, target="nur für Menschen in der Suchtberatung")
    assert verdict.answer == "ask" and "nur für eine bestimmte Gruppe" in verdict.reason("de")
    assert verdict.reason("de").endswith("Zielgruppe: nur für Menschen in der Suchtberatung.")
    assert assess("jmd", age=30, on=ON, restricted=True).rule == "jmd-from-27"


def test_a_source_is_a_law_or_has_words_in_german() -> None:
    for rules in rule_book().by_kind.values():
        for rule in rules:
            words = rule.source_in("de")
            assert not {"and", "the", "of", "rules", "confirmed", "funding", "status"} & set(words.split()), rule.id
            assert rule.source_in("en")
    used = {rule.source for rules in rule_book().by_kind.values() for rule in rules}
    assert set(rule_book().sources) <= used, "words for a source that no rule has"
