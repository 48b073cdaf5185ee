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

_OUT = Path(__file__).resolve().parent.parent / "data" / "places"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the generated tables in data/places/.")
    parser.add_argument("folder", type=Path, help="folder with the three downloaded archives")
    parser.add_argument("--out", type=Path, default=_OUT)
    arguments = parser.parse_args()
    out: Path = arguments.out

    areas = sources.district_areas(arguments.folder)
    land = districts.outlines(areas)
    towns = sources.municipality_areas(arguments.folder)
    geonames = sources.geonames(arguments.folder)
    unions = associations.rows(
        sources.association_names(arguments.folder), list(towns.values()), out / "association_changes.csv"
    )
    settled = municipalities.rows(towns, geonames, land, associations.of_municipality(unions))
    codes = postcodes.rows(
        sources.postcode_areas(arguments.folder), sources.district_areas(arguments.folder), towns, settled
    )

    write_csv(out / "districts.csv", districts.rows(land))
    write_geojson(out / "districts.geojson", districts.features(land), districts.CREDIT)
    write_csv(out / "associations.csv", [union.row() for union in unions])
    write_csv(out / "municipalities.csv", [town.row() for town in settled.values()])
    write_csv(out / "postcodes.csv", codes)
    write_csv(out / "names.csv", names.rows(settled, geonames))


if __name__ == "__main__":
    main()
