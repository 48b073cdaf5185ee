"""lotse import, through its front door: what it tells, what it leaves behind, and its exit code."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.database import open_database, session
from directory.exchange.detecting import format_of_file
from directory.exchange.sheets import read_rows, write_rows
from directory.snapshot import revision
from finder.cli import main
from geo.errors import BadInput

HEADER = "Name;Träger;Art;Straße;Ort;Telefon\n"
ROW = "Synthetischer Dienst;Synthetischer Träger;Suchtberatung;Erfundene Straße 1;Mayen;02651 12345\n"


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("import-state")


@pytest.fixture
def runner(state: Path) -> CliRunner:
    return CliRunner(env={"LOTSE_STATE_DIR": str(state), "LOTSE_NOW": "2026-11-19T14:30:00+01:00"})


def run(runner: CliRunner, *arguments: str) -> Result:
    return runner.invoke(main, ["import", *arguments])


def standing(state: Path) -> int:
    engine = open_database(f"sqlite:///{state / 'lotse.sqlite3'}")
    with session(engine) as current:
        found = revision(current)
    engine.dispose()
    return found


def write(folder: Path, name: str, content: str | bytes) -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder / name)


def test_a_dry_run_tells_every_field_and_the_import_does_it_once(
    runner: CliRunner, state: Path, tmp_path: Path
) -> None:
    file = write(tmp_path, "liste.csv", HEADER + ROW)
    told = run(runner, file, "--dry-run").stdout.splitlines()
    before = standing(state)
    assert "new: mayen/synthetischer-dienst kinds: (nothing) -> addiction" in told
    assert "new: mayen/synthetischer-dienst status: (nothing) -> draft" in told
    assert told[-2:] == [
        "1 services read: 1 new, 0 changed, 9 facts written.", "This was a dry run: nothing was written.",
    ]  # fmt: skip
    assert run(runner, file).stdout == "1 services read: 1 new, 0 changed, 9 facts written.\n"
    assert standing(state) == before + 1
    again = run(runner, file)
    assert (again.exit_code, again.stdout) == (0, "1 services read: 0 new, 0 changed, 0 facts written.\n")
    assert standing(state) == before + 1


def test_the_template_is_filled_in_and_taken(runner: CliRunner, tmp_path: Path) -> None:
    empty = tmp_path / "vorlage.xlsx"
    assert run(runner, "--template", "xlsx", "-o", str(empty)).exit_code == 0
    ((_, header),) = read_rows(empty.read_bytes())
    filled = dict.fromkeys(header, "") | {
        "Name": "Zweiter Dienst",
        "Art": "Schuldnerberatung",
        "Ort": "Mayen",
        "Telefon": "115",
    }
    file = write(tmp_path, "liste.xlsx", write_rows([header, list(filled.values())]))
    assert "1 new" in run(runner, file).stdout
    assert run(runner, "--template", "csv").stdout.lstrip("\ufeff").startswith("Name,Träger,Art,")


BAD = {
    "latin-1.csv": (HEADER + ROW).encode("latin-1"),
    "utf-16.csv": (HEADER + ROW).encode("utf-16"),
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "no.xlsx": b"PK\x03\x04 no zip at all",
    "text.json": b"hello",
    "empty.csv": b"",
    "kind.csv": (HEADER + "X;;Zauberei;;;\n").encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_a_sentence(runner: CliRunner, state: Path, tmp_path: Path, name: str) -> None:
    run(runner, write(tmp_path, "fine.csv", HEADER + ROW))
    before = standing(state)
    result = run(runner, write(tmp_path, name, BAD[name]))
    assert (result.exit_code, standing(state)) == (1, before)
    assert "Nothing was imported" in result.stdout
    assert "Traceback" not in result.output


def test_misuse(runner: CliRunner, tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path)], [str(tmp_path / "none.csv")], ["--template", "doc"]):
        result = run(runner, *arguments)
        assert result.exit_code == 2
        assert result.stderr.strip()
    no_folder = run(runner, "--template", "csv", "-o", str(tmp_path / "no" / "folder.csv"))
    assert (no_folder.exit_code, "cannot be written" in no_folder.stderr) == (2, True)


def test_who_writes_meanwhile_is_waited_for_and_then_told(
    runner: CliRunner, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.database._BUSY_MS", 50)
    file = write(tmp_path, "liste.csv", HEADER + ROW.replace("Dienst", "dritter Dienst").replace("12345", "12347"))
    assert run(runner, file, "--dry-run").exit_code == 0
    other = sqlite3.connect(state / "lotse.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        result = run(runner, file)
    finally:
        other.rollback()
        other.close()
    assert (result.exit_code, "Another program is writing" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.json", {"type": "FeatureCollection", "features": []}, "geojson"),
        ("a.json", {"version": 0.6, "elements": []}, "osm"),
        ("a.json", [{"id": "x", "name": "D"}], "hsds"),
        ("a.json", {"contents": []}, "hsds"),
        ("a.osm.json", {}, "osm"),
        ("a.hsds.json", {}, "hsds"),
        ("a.ndjson", {}, "hsds-ndjson"),
        ("a.geojson", {}, "geojson"),
        ("a.CSV", {}, "csv"),
        ("a.xls", {}, "xlsx"),
    ],
)
def test_formats_are_known_by_ending_and_content(tmp_path: Path, name: str, content: object, wanted: str) -> None:
    assert format_of_file(Path(write(tmp_path, name, json.dumps(content)))) == wanted


def test_an_unknown_ending_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="what format is this"):
        format_of_file(Path(write(tmp_path, "a.doc", io.BytesIO().getvalue())))
