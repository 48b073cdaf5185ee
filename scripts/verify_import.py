"""30,000 synthetic rows: how long a dry run and an import take and how much memory; and what a kill leaves behind.

Called by ``./scripts/verify import [rows [kills]]``. Rows bear names that nobody could take for a real service, numbers
that nobody has, and go into a state folder of their own, which is removed at the end.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from directory import vocabulary
from directory.database import open_database, session
from directory.models import Fact, Proposal, Service
from directory.snapshot import load_records, revision
from finder.service import open_service
from finder.settings import load_settings
from geo.districts import districts
from geo.gazetteer import gazetteer

ROWS, KILLS = 30_000, 20
LIMITS = {"dry run": 60.0, "import": 120.0, "the same again": 120.0}  # seconds
MOST_MB = 500.0
HEADER = ["Name", "Träger", "Art", "Sprachen", "Straße", "PLZ", "Ort", "Landkreis", "Telefon", "E-Mail", "Internet",
          "Öffnungszeiten", "Zugang", "Zielgruppe"]  # fmt: skip
_LOTSE = [sys.executable, "-m", "finder.cli"]


def write_rows(path: Path, count: int) -> None:
    """The same rows each time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_rows(count))


def _rows(count: int) -> Iterator[list[str]]:
    chance = random.Random(30_000)
    labels = [kind.label("de") for kind in vocabulary.kinds().values() if kind.code != "authority"]
    spoken = [language.label("de") for language in vocabulary.languages().values()][:20]
    towns = sorted(gazetteer().municipalities.values(), key=lambda town: town.key)
    for number in range(count):
        town = chance.choice(towns)
        yield [
            f"Synthetischer Dienst {number:05d}", f"Synthetischer Träger {number % 700}", chance.choice(labels),
            " | ".join(chance.sample(spoken, 3)), f"Erfundene Straße {number % 200 + 1}", "", town.name,
            districts()[town.district].label, f"+49261{8_000_000 + number}", f"post{number}@synthetisch.example",
            f"https://synthetisch.example/{number}", "Mo-Do 9-12 Uhr, Fr 9-11 Uhr", "Bitte vorher anrufen.",
            "Alle Menschen dieser Prüfung.",
        ]  # fmt: skip


def lotse(state: Path, *arguments: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "LOTSE_STATE_DIR": str(state)}
    return subprocess.Popen([*_LOTSE, *arguments], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measured(state: Path, *arguments: str) -> tuple[float, float]:
    """Seconds of the clock and the most memory in MB of one command."""
    start = time.perf_counter()
    process = lotse(state, *arguments)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        sys.exit(f"lotse {' '.join(arguments)} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def standing(state: Path) -> tuple[int, ...]:
    """What the registry holds: rows of services, facts, questions; its revision."""
    engine = open_database(load_settings({"STATE_DIR": state}).database_url)
    with session(engine) as db:
        counts = [db.scalar(select(func.count()).select_from(table)) or 0 for table in (Service, Fact, Proposal)]
        found = (*counts, revision(db))
    engine.dispose()
    return found


def speed(state: Path, file: Path) -> tuple[bool, float]:
    """Whether all stay below the limits, and what the import took."""
    good, took = True, 0.0
    for name, arguments in (("dry run", ["--dry-run"]), ("import", []), ("the same again", [])):
        before = standing(state)
        seconds, memory = measured(state, "import", str(file), *arguments)
        changed = standing(state) != before
        good = good and seconds < LIMITS[name] and memory < MOST_MB and changed == (name == "import")
        took = seconds if name == "import" else took
        print(f"{name}: {seconds:.0f} s (limit {LIMITS[name]:.0f}), {memory:.0f} MB (limit {MOST_MB:.0f}), "
              f"{'changed the registry' if changed else 'changed nothing'}", flush=True)  # fmt: skip
    return good, took


def kills(fresh: Path, state: Path, file: Path, count: int, took: float) -> bool:
    """End imports at random moments. What stands afterwards is the old registry; the new one if it was too late."""
    chance, old, new = random.Random(), standing(fresh), standing(state)
    good = True
    for number in range(1, count + 1):
        with tempfile.TemporaryDirectory(prefix="lotse-killed-") as folder:
            trial, moment = Path(folder) / "state", chance.uniform(0.5, took)
            shutil.copytree(fresh, trial)
            process = lotse(trial, "import", str(file))
            time.sleep(moment)
            process.kill()
            process.wait()
            found = standing(trial)
            told = "the old registry" if found == old else "the new registry" if found == new else "HALF AN IMPORT"
            agreed = _index_agrees(trial)
        print(f"kill {number}: after {moment:.1f} s: {told}; index {'agrees' if agreed else 'DISAGREES'}", flush=True)
        good = good and agreed and found in (old, new)
    return good


def _index_agrees(state: Path) -> bool:
    """After the next start, a search over all finds what the database holds as published."""
    service = open_service(load_settings({"STATE_DIR": state}))
    with session(service.engine) as db:
        stored = {record.id for record in load_records(db)}
    found = {record.id for record in service.records}
    service.engine.dispose()
    return stored == found and len(service.index.by_id) == len(stored)


def main(arguments: list[str]) -> int:
    rows, killed = (*map(int, arguments), *(ROWS, KILLS)[len(arguments) :])
    with tempfile.TemporaryDirectory(prefix="lotse-import-") as folder:
        fresh, state, file = (Path(folder) / name for name in ("fresh", "state", "synthetic.csv"))
        write_rows(file, rows)
        print(f"{rows} synthetic rows, {file.stat().st_size / 1e6:.1f} MB", flush=True)
        open_service(load_settings({"STATE_DIR": fresh})).engine.dispose()
        shutil.copytree(fresh, state)
        good, took = speed(state, file)
        good = kills(fresh, state, file, killed, took) and good
    print("All as it should be." if good else "NOT as it should be.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
