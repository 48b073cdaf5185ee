"""Converts collected facts into data/registry and data/drafts and prints what became of each.

    python scripts/convert_registry.py FACTS.jsonl

Needed only when a new collection arrives; afterwards the TOML files are the registry and are edited by hand. Running it
again on the same facts writes the same files, with the same keys.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from directory.registry_toml import write_registry  # noqa: E402
from scripts.registry_conversion.convert import convert  # noqa: E402
from scripts.registry_conversion.facts import read_facts  # noqa: E402
from scripts.registry_conversion.keys import write_keys  # noqa: E402
from scripts.registry_conversion.places import Places  # noqa: E402
from scripts.registry_conversion.tables import read_corrections  # noqa: E402


def main() -> int:
    """0 when everything was written."""
    parser = argparse.ArgumentParser(description="Collected facts into data/registry and data/drafts.")
    parser.add_argument("facts", type=Path, help="one JSON object a line")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder with places/ and corrections/")
    arguments = parser.parse_args()
    facts = read_facts(arguments.facts)
    places = Places(arguments.data / "places")
    tables = read_corrections(arguments.data / "corrections")
    result = convert(facts, tables, places)
    titles = {key: f"{key} {name}" for key, name in places.district_names.items()}
    titles["statewide"] = "Without a district: statewide, nationwide and digital ways in"
    write_registry(result.published, arguments.data / "registry", titles)
    write_registry(result.drafts, arguments.data / "drafts", titles)
    write_keys(result.keys, arguments.data / "corrections" / "keys.toml")
    print(result.report.text(len(facts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
