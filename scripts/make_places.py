"""Make the generated tables in data/places/ from three downloaded packages.

Usage: python scripts/make_places.py FOLDER [--out data/places]

FOLDER holds the three archives named in data/places/SOURCE.md, as downloaded. Nothing is fetched here. The files kept
by hand in data/places/ (SOURCE.md lists them) are read, never written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from places_tables import associations, districts, municipalities, names, postcodes, sources
from places_tables.write import write_csv, write_geojson

_KEPT = Path(__file__).resolve().parent.parent / "data" / "places"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the generated tables in data/places/.")
    parser.add_argument("folder", type=Path, help="folder with the three downloaded archives")
    parser.add_argument("--out", type=Path, default=_KEPT, help="folder to write to")
    arguments = parser.parse_args()
    make(arguments.folder, arguments.out)


def make(folder: Path, out: Path) -> None:
    exact = sources.district_areas(folder)
    simple = districts.outlines(exact)
    towns = sources.municipality_areas(folder)
    geonames = sources.geonames(folder)
    unions = associations.rows(
        sources.association_names(folder), list(towns.values()), _KEPT / "association_changes.csv"
    )
    membership = associations.of_municipality(unions)
    settled = municipalities.rows(towns, geonames, simple, membership, _KEPT / "population_corrections.csv")

    write_csv(out / "districts.csv", districts.rows(simple))
    write_geojson(out / "districts.geojson", districts.features(simple), districts.CREDIT)
    write_csv(out / "associations.csv", [union.row() for union in unions])
    write_csv(out / "municipalities.csv", [town.row() for town in settled.values()])
    write_csv(out / "postcodes.csv", postcodes.rows(sources.postcode_areas(folder), exact, towns, settled))
    write_csv(out / "names.csv", names.rows(settled, geonames))


if __name__ == "__main__":
    main()
