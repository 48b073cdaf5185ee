"""The places we know: municipalities, Verbandsgemeinden, districts and postcodes, as read from data/places/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from geo.districts import District, districts
from geo.place_names import base
from geo.tables import rows

PlaceKind = Literal["postcode", "municipality", "association", "district", "position"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``districts`` are five-digit keys, the largest share first; ``lat``, ``lon`` degrees WGS84.

    A kreisfreie Stadt is a municipality here (its key ends in 000), so that every town is one kind of thing.
    """

    kind: PlaceKind
    key: str  # postcode; 8-digit municipality; 9-digit Verbandsgemeinde; 5-digit Landkreis; "lat,lon"
    name: str
    label: str  # German, unmistakable: with the district where the name is not unique
    districts: tuple[str, ...]
    lat: float
    lon: float
    municipalities: tuple[str, ...] = ()
    population: int | None = None  # only for telling which namesake is likelier
    postcode: str | None = None
    association: str | None = None  # key of a municipality's Verbandsgemeinde
    shares: Mapping[str, float] = field(default_factory=dict, hash=False, compare=False)  # district -> 0..1
    outside_km: float | None = None  # a position outside the Land: how far; ``districts`` is then the nearest one

    @property
    def district(self) -> str | None:
        """The district if there is only one."""
        return self.districts[0] if len(self.districts) == 1 else None

    @property
    def is_city(self) -> bool:
        """A kreisfreie Stadt."""
        return self.kind == "municipality" and self.key.endswith("000")


def municipalities() -> dict[str, Place]:
    """All municipalities by key."""
    found = list(rows("municipalities.csv"))
    labels = _municipality_labels(found)
    return {row["key"]: _municipality(row, labels[row["key"]]) for row in found}


def _municipality(row: Mapping[str, str], label: str) -> Place:
    return Place(
        kind="municipality",
        key=row["key"],
        name=row["name"],
        label=label,
        districts=(row["district"],),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        municipalities=(row["key"],),
        population=int(row["population"]) if row["population"] else None,
        association=row["association"] or None,
        shares={row["district"]: 1.0},
    )


def _municipality_labels(found: list[dict[str, str]]) -> dict[str, str]:
    """The name; with the district where another municipality is called the same, if only in its base name."""
    alike = Counter(base(row["name"]) for row in found)
    seats = {district.short for district in districts().values() if district.kind == "Landkreis"}
    return {row["key"]: _label(row, alike, seats) for row in found}


def _label(row: Mapping[str, str], alike: Counter[str], seats: set[str]) -> str:
    name, here = row["name"], districts()[row["district"]]
    is_city = here.kind == "kreisfreie Stadt"
    if name in seats or base(name) in seats:
        return _marked(name, "Stadt" if row["kind"] == "Stadt" else here.name)
    if alike[base(name)] == 1 or is_city or "Landkreis" in name:
        return name
    return _marked(name, here.name)


def _marked(name: str, mark: str) -> str:
    return f"{name}, {mark}" if "(" in name else f"{name} ({mark})"


def associations(towns: Mapping[str, Place]) -> dict[str, Place]:
    """All Verbandsgemeinden by key; the point is that of the most populous member."""
    return {row["key"]: _association(row, towns) for row in rows("associations.csv")}


def earlier_names() -> dict[str, tuple[str, ...]]:
    """Names of former Verbandsgemeinden by the key of the one that they merged into."""
    return {row["key"]: tuple(filter(None, row["earlier"].split("; "))) for row in rows("associations.csv")}


def _association(row: Mapping[str, str], towns: Mapping[str, Place]) -> Place:
    members = tuple(row["municipalities"].split())
    seat = largest(towns[key] for key in members)
    return Place(
        kind="association",
        key=row["key"],
        name=row["name"],
        label=f"Verbandsgemeinde {row['name']}",
        districts=tuple(row["districts"].split()),
        lat=seat.lat,
        lon=seat.lon,
        municipalities=members,
        population=sum(towns[key].population or 0 for key in members) or None,
    )


def largest(found: Iterable[Place]) -> Place:
    """The most populous of some places; the first of equals."""
    return max(found, key=lambda place: place.population or 0)


def rural_districts(towns: Mapping[str, Place]) -> dict[str, Place]:
    """The 24 Landkreise as places, by key."""
    found = [district for district in districts().values() if district.kind == "Landkreis"]
    return {district.key: _rural_district(district, towns) for district in found}


def _rural_district(district: District, towns: Mapping[str, Place]) -> Place:
    members = tuple(key for key in towns if key.startswith(district.key))
    return Place(
        kind="district",
        key=district.key,
        name=district.name,
        label=district.label,
        districts=(district.key,),
        lat=district.lat,
        lon=district.lon,
        municipalities=members,
        population=sum(towns[key].population or 0 for key in members),
        shares={district.key: 1.0},
    )


def postcodes(towns: Mapping[str, Place]) -> dict[str, Place]:
    """All 659 postcodes that lie mostly in the Land."""
    return {row["postcode"]: _postcode(row, towns) for row in rows("postcodes.csv")}


def _postcode(row: Mapping[str, str], towns: Mapping[str, Place]) -> Place:
    shares = {key: float(share) for key, share in (part.split(":") for part in row["districts"].split())}
    members = tuple(row["municipalities"].split())
    town = largest(towns[key] for key in members)
    around = " und Umgebung" if len(members) > 1 or len(shares) > 1 else ""
    return Place(
        kind="postcode",
        key=row["postcode"],
        name=row["postcode"],
        label=f"{row['postcode']} {town.name}{around}",
        districts=tuple(shares),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        municipalities=members,
        population=town.population if len(members) == 1 else None,
        postcode=row["postcode"],
        shares=shares,
    )
