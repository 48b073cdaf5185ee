"""Lighthouse over the real registry: a telephone on slow 4G, the median of five runs, against the floors below.

Called by ``./scripts/verify lighthouse``, which brings Lighthouse. Prints a table; the exit status says whether all
floors hold. Arguments: the command of Lighthouse, then ``--runs N``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from finder.service import open_service
from finder.settings import load_settings

PORT = 8113
WITHOUT_MAP, WITH_MAP = 60_000, 150_000  # bytes on the way, headers included
CHROMIUM = os.environ.get("LOTSE_CHROMIUM") or shutil.which("chromium") or "chromium"
# As root (in containers) Chromium starts only without its sandbox.
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
DESK = ("--preset=desktop",)


@dataclass(frozen=True, slots=True)
class Figures:
    """Points from 0 to 100; largest contentful paint in seconds, layout shift, bytes."""

    performance: float
    accessibility: float
    practices: float
    lcp: float
    cls: float
    weight: float

    def faults(self, most: int) -> list[str]:
        """What lies beyond its floor or ceiling; ``most`` bytes."""
        checks = {
            "performance below 95": self.performance >= 95,
            "accessibility below 100": self.accessibility == 100,
            "best practices below 100": self.practices == 100,
            "largest paint after 1.5 s": self.lcp <= 1.5,
            "layout shifts": self.cls == 0,
            f"heavier than {most // 1000} kB": self.weight <= most,
        }
        return [fault for fault, holds in checks.items() if not holds]


@contextmanager
def _site() -> Iterator[tuple[str, str]]:
    """The site as an operator runs it, and the id of a service with phone and place."""
    with tempfile.TemporaryDirectory() as folder:
        state = {**os.environ, "LOTSE_STATE_DIR": folder}
        service = open_service(load_settings({"STATE_DIR": Path(folder)}))
        one = next(record.id for record in service.records if record.phones and record.doors)
        command = [sys.executable, "-m", "finder.cli", "serve", "--port", str(PORT)]
        running = subprocess.Popen(command, env=state, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait(f"http://127.0.0.1:{PORT}/healthz")
            yield f"http://127.0.0.1:{PORT}", one
        finally:
            running.terminate()
            running.wait()


def wait(url: str) -> None:
    """Until somebody answers there, for a minute at most."""
    for _ in range(120):
        try:
            urlopen(url).close()  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The site did not start.")


def _look(lighthouse: str, url: str, options: tuple[str, ...]) -> tuple[Figures, list[str]]:
    """One run: its figures, and the audits of accessibility and good practice that failed."""
    command = [
        lighthouse, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}",
        "--only-categories=performance,accessibility,best-practices", *options,
    ]  # fmt: skip
    told: dict[str, Any] = json.loads(_output(command))
    points = {name: round((part["score"] or 0) * 100) for name, part in told["categories"].items()}
    audits = told["audits"]
    figures = Figures(
        performance=points["performance"],
        accessibility=points["accessibility"],
        practices=points["best-practices"],
        lcp=audits["largest-contentful-paint"]["numericValue"] / 1000,
        cls=audits["cumulative-layout-shift"]["numericValue"],
        weight=audits["total-byte-weight"]["numericValue"],
    )
    of_interest = (
        ref["id"] for name in ("accessibility", "best-practices") for ref in told["categories"][name]["auditRefs"]
    )
    return figures, sorted({name for name in of_interest if audits[name]["score"] == 0})


def _output(command: list[str]) -> str:
    """Tried twice: Chromium does not always start in time on a busy machine."""
    for _ in range(2):
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": CHROMIUM}, capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout
    raise SystemExit(done.stderr)


def _measure(lighthouse: str, url: str, runs: int, options: tuple[str, ...] = ()) -> tuple[Figures, list[str]]:
    looks = [_look(lighthouse, url, options) for _ in range(runs)]
    middle = [median(getattr(figures, name) for figures, _ in looks) for name in Figures.__slots__]
    return Figures(*middle), sorted({name for _, failed in looks for name in failed})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lighthouse")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("home", "results", "service", "results with map"))
    options = parser.parse_args()
    print("page               perf  a11y  best   LCP s    CLS   bytes")
    broken = False
    with _site() as (base, service):
        search = "/de/search?want=debt&near=Koblenz"
        for name, path, most, more in (
            ("home", "/de/", WITHOUT_MAP, ()),
            ("results", search, WITHOUT_MAP, ()),
            ("service", f"/de/service/{service}", WITHOUT_MAP, ()),
            ("results with map", search, WITH_MAP, DESK),
        ):
            if options.only not in (None, name):
                continue
            f, failed = _measure(options.lighthouse, base + path, options.runs if not more else 1, more)
            row = f"{f.performance:6.0f}{f.accessibility:6.0f}{f.practices:6.0f}{f.lcp:8.2f}{f.cls:7.3f}{f.weight:8.0f}"
            faults = [*f.faults(most), *failed]
            broken |= bool(faults)
            print(f"{name:17}{row}  {', '.join(faults)}", flush=True)
    sys.exit(broken)


if __name__ == "__main__":
    main()
