"""The registry's files: what is written is read again, the layout stays, and every problem is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.registry_files import Earlier, Entry, EntryDoor, EntrySource
from directory.registry_toml import BadRegistry, read_registry, service_toml, write_registry


def full_entry() -> Entry:
    return Entry(
        key="musterstadt/schuldnerberatung-beispiel",
        name='Schuldnerberatung "Beispiel" – Musterstadt',
        kinds=["debt", "family"],
        kind_assumed=True,
        organization="Beispielverein e.V.",
        umbrella="andere",
        topics=["debt", "insolvency"],
        topics_text=["Schulden", "Insolvenz\tund mehr"],
        languages=["ar", "uk"],
        areas=["07111", "07137"],
        areas_text=["Musterstadt und VG Muster"],
        area_municipalities=["07137001"],
        phones=["+4926100000", "116016"],
        email="beratung@beispielverein.example",
        url="https://beispielverein.example/",
        channels=["visit", "phone"],
        access_text="nach Terminvereinbarung",
        intake="waiting",
        intake_band="vier Wochen",
        intake_until="2026-12-31",
        district="07111",
        doors=[
            EntryDoor("main", street="Musterstraße 1", postcode="56068", city="Koblenz", lat=50.3, lon=7.5),
            EntryDoor("aussen", city="Bendorf", district="07137", hours="Mo[1] 09:00-12:00", outreach=True),
        ],
        sources=[
            EntrySource("s1", "https://beispielverein.example/", "2026-11", "own site", "high"),
            EntrySource("s2", "zeitung.example", None, "press", "low"),
        ],
        fact_sources={"phones": "s2", "doors.aussen.city": "s2"},
        earlier=[
            Earlier("phones", ["+4926111111"], "s2", "alte Nummer"),
            Earlier("doors.weg.street", "Altweg 2", "s2"),
        ],
        merged_keys=["musterstadt/alte-stelle"],
    )


def plain_entry(key: str, district: str | None = None) -> Entry:
    source = EntrySource("s1", "https://quelle.example", "2025", "list", "medium")
    return Entry(key=key, name="Beispiel", kinds=["mfd"], district=district, sources=[source])


def test_written_is_read_again(tmp_path: Path) -> None:
    entries = [plain_entry("a/a", "07111"), full_entry(), plain_entry("land/x")]
    write_registry(entries, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["07111.toml", "statewide.toml"]
    assert read_registry(tmp_path) == entries


def test_draft_is_read_again(tmp_path: Path) -> None:
    draft = plain_entry("a/a", "07111")
    draft.status, draft.draft_reason = "draft", "zu alt"
    write_registry([draft], tmp_path)
    assert read_registry(tmp_path) == [draft]


def test_layout() -> None:
    entry = plain_entry("koblenz/mfd", "07111")
    entry.doors = [EntryDoor("main", city="Koblenz", district="07111")]
    entry.fact_sources = {"doors.main.city": "s1"}
    assert service_toml(entry) == (
        '[[service]]\nkey = "koblenz/mfd"\nname = "Beispiel"\nkinds = ["mfd"]\ndistrict = "07111"\n'
        '\n[[service.doors]]\nkey = "main"\ncity = "Koblenz"\ndistrict = "07111"\n'
        '\n[[service.sources]]\nid = "s1"\nurl = "https://quelle.example"\ndate = "2025"\nkind = "list"\n'
        'confidence = "medium"\n'
        '\n[service.fact_sources]\n"doors.main.city" = "s1"\n'
    )


def test_services_stand_in_order_of_keys_and_long_lists_one_item_a_line(tmp_path: Path) -> None:
    long = plain_entry("b/b", "07111")
    long.topics_text = [f"ein Thema mit vielen Worten, Nummer {number}" for number in range(4)]
    write_registry([long, plain_entry("a/a", "07111")], tmp_path, {"07111": "07111 Koblenz"})
    text = (tmp_path / "07111.toml").read_text(encoding="utf-8")
    assert text.startswith("# 07111 Koblenz\n\nformat = 1\n\n[[service]]\n")
    assert text.index('"a/a"') < text.index('"b/b"')
    assert '\n  "ein Thema mit vielen Worten, Nummer 3",\n' in text


def test_first_comment_is_kept_and_empty_districts_go(tmp_path: Path) -> None:
    write_registry([plain_entry("a/a", "07111"), plain_entry("b/b", "07131")], tmp_path)
    path = tmp_path / "07111.toml"
    path.write_text("# Koblenz, von Hand\n# zweite Zeile\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    write_registry([plain_entry("c/c", "07111")], tmp_path)
    assert path.read_text(encoding="utf-8").startswith("# Koblenz, von Hand\n# zweite Zeile\n")
    assert not (tmp_path / "07131.toml").exists()


GOOD = """format = 1

