"""``/hsds/profile``: what we add to HSDS, and the rules of eligibility that HSDS has no place for."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, jsonify

from directory.eligibility_rules import Rule, rule_book
from directory.exchange.hsds.docs import Doc, filled
from directory.exchange.hsds.names import VERSION
from directory.exchange.hsds.terms import terms
from directory.vocabulary.reading import read_toml
from finder.web.hsds.blueprint import PREFIX, hsds
from finder.web.origin import origin
from finder.web.site import site
from geo.resources import data_dir


@hsds.get("/profile")
def profile() -> Response:
    """Data rather than a page: read by people who write programs, and by their programs."""
    today = site().service.now().date()
    told = read_toml(data_dir() / "rules" / "hsds_profile.toml")
    rules = [_rule(rule) | {"answer": rule.answer_on(today)} for rule in _rules()]
    return jsonify({"hsds_version": VERSION, "url": f"{origin()}{PREFIX}/profile", **told, "eligibility_rules": rules})


def _rules() -> Iterator[Rule]:
    for rules in rule_book().by_kind.values():
        yield from rules


def _rule(rule: Rule) -> Doc:
    """Of the rules of a kind whose conditions hold, the first decides; an answer not given never holds."""
    return filled(
        id=rule.id, kind=rule.kind, taxonomy_term_id=terms()["kind", rule.kind]["id"], age_from=rule.age_from,
        age_before=rule.age_before, statuses=sorted(rule.statuses), elsewhere=rule.elsewhere or None,
        area_stated=rule.area_stated or None, instead=list(rule.instead), reason=rule.reason["de"],
        source=rule.source, as_of=rule.as_of, valid_to=rule.valid_to and rule.valid_to.isoformat(),
    )  # fmt: skip
