"""lotse worklist and lotse confirm: real mail to a real server on this machine, letters as a file, nobody twice."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
import socketserver
import stat
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.database import migrate, open_database, session, writing
from directory.ids import service_id
from directory.loading import load_shipped
from directory.models import ConfirmationLink
from directory.registry_files import Entry, EntryDoor, EntrySource
from finder.cli import main
from finder.service import Service, open_service
from finder.settings import load_settings
from finder.web.app import make_app
from geo.resources import data_dir, use_data_dir

SOURCE = EntrySource("s1", "https://liste.example/", "2022", "list", "medium")


class _Conversation(socketserver.StreamRequestHandler):
    """As much SMTP as a client needs. Refuses who is named in ``server.refuses``."""

    def handle(self) -> None:
        server: MailServer = self.server  # type: ignore[assignment]
        self._say("220 test")
        to: list[str] = []
        for raw in self.rfile:
            line = raw.decode().strip()
            word = line.split(" ")[0].split(":")[0].upper()
            if word == "EHLO":
                self._say("250 test")
            elif word == "RCPT":
                to.append(line)
                self._say("550 no such box" if any(name in line for name in server.refuses) else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                server.took.append(email.message_from_bytes(self._body(), policy=email.policy.default))  # type: ignore[arg-type]
                self._say("250 ok")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok" if word in ("MAIL", "RSET") else "502 unknown")

    def _body(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.took: list[EmailMessage] = []
        self.refuses: tuple[str, ...] = ()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def entry(key: str, **more: object) -> Entry:
    facts = {"name": f"Dienst {key}", "kinds": ["debt"], "district": "07111", "sources": [SOURCE], **more}
    return Entry(key=key, **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Iterator[Path]:
    """The shipped rules and places with no registry at all: what there is, the test puts there."""
    real, made = data_dir(), tmp_path_factory.mktemp("data")
    for name in ("places", "rules", "translations", "vocabulary", "statements"):
        (made / name).symlink_to(real / name)
    yield made
    use_data_dir(real)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared, since words are counted once for all; each test has a database of its own."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture
def runner(tmp_path: Path, state: Path, data: Path, mail_server: MailServer) -> CliRunner:
    """Five services: two share an address, one has another, two have none."""
    database = f"sqlite:///{tmp_path / 'lotse.sqlite3'}"
    env = {
        "LOTSE_STATE_DIR": str(state), "LOTSE_DATABASE_URL": database, "LOTSE_DATA_DIR": str(data),
        "LOTSE_NOW": "2026-11-19T14:30:00+01:00",
        "LOTSE_BASE_URL": "https://lotse.example", "LOTSE_SMTP_HOST": "127.0.0.1", "LOTSE_SMTP_SECURITY": "none",
        "LOTSE_SMTP_PORT": str(mail_server.port), "LOTSE_SMTP_FROM": "lotse@example.org",
        "LOTSE_OPERATOR_NAME": "Betreiber e. V.", "LOTSE_OPERATOR_MAIL": "post@example.org",
    }  # fmt: skip
    door = EntryDoor(key="main", street="Weg 1", postcode="56068", city="Koblenz", district="07111")
    entries = [
        entry("a", email="Haus@example.org", phones=["+4926197370"], doors=[door]),
        entry("b", email="haus@example.org"),
        entry("c", email="andere@example.org", kinds=["mfd"]),
        entry("d", doors=[door], name="Dienst <d> & Söhne", kinds=["women"]),
        entry("e", district="07315"),
    ]
    engine = open_database(database)
    migrate(engine)
    with writing(engine) as db:
        load_shipped(db, entries, shipped_version="made up")
    engine.dispose()
    return CliRunner(env=env)


def run(runner: CliRunner, *arguments: str) -> Result:
    return runner.invoke(main, list(arguments), catch_exceptions=False)


def links(runner: CliRunner) -> list[tuple[str, str]]:
    """Which services were asked, and how."""
    engine = open_database(str(runner.env["LOTSE_DATABASE_URL"]))
    with session(engine) as db:
        found = sorted((row.service_id, row.channel) for row in db.query(ConfirmationLink))
    engine.dispose()
    return found


def by_mail(*keys: str) -> list[tuple[str, str]]:
    return sorted((service_id(key), "mail") for key in keys)


def test_the_worklist(runner: CliRunner) -> None:
    shown = run(runner, "worklist", "--limit", "2")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0].strip() == "1. Dienst <d> & Söhne"
    assert "5 services to confirm" in shown.stderr
    rows = list(csv.DictReader(io.StringIO(run(runner, "worklist", "--csv", "--district", "07315").stdout)))
    assert [row["key"] for row in rows] == ["e"]
    assert run(runner, "worklist", "--district", "07999").exit_code == 2


def test_one_mail_for_each_address_and_nobody_is_asked_twice(runner: CliRunner, mail_server: MailServer) -> None:
    sent = run(runner, "confirm", "--send")
    assert sent.exit_code == 0, sent.output
    assert sorted(str(mail["To"]) for mail in mail_server.took) == ["andere@example.org", "haus@example.org"]
    assert links(runner) == by_mail("a", "b", "c")
    house = next(mail for mail in mail_server.took if mail["To"] == "haus@example.org")
    text = house.get_content()
    assert (house["From"], house["Reply-To"]) == ("lotse@example.org", "post@example.org")
    assert house["Subject"] == "Stimmen diese Angaben noch? 2 Angebote"
    assert house.get_content_type() == "text/plain"
    for part in ("Dienst a", "Telefon: 0261 97370", "Adresse: Weg 1, 56068 Koblenz", "Dienst b", "19. Dezember 2026"):
        assert part in text
    assert len(set(re.findall(r"https://lotse\.example/confirm/[A-Za-z0-9_-]{48}\s", text))) == 2
    again = run(runner, "confirm", "--send")
    assert "0 mails sent" in again.stderr
    assert len(mail_server.took) == 2


def test_the_link_in_the_mail_opens_the_record(runner: CliRunner, mail_server: MailServer) -> None:
    run(runner, "confirm", "--send", "--limit", "1")
    (mail,) = mail_server.took
    path = re.search(r"https://lotse\.example(/confirm/\S+)", mail.get_content())
    settings = load_settings({name.removeprefix("LOTSE_"): value for name, value in runner.env.items()})
    client = make_app(open_service(settings), settings).test_client()
    assert path
    assert "Dienst c" in client.get(path[1]).text


def test_reminders_come_after_a_month(runner: CliRunner, mail_server: MailServer) -> None:
    run(runner, "confirm", "--send", "--limit", "1")
    later = {**runner.env, "LOTSE_NOW": "2026-12-19T08:00:00+01:00"}
    CliRunner(env=later).invoke(main, ["confirm", "--send", "--limit", "1"])
    assert [str(mail["To"]) for mail in mail_server.took] == ["andere@example.org"] * 2
    assert "zuletzt am 19. November 2026 gefragt" in mail_server.took[1].get_content()


def test_a_dry_run_asks_nobody(runner: CliRunner, mail_server: MailServer, tmp_path: Path) -> None:
    for arguments in (("--send",), ("--letters", str(tmp_path / "letters.html"))):
        shown = run(runner, "confirm", *arguments, "--dry-run")
        assert shown.exit_code == 0
        assert "Dienst" in shown.stdout
    assert (mail_server.took, links(runner), (tmp_path / "letters.html").exists()) == ([], [], False)


def test_who_is_refused_stays_on_the_list(runner: CliRunner, mail_server: MailServer) -> None:
    mail_server.refuses = ("andere@",)
    sent = run(runner, "confirm", "--send")
    assert sent.exit_code == 1
    assert "1 mails sent, 1 refused" in sent.stderr
    assert links(runner) == by_mail("a", "b")


@pytest.mark.parametrize(
    ("setting", "value", "field"),
    [
        ("SMTP_HOST", "", "SMTP_HOST"),
        ("SMTP_FROM", "niemand", "SMTP_FROM"),
        ("SMTP_SECURITY", "ssl", "SMTP_SECURITY"),
        ("SMTP_SECURITY", "starttls", "cannot be used"),  # the server cannot: nothing is sent in the clear
        ("SMTP_PORT", "1", "cannot be used"),
        ("BASE_URL", "", "BASE_URL"),
    ],
)
def test_what_is_missing_is_said_and_nothing_sent(
    runner: CliRunner, mail_server: MailServer, setting: str, value: str, field: str
) -> None:
    env = {**runner.env, f"LOTSE_{setting}": value}
    failed = CliRunner(env=env).invoke(main, ["confirm", "--send"])
    assert failed.exit_code == 1
    assert field in failed.stderr
    assert (mail_server.took, links(runner)) == ([], [])


def test_letters_for_those_without_mail(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "letters.html"
    written = run(runner, "confirm", "--letters", str(path))
    assert written.exit_code == 0, written.output
    text = path.read_text(encoding="utf-8")
    assert text.count('<section class="letter">') == text.count("<svg") == 2
    assert "Dienst &lt;d&gt; &amp; Söhne" in text
    assert "56068 Koblenz" in text
    assert len(set(re.findall(r"https://lotse\.example/confirm/[A-Za-z0-9_-]{48}", text))) == 2
    assert not re.search(r'(?:src|href)="', text)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(links(runner)) == sorted((service_id(key), "letter") for key in "de")
    assert "0 letters" in run(runner, "confirm", "--letters", str(path)).stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--send", "--letters", "x.html"), ("--letters", "."), ("--send", "--limit", "0")]
)
def test_misuse_is_two(runner: CliRunner, arguments: tuple[str, ...]) -> None:
    assert run(runner, "confirm", *arguments).exit_code == 2


def test_a_file_that_cannot_be_written_leaves_nobody_asked(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(main, ["confirm", "--letters", str(tmp_path / "no" / "letters.html")])
    assert result.exit_code != 0
    assert links(runner) == []
