"""lotse translations: how complete the pages are in each language, and what is left to translate."""

from __future__ import annotations

import click

from finder.web.wording.completeness import Completeness, completeness, started, template


@click.command("translations")
@click.argument("language", required=False)
def translations_command(language: str | None) -> None:
    """How complete each language is. With a LANGUAGE, what it lacks, as entries for its .po file.

    A language is offered once it stands in finder/web/languages.py; from then on a hole in it fails the tests.
    """
    if language:
        click.echo(template(completeness(language).missing), nl=False)
        return
    for code in started():
        click.echo(_line(completeness(code)))


def _line(found: Completeness) -> str:
    done = found.total - len(found.missing)
    notes = [f"{len(found.missing)} missing"] if found.missing else []
    notes += [f"{len(found.unused)} unused"] if found.unused else []
    notes += [f"{len(found.faults)} with a lost placeholder"] if found.faults else []
    state = "offered" if found.offered else "in work"
    return f"{found.code:10} {100 * done // found.total:4} %  {state:8} {', '.join(notes)}".rstrip()
