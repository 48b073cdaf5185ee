"""lotse booklet: all services of a district as one file to print."""

from __future__ import annotations

from pathlib import Path

import click

from finder.cli.opening import opened
from finder.web.languages import DEFAULT, LANGUAGES
from geo.districts import districts


@click.command("booklet")
@click.option("--district", required=True, help="Official key of the district, such as 07111.")
@click.option("--lang", default=DEFAULT, show_default=True, type=click.Choice(list(LANGUAGES)), help="Beside German.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--pdf", "as_pdf", is_flag=True, help="PDF instead of HTML; needs the extra lotse[pdf].")
def booklet_command(district: str, lang: str, output: Path | None, as_pdf: bool) -> None:
    """All services of a district in two columns, a language and German, as one file that asks no host for anything."""
    # Imported here: the other commands do without the pages.
    from finder.web.alone import booklet_html, booklet_pdf
    from finder.web.app import make_app

    service = opened()
    if district not in districts():
        raise click.BadParameter(f"{district!r} is none of the 36 keys, such as 07111.", param_hint="--district")
    app = make_app(service, service.settings)
    body = booklet_pdf(app, district, lang) if as_pdf else booklet_html(app, district, lang).encode()
    path = output or Path(f"lotse-{district}-{lang}.{'pdf' if as_pdf else 'html'}")
    path.write_bytes(body)
    click.echo(f"{path}: {len(body) // 1024} kB", err=True)
