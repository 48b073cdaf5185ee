"""The command, through its front door: arguments in, text and exit code out."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete

from directory.database import writing
from directory.loop import answer, issue
from directory.models import SlipCode, UnmetSearch
from directory.unmet import add
from finder.cli import main
from finder.service import Service


@pytest.fixture(scope="module")
def runner(service: Service) -> CliRunner:
    """Commands share the running Lotse's state; the clock is fixed by the service's own fixture."""
    env = {"LOTSE_STATE_DIR": str(service.settings.state_dir), "LOTSE_NOW": str(service.settings.now)}
    return CliRunner(env=env)


def run(runner: CliRunner, *arguments: str) -> Result:
    return runner.invoke(main, list(arguments))


@pytest.mark.parametrize("command", [[], *([name] for name in sorted(main.commands))])
def test_every_command_has_help(runner: CliRunner, command: list[str]) -> None:
    result = run(runner, *command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_find_prints_a_readable_table(runner: CliRunner) -> None:
    result = run(runner, "find", "Suchtberatung Trier")
    assert result.exit_code == 0
    assert "place: Trier" in result.stdout
    assert re.search(r"^ +1\. .*Suchtberatung", result.stdout, re.MULTILINE)


def test_find_as_json_is_the_answer_of_the_api(runner: CliRunner) -> None:
    answer = json.loads(run(runner, "find", "Schuldnerberatung Mainz", "--json").stdout)
    assert answer["understood"]["kinds"] == ["debt"]
    assert answer["results"][0]["serves_place"] == "responsible"


def test_find_speaks_the_language_asked_for(runner: CliRunner) -> None:
    german, english = (run(runner, "find", "Mainz", "--lang", lang, "--json").stdout for lang in ("de", "en"))
    assert json.loads(german)["results"][0]["why"] != json.loads(english)["results"][0]["why"]


def test_find_without_hits_is_no_error(runner: CliRunner) -> None:
    assert run(runner, "find", "zzxxqq").exit_code == 0


def test_a_crisis_stands_above_all(runner: CliRunner) -> None:
    first = run(runner, "find", "mein Mann schlägt mich").stdout.splitlines()[0]
    assert first.startswith("!!")


@pytest.mark.parametrize(
    "arguments",
    [
        ("find",),
        ("find", "Mainz", "--limit", "0"),
        ("find", "Mainz", "--near", "Atlantis"),
        ("find", "a" * 501),
        ("find", "Mainz", "--status", "tourist"),
        ("export",),
        ("export", "--format", "xlsm"),
        ("export", "--format", "registry"),
        ("export", "--format", "csv", "--drafts", "drafts"),
        ("backup",),
        ("restore", "no-such-file.zip"),
        ("import", "no-such-file.csv"),
        ("map",),
        ("booklet",),
        ("booklet", "--district", "07999"),
        ("booklet", "--district", "07111", "--lang", "xx"),
        ("serve", "--port", "99999"),
        ("fly",),
    ],
)
def test_misuse_exits_with_2_and_a_sentence(runner: CliRunner, arguments: tuple[str, ...]) -> None:
    result = run(runner, *arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_our_own_export_changes_nothing_when_imported(runner: CliRunner, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"all.{name}"
    assert run(runner, "export", "--format", name, "-o", str(file)).exit_code == 0
    result = run(runner, "import", str(file))
    assert result.exit_code == 0, result.output
    assert "0 facts written" in result.stdout


def test_the_export_holds_every_published_service_and_no_draft(runner: CliRunner, service: Service) -> None:
    rows = list(csv.DictReader(io.StringIO(run(runner, "export", "--format", "csv").stdout)))
    assert {row["id"] for row in rows} == {record.id for record in service.records}


BAD_FILES = {
    "wrong header": b"foo,bar\n1,2\n",
    "empty": b"",
    "UTF-16": "id,name\n1,Haus\n".encode("utf-16"),
    "latin-1": "key,name,kinds\nx/y,Müller,debt\n".encode("latin-1"),
    "NUL": b"key,name,kinds\nx/y,a\x00b,debt\n",
    "broken line": b'key,name,kinds\nx/y,"never closed,debt\n',
    "unknown kind": b"key,name,kinds\nx/y,Haus,wizard\n",
    "too many cells": b"key,name,kinds\nx/y,Haus,debt,more,and,more\n",
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_a_bad_file_is_refused_whole_with_a_sentence(
    runner: CliRunner, service: Service, tmp_path: Path, fault: str
) -> None:
    before = run(runner, "export", "--format", "csv").stdout
    file = tmp_path / "bad.csv"
    file.write_bytes(BAD_FILES[fault])
    result = run(runner, "import", str(file))
    assert result.exit_code == 1
    assert "Nothing was imported" in result.output
    assert "Traceback" not in result.output
    assert run(runner, "export", "--format", "csv").stdout == before


def test_a_dry_run_writes_nothing(runner: CliRunner, tmp_path: Path) -> None:
    before = run(runner, "export", "--format", "csv").stdout
    file = tmp_path / "new.csv"
    file.write_text("key,name,kinds\nsynthetic/one,Synthetic service one,debt\n", encoding="utf-8")
    result = run(runner, "import", str(file), "--dry-run")
    assert result.exit_code == 0, result.output
    assert run(runner, "export", "--format", "csv").stdout == before


def test_check_reports_and_says_so_by_its_exit_code(runner: CliRunner) -> None:
    result = run(runner, "check")
    assert result.exit_code in (0, 1)
    assert "findings" in result.stderr
    assert run(runner, "check", "--errors-only").exit_code == 0


def test_coverage_is_a_table_of_all_districts(runner: CliRunner) -> None:
    assert len([line for line in run(runner, "coverage").stdout.splitlines() if line.startswith("07")]) == 36
    rows = list(csv.DictReader(io.StringIO(run(runner, "coverage", "--csv").stdout)))
    assert len(rows) == 36 * 15
    assert {row["state"] for row in rows} <= {"known", "not_known", "confirmed_none"}


def test_coverage_tells_of_slips_and_searches_what_may_be_told(runner: CliRunner, service: Service) -> None:
    day, to = service.now().date(), next(r for r in service.records if r.district == "07111" and r.kind == "debt").id
    with writing(service.engine) as db:
        for number in range(6):
            code = issue(db, b"k" * 32, to, day)
            if number < 5:
                answer(db, b"k" * 32, code, "arrived", day)
        add(db, {("2026-Q3", "district_kind", "07340", "return"): 7, ("2026-Q3", "kind_language", "jmd", "ti"): 4})
    assert re.search(
        r"^2026-Q4 +07111 Koblenz +debt +6( +\*){5}$", run(runner, "coverage", "--loop").stdout, re.MULTILINE
    )
    rows = list(csv.DictReader(io.StringIO(run(runner, "coverage", "--loop", "--csv").stdout)))
    assert [(row["district"], row["slips"], row["arrived"], row["issued"]) for row in rows] == [("07111", "6", "", "")]
    shown = run(runner, "coverage", "--unmet").stdout
    assert re.search(r"^2026-Q3 +07340 .* return +7$", shown, re.MULTILINE) and "jmd" not in shown
    rows = list(csv.DictReader(io.StringIO(run(runner, "coverage", "--unmet", "--csv").stdout)))
    assert [(row["district"], row["kind"], row["searches"]) for row in rows] == [("07340", "return", "7")]
    with writing(service.engine) as db:
        for table in (SlipCode, UnmetSearch):
            db.execute(delete(table))


def test_the_map_stands_alone(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "karte.html"
    assert run(runner, "map", "-o", str(file)).exit_code == 0
    page = file.read_text(encoding="utf-8")
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']+\.(?:js|css|png)""", page)
    assert "Mainz" in page


