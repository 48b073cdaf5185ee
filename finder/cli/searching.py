"""lotse find, lotse evaluate."""

from __future__ import annotations

import json
from functools import partial
from typing import TextIO

import click

from directory.contacts import format_phone
from directory.vocabulary import kinds, label
from finder.cli.opening import opened
from finder.search.baselines import baseline_searches, only_doors
from finder.search.evaluate import Report, evaluate, located_in
from finder.search.parameters import read_query
from finder.search.results import Result, Results
from finder.search.serialise import Json, result_json, to_json
from finder.service import Service
from finder.web.languages import nearest
from finder.web.wording.catalogue import load_translations
from finder.web.wording.voice import Voice


@click.command("find")
@click.argument("query")
@click.option("--lang", default="de", show_default=True, help="Language of the reasons, and of the page meant.")
@click.option("--near", default="", help="A place, a postcode, or 'lat,lon'.")
@click.option("--age", default="", help="Whole years or a birth date; not kept.")
@click.option("--status", default="", help="Residence status code; not kept.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="The answer of /api/search.")
def find_command(query: str, lang: str, near: str, age: str, status: str, limit: int, as_json: bool) -> None:
    """Find services for QUERY, as typed by a person."""
    service = opened()
    params = {"q": [query], "ui": [lang], "near": [near], "age": [age], "status": [status], "per_page": [str(limit)]}
    asked = read_query(params, now=service.now(), answers_allowed=True)
    results = service.find(asked, Voice(load_translations()[nearest(lang).code]))
    if as_json:
        click.echo(json.dumps(to_json(results), ensure_ascii=False, indent=2))
    else:
        _show(results)


def _show(results: Results) -> None:
    for line in results.crisis:
        click.secho(f"!! {line.name}: {line.phone}", bold=True)
    understood = results.understood
    read = [*understood.kinds, *understood.topics, *understood.languages]
    place = understood.place.label if understood.place else "-"
    click.echo(f"understood: {', '.join(read) or '-'} | place: {place} | rest: {understood.text or '-'}")
    for ask in understood.ask:
        click.echo(f"  {ask.text} {' / '.join(option.label for option in ask.options)}")
    for sentence in results.relaxed:
        click.echo(f"  {sentence}")
    click.echo(f"{results.total} services")
    for number, result in enumerate(results.results, start=1):
        _show_one(number, result)


def _show_one(number: int, result: Result) -> None:
    record, row = result.record, result_json(result)
    named = ", ".join(label(kinds()[kind], "de") for kind in record.kinds)
    phone = format_phone(row["phone"]) if row["phone"] else row["email"] or row["url"] or "no contact known"
    click.secho(f"{number:3}. {record.name}", bold=True)
    click.echo(f"     {named} | {row['address'] or record.scope} | {phone} | {record.as_of or 'undated'}")
    click.echo(f"     {'; '.join(result.why)}")


@click.command("evaluate")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--misses/--no-misses", default=True, help="Print each miss with its reasons.")
@click.option("--baselines", is_flag=True, help="Also score two searches that only match words of the records.")
def evaluate_command(file: TextIO, misses: bool, baselines: bool) -> None:
    """Score the queries in FILE (JSON lines): the share that succeeds, in all and per language."""
    service, lines = opened(), file.readlines()
    search = partial(_answer, service)
    report = evaluate(lines, search, located_in(service.records))
    _show_share("success@3", report)
    for language in sorted(report.asked):
        click.echo(f"  {language:8} {report.right[language]}/{report.asked[language]}")
    for miss in report.misses if misses else ():
        click.echo(f"  miss [{miss.query.lang}] {miss.query.q}: {'; '.join(miss.reasons)}")
    if baselines:
        doors, searches = only_doors(lines), baseline_searches(service.index)
        searches["Lotse"] = search
        for name, other in searches.items():
            _show_share(f"a right door among the first three, {name}", evaluate(doors, other))


def _show_share(name: str, report: Report) -> None:
    asked, right = sum(report.asked.values()), sum(report.right.values())
    click.echo(f"{name}: {right}/{asked} = {report.success:.3f}")


def _answer(service: Service, q: str, ui: str) -> Json:
    query = read_query({"q": [q], "ui": [ui]}, now=service.now(), answers_allowed=True)
    return to_json(service.find(query))
