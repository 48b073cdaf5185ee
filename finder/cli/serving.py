"""lotse serve."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import click

from finder.cli.opening import opened

if TYPE_CHECKING:
    from flask import Flask


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Requests at once.")
def serve_command(host: str, port: int, threads: int) -> None:
    """Serve the site; builds registry and index at the first start."""
    import waitress  # imported here: the other commands do without a server

    from finder.web.app import make_app

    service = opened()
    app = make_app(service, service.settings)
    # Waitress throws away what proxies add unless it reads it itself; ours does, as under any other server.
    server = waitress.create_server(
        app, host=host, port=port, threads=threads, ident="lotse",
        clear_untrusted_proxy_headers=not service.settings.proxies,
    )  # fmt: skip
    threading.Thread(target=_warm_up, args=(app,), name="warm-up", daemon=True).start()
    click.echo(f"Lotse is ready: http://{host}:{server.effective_port}", err=True)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def _warm_up(app: Flask) -> None:
    """What is loaded only when first needed (holidays, opening hours, templates) is loaded before somebody waits."""
    with app.test_client() as client:
        client.get("/de/search?want=domestic_violence&open_now=1")
        client.post("/de/search", data={"q": "?"})