def test_the_booklet_stands_alone(runner: CliRunner, tmp_path: Path) -> None:
    page, pdf = tmp_path / "heft.html", tmp_path / "heft.pdf"
    assert run(runner, "booklet", "--district", "07111", "--lang", "uk", "-o", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Koblenz" in text and "116 016" in text and 'lang="uk"' in text and "<style>" in text
    assert not re.findall(r"""(?:src|href)=["'](?!#)[^"']*""", text), "it asks nobody for anything"
    assert run(runner, "booklet", "--district", "07111", "--lang", "ar", "--pdf", "-o", str(pdf)).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF")


def test_evaluate_scores_a_file(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    right = {"q": "Schuldnerberatung Mainz", "lang": "de", "kinds": ["debt"], "topic": None, "place": "07315"}
    wrong = {"q": "Schuldnerberatung Mainz", "lang": "de", "kinds": ["return"], "topic": None, "place": None}
    rows = [row | {"speaks": [], "crisis": False, "note": ""} for row in (right, wrong)]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = run(runner, "evaluate", str(file), "--baselines")
    assert "success@3: 1/2 = 0.500" in result.stdout
    assert "none of return" in result.stdout
    assert "SQLite FTS5" in result.stdout


def test_evaluate_names_a_broken_line(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"q": 1\n', encoding="utf-8")
    result = run(runner, "evaluate", str(file))
    assert result.exit_code == 1
    assert "Line 1" in result.stderr


def test_a_backup_is_restored_and_the_next_start_finds_it(service: Service, tmp_path: Path) -> None:
    """From one state folder into a new one: the first start there builds the index of what was brought back."""
    archive, state = tmp_path / "all.zip", tmp_path / "state"
    of_the_service = CliRunner(env={"LOTSE_STATE_DIR": str(service.settings.state_dir)})
    assert run(of_the_service, "backup", str(archive)).exit_code == 0
    refused = run(of_the_service, "restore", str(archive))
    assert refused.exit_code == 1 and "stop the server" in refused.stderr
    elsewhere = CliRunner(env={"LOTSE_STATE_DIR": str(state)})
    assert run(elsewhere, "restore", str(archive)).exit_code == 0
    with sqlite3.connect(state / "lotse.sqlite3") as database:
        database.execute("UPDATE service SET name = 'Wieder da' WHERE id = ?", (service.records[0].id,))
    assert "Wieder da" in run(elsewhere, "find", "Wieder da").stdout


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_another_database_is_left_to_its_own_tools(tmp_path: Path, command: str) -> None:
    (tmp_path / "all.zip").touch()
    elsewhere = CliRunner(env={"LOTSE_DATABASE_URL": "postgresql://lotse@localhost/lotse"})
    result = run(elsewhere, command, str(tmp_path / "all.zip"))
    assert result.exit_code == 1 and "pg_dump" in result.stderr


def test_everything_goes_into_a_folder_step_by_step(runner: CliRunner, tmp_path: Path, service: Service) -> None:
    result = run(runner, "export", "--all", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == sorted(map(str, (tmp_path / "out").iterdir()), key=result.stdout.index)
    assert re.search(r"^\[1/\d+\] lotse\.csv", result.stderr, re.MULTILINE)
    listed = json.loads((tmp_path / "out" / "inhalt.json").read_text())
    assert listed["services"] == len(service.records)
    assert len(json.loads((tmp_path / "out" / "lotse.hsds.json").read_text())) == len(service.records)


@pytest.mark.parametrize("arguments", [[], ["--all"], ["--all", "--format", "csv"], ["--all", "-o", "{file}"]])
def test_an_export_needs_one_aim(runner: CliRunner, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "file").touch()
    result = run(runner, "export", *(argument.format(file=tmp_path / "file") for argument in arguments))
    assert result.exit_code == 2
