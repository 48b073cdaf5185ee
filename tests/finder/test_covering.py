"""What was understood is served among the first three; the local guide leads where nobody is responsible."""

from __future__ import annotations

import pytest

from finder.search.parameters import read_query
from finder.search.results import Results
from finder.service import Service


def ask(service: Service, q: str, **params: str) -> Results:
    given = {"q": [q], **{name: [value] for name, value in params.items()}}
    return service.find(read_query(given, now=service.now(), answers_allowed=True))


def kinds(results: Results) -> set[str]:
    return {kind for result in results.results[:3] for kind in result.record.kinds}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Alkohol und Schulden", {"addiction", "debt"}),
        ("Alkohol und Schulden Worms", {"addiction", "debt"}),
        ("Schwangerschaft und Schulden Kusel", {"pregnancy", "debt"}),
        ("Diskriminierung und Schulden Koblenz", {"antidiscrimination", "debt"}),
    ],
)
def test_every_wish_is_served_among_the_first(service: Service, line: str, expected: set[str]) -> None:
    assert expected <= kinds(ask(service, line))


def test_a_young_person_without_a_local_youth_service_gets_the_guide_then_the_digital_one(service: Service) -> None:
    results = ask(service, "16 Jahre Schule Probleme Neuwied")
    assert results.understood.kinds[:1] == ("jmd",)
    first, *others = results.results[:3]
    assert not any("jmd" in r.record.kinds and "07138" in r.record.areas for r in results.results)
    assert "mfd" in first.record.kinds
    assert first.serves_place == "responsible"
    assert any("jmd" in result.record.kinds for result in others)
    assert any("weiß, wer hilft" in sentence for sentence in results.relaxed)


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("obdachlos Kusel", "homelessness"),
        ("obdachlos Neuwied", "homelessness"),
        ("Verbraucherschutz Trier", "consumer_rights"),
        ("Behinderung Koblenz", "disability"),
    ],
)
def test_a_service_that_states_the_topic_is_in_reach_and_the_local_guide_leads(
    service: Service, line: str, topic: str
) -> None:
    first, *others = ask(service, line).results[:3]
    assert first.serves_place == "responsible"
    assert {"mfd", "mbe"} & set(first.record.kinds) or topic in first.record.topics_stated
    assert any(topic in result.record.topics_stated for result in (first, *others))


def test_without_a_place_services_that_state_the_topic_come_first(service: Service) -> None:
    results = ask(service, "Verbraucherschutz")
    assert "consumer_rights" in results.results[0].record.topics_stated


def test_violence_shows_protection_and_no_talks(service: Service) -> None:
    results = ask(service, "mein Mann schlägt mich, Streit, Kinder schreien, Worms")
    assert "women" in results.results[0].record.kinds
    assert not any(result.record.kind == "family" for result in results.results[:3])


@pytest.mark.parametrize(
    ("ui", "line"),
    [
        ("ar", "زوجي يضربني وانا حامل"),
        ("pl", "mąż pije i bije, Ludwigshafen"),
        ("de", "mein Mann schlägt mich, schwanger"),
    ],
)
def test_protection_comes_before_all_else(service: Service, ui: str, line: str) -> None:
    assert "women" in ask(service, line, ui=ui).results[0].record.kinds


def test_pages_hold_every_service_once(service: Service) -> None:
    line = "16 Jahre Schule Probleme Neuwied"
    total = ask(service, line, per_page="2").total
    pages = range(1, total // 2 + 2)
    seen = [r.record.id for page in pages for r in ask(service, line, per_page="2", page=str(page)).results]
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize(
    ("ui", "line"),
    [
        ("de", "Mülltrennung"),
        ("de", "Müll trennen"),
        ("de", "Führerschein"),
        ("de", "Geburtsurkunde"),
        ("de", "Geburtsurkunde beantragen Koblenz"),
        ("de", "Kita-Platz"),
        ("de", "Impfung"),
        ("de", "Handy kaputt"),
        ("de", "Musikschule"),
        ("de", "Computerkurs"),
        ("en", "garbage sorting"),
        ("en", "bicycle"),
        ("uk", "сортування сміття"),
        ("ar", "رخصة القيادة"),
        ("tr", "çöp ayırma"),
        ("fa", "واکسن"),
        ("fr", "tri des déchets"),
    ],
)
def test_daily_needs_have_who_takes_up_any_problem_in_reach(service: Service, ui: str, line: str) -> None:
    assert {"mfd", "mbe"} & kinds(ask(service, line, ui=ui))


def test_where_no_service_has_all_the_words_who_takes_up_any_problem_comes_first(service: Service) -> None:
    assert {"mfd", "mbe"} & set(ask(service, "Handy kaputt").results[0].record.kinds)