[[service]]
key = "a/a"
name = "A"
kinds = ["mfd"]
district = "07111"
[[service.sources]]
id = "s1"
url = "https://quelle.example"
kind = "list"
confidence = "high"
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format = 1", "format = 2", "07111.toml:1: format: must be 1"),
        ('name = "A"\n', "", "07111.toml:3: a/a, name: is missing"),
        ('name = "A"', 'name = ""', "07111.toml:3: a/a, name: is empty"),
        ('name = "A"', "name = 7", "07111.toml:3: a/a, name: must be text"),
        ('name = "A"', 'name = "A"\nfon = "1"', "07111.toml:3: a/a, fon: is no field of the format"),
        ('["mfd"]', '"mfd"', "07111.toml:3: a/a, kinds: must be a list"),
        ('["mfd"]', "[]", "07111.toml:3: a/a, kinds: is empty"),
        ('key = "a/a"', 'key = "A a"', "07111.toml:3: A a, key: may hold only small letters, digits, '-' and '/'"),
        ('"07111"', '"07131"', "07111.toml:3: a/a, district: stands in 07111.toml, but says 07131"),
        ('kinds = ["mfd"]', 'kinds = ["mfd"]\nareas = ["7111"]', "07111.toml:3: a/a, areas: 7111 is no official key"),
        (
            'kinds = ["mfd"]',
            'kinds = ["mfd"]\nscope = "world"',
            "07111.toml:3: a/a, scope: is 'world'; allowed are local, statewide, nationwide",
        ),
        (
            'url = "https',
            'date = "Mai 2025"\nurl = "https',
            "07111.toml:3: a/a, sources.s1.date: must be YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ('id = "s1"\n', "", "07111.toml:3: a/a, sources.1.id: is missing"),
        (
            "[[service.sources]]",
            '[service.fact_sources]\nfax = "s1"\nphones = "s9"\n[[service.sources]]',
            "07111.toml:3: a/a, fact_sources.fax: is no fact of this service\n"
            "07111.toml:3: a/a, fact_sources.phones: names the source s9, which does not exist",
        ),
        (
            "[[service.sources]]",
            '[[service.doors]]\nkey = "main"\nlat = 50.1\n[[service.sources]]',
            "07111.toml:3: a/a, doors.main.lat: a position needs lat and lon",
        ),
        (
            "[[service.sources]]",
            '[[service.earlier]]\nfield = "fax"\nvalue = "1"\nsource = "s1"\n[[service.sources]]',
            "07111.toml:3: a/a, earlier.fax: is no fact of this service",
        ),
        (
            'kinds = ["mfd"]',
            'kinds = ["mfd"]\nstatus = "draft"',
            "07111.toml:3: a/a, draft_reason: a draft says why it is not shown",
        ),
        ('kinds = ["mfd"]', 'kinds = ["mfd"]\nmerged_keys = ["a/a"]', "stands more than once"),
        ('"A"', '"A', "07111.toml: is no TOML: "),
    ],
)
def test_bad_file(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    (tmp_path / "07111.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadRegistry) as error:
        read_registry(tmp_path)
    assert problem in error.value.message


def test_all_problems_of_all_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "07111.toml").write_text(GOOD.replace('["mfd"]', "[]").replace('"A"', '""'), encoding="utf-8")
    (tmp_path / "07131.toml").write_text("format = ", encoding="utf-8")
    (tmp_path / "statewide.toml").write_text(GOOD.replace("07111", "07137"), encoding="utf-8")
    with pytest.raises(BadRegistry) as error:
        read_registry(tmp_path)
    assert [(one.file, one.field) for one in error.value.problems] == [
        ("07111.toml", "name"),
        ("07111.toml", "kinds"),
        ("07131.toml", None),
        ("statewide.toml", "district"),
        (tmp_path.name, "key"),
    ]


def test_an_empty_folder_is_an_empty_registry(tmp_path: Path) -> None:
    assert read_registry(tmp_path) == []
