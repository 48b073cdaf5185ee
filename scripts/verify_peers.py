"""The same services in Datasette with its map of clusters, and here: bytes, requests and findings of axe, side by side.

Called by ``./scripts/verify peers``, which brings Datasette. One browser for both, a desk, nothing kept from page to
page. Background tiles come from another host; without a way there they weigh nothing, which is in Datasette's favour.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from lighthouse import CHROMIUM, PORT, wait
from playwright.sync_api import Browser, sync_playwright

from directory.records import ServiceRecord
from finder.service import open_service
from finder.settings import load_settings

PEER_PORT = PORT + 1
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _table(path: Path, records: Iterable[ServiceRecord]) -> None:
    """One row for each service with the place of its first door; the names that the map plugin looks for."""
    with sqlite3.connect(path) as database:
        columns = "id TEXT PRIMARY KEY, name, kinds, phone, email, city, latitude, longitude"
        database.execute(f"CREATE TABLE services ({columns})")
        for record in records:
            door = next(iter(record.doors), None)
            phone = record.phones[0].number if record.phones else None
            place = (door.city, door.lat, door.lon) if door else (None, None, None)
            row = (record.id, record.name, ", ".join(record.kinds), phone, record.email, *place)
            database.execute("INSERT INTO services VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _look(browser: Browser, name: str, url: str) -> None:
    """Prints one row: bytes on the way, requests, those to other hosts, rules of axe that are broken, and how often."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    sizes: list[int] = []
    asked: list[str] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(4000)  # maps come later
    here = urlsplit(url).netloc
    foreign = [one for one in asked if not one.startswith("data:") and urlsplit(one).netloc != here]
    found = Axe().run(page, options=RULES).response["violations"]
    places = sum(len(finding["nodes"]) for finding in found)
    print(f"{name:30}{sum(sizes):10.0f}{len(asked):9}{len(foreign):9}{len(found):7}{places:9}", flush=True)
    page.close()


def main(datasette: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        service = open_service(load_settings({"STATE_DIR": Path(folder)}))
        _table(Path(folder) / "services.db", service.records)
        one = next(record.id for record in service.records if record.phones and record.doors)
        state = {**os.environ, "LOTSE_STATE_DIR": folder}
        commands = (
            [sys.executable, "-m", "finder.cli", "serve", "--port", str(PORT)],
            [datasette, f"{folder}/services.db", "--port", str(PEER_PORT)],
        )
        still = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running = [subprocess.Popen(command, env=state, **still) for command in commands]
        try:
            ours, theirs = f"http://127.0.0.1:{PORT}", f"http://127.0.0.1:{PEER_PORT}"
            wait(f"{ours}/healthz")
            wait(f"{theirs}/")
            print(f"{'':30}{'bytes':>10}{'requests':>9}{'foreign':>9}{'rules':>7}{'places':>9}")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                _look(browser, "Lotse, list and map", f"{ours}/de/search")
                _look(browser, "Datasette, table and map", f"{theirs}/services/services")
                _look(browser, "Lotse, one service", f"{ours}/de/service/{one}")
                _look(browser, "Datasette, one row", f"{theirs}/services/services/{one}")
        finally:
            for process in running:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main(sys.argv[1])
