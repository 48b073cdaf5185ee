"""schemathesis over the whole OpenAPI document against a served site: every answer is held against the document.

Called by ``./scripts/verify api [--cases N]``, which brings schemathesis into an environment of its own. Runs rounds,
each with another seed, until N cases were sent; any finding ends it with exit 1 and the request that shows it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lighthouse import PORT, wait

HOOKS = Path(__file__).resolve().parent / "verify_api_hooks.py"
SITE = f"http://127.0.0.1:{PORT + 2}"
A_ROUND = 200  # made-up cases for each operation and round, at most; the fixed ones come on top in the first
A_CASE_EACH = 50  # about as many cases come of one made-up case for each operation, in both phases together


def _serve(state: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "finder.cli", "serve", "--port", str(PORT + 2)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env={**os.environ, "LOTSE_STATE_DIR": state}, **quiet)


def _round(schemathesis: str, number: int, each: int, folder: str) -> tuple[int, int]:
    """How many cases were sent, ``each`` for an operation and phase, and schemathesis' exit code."""
    phases = "examples,coverage,fuzzing,stateful" if number == 0 else "fuzzing,stateful"
    command = [
        schemathesis, "run", f"{SITE}/api/openapi.json", "--phases", phases, "--max-examples", str(each),
        "--seed", str(number + 1), "--no-color", "--warnings", "off", "--report", "junit", "--report-dir", folder,
    ]  # fmt: skip
    env = {**os.environ, "SCHEMATHESIS_HOOKS": str(HOOKS), "LOTSE_VERIFIED_SITE": SITE}
    done = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)
    found = re.search(r"([\d,]+) generated", done.stdout)
    if done.returncode or not found:
        print(_failures(done.stdout), done.stderr)
    return (int(found[1].replace(",", "")) if found else 0), done.returncode


def _failures(told: str) -> str:
    """The part that shows requests and what is wrong with their answers; all where there is none."""
    found = re.search(r"^=+ (FAILURES|ERRORS) =+$.*?(?=^=+ .+ =+$)", told, re.MULTILINE | re.DOTALL)
    return found[0] if found else told


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("schemathesis")
    parser.add_argument("--cases", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = _serve(folder)
        try:
            wait(f"{SITE}/healthz")
            return _rounds(given.schemathesis, given.cases, folder)
        finally:
            site.terminate()
            site.wait()


def _rounds(schemathesis: str, wanted: int, folder: str) -> int:
    sent, number, start = 0, 0, time.monotonic()
    while sent < wanted:
        each = max(5, min(A_ROUND, (wanted - sent) // A_CASE_EACH))
        cases, code = _round(schemathesis, number, each, folder)
        sent, number = sent + cases, number + 1
        print(f"round {number}: {cases} cases, {sent} of {wanted}, {time.monotonic() - start:.0f} s", flush=True)
        if code or not cases:
            print("There are findings: see above.")
            return 1
    print(f"{sent} cases, no finding.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
