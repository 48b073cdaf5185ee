"""Maps without a foreign host: one HTML file that stands alone, and the parts of a district map for our own pages.

folium draws; its own links to four foreign hosts are replaced by the installed packages' files, and its page by ours.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from string import Template
from typing import Any

from geo.errors import NotConfigured
from geo.tables import places_file

# The id of the element that a district map is drawn into: for pages that link the map's files without building it.
DISTRICT_MAP_ID = "map_00"

_FILES = Path(__file__).resolve().parent / "map_files"
# Package -> the folder in it whose files we serve, and which of them. Found by metadata, never copied.
_PACKAGES = {
    "django-js-lib-leaflet": re.compile(r"/static/js_lib_leaflet/(leaflet\.js|leaflet\.css|images/[\w-]+\.png)$"),
    "XStatic-Leaflet-MarkerCluster": re.compile(r"/data/(leaflet\.markercluster\.js|MarkerCluster\.css)$"),
}
# All that a district map is made from, besides what it is given.
_MADE_FROM = (
    "maps.py", "maps_drawing.py", "maps_ground.py", "map_files/districts.js", "map_files/towns.js", "map_files/map.css",
)  # fmt: skip
_TABLES = ("districts.geojson", "districts.csv", "rivers.geojson", "map_towns.csv", "municipalities.csv")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL_IN_CSS = re.compile(r"url\((images/[\w.-]+)\)")


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Something on the map, in degrees WGS84. ``approximate``: it lies somewhere in this town or postcode."""

    lat: float
    lon: float
    label: str
    href: str | None = None
    lines: tuple[str, ...] = ()
    approximate: bool = False
    count: int = 1  # how many services it stands for


@dataclass(frozen=True, slots=True)
class DistrictShade:
    """One district of a shaded map: ``level`` 0 (none) to 4 (many), None for not known."""

    key: str
    level: int | None
    lines: tuple[str, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class MapParts:
    """A map taken apart for a page under ``script-src 'self'``: links in order, and what belongs into own files.

    The same input gives the same bytes, so ``style`` and ``script`` may be served under a hash of themselves.
    """

    css_links: tuple[str, ...]
    script_links: tuple[str, ...]
    style: str
    html: str
    script: str


@cache
def leaflet_files() -> Mapping[str, Path]:
    """Leaflet and its cluster plugin as installed: name as linked ("leaflet.js", "images/layers.png") -> path."""
    found = {}
    for package, wanted in _PACKAGES.items():
        try:
            listed = files(package) or []
        except PackageNotFoundError as error:
            raise NotConfigured(f"Das Paket {package} ist nicht installiert: ohne es gibt es keine Karten.") from error
        for file in listed:
            if match := wanted.search(f"/{file.as_posix()}"):
                found[match.group(1)] = Path(str(file.locate()))
    return found


def standalone_map(points: Iterable[MapPoint], title: str, credits: str) -> str:
    """One HTML file with everything in it; its content security policy forbids any request.

    Points on one spot become one marker. ``credits`` stands under the map, as the sources' licences want it.
    """
    # folium takes a second to import, and only maps need it.
    from geo.maps_drawing import draw_points

    parts = draw_points(_features(points), {name: name for name in leaflet_files()})
    style = "\n".join([*(_inlined_css(name) for name in parts.css_links), parts.style])
    script = "\n".join([*(_text(leaflet_files()[name]) for name in parts.script_links), parts.script])
    return Template(_text(_FILES / "page.html")).substitute(
        title=escape(title),
        credits=escape(credits),
        style=style,
        html=parts.html,
        script=script.replace("</script", "<\\/script"),
    )


def district_map(shades: Iterable[DistrictShade], urls: Mapping[str, str] | None = None) -> MapParts:
    """The districts shaded by level, each with a popup. ``urls``: name as in ``leaflet_files`` -> address served.

    On a page that has elements with ``data-district`` (a key), ``data-level`` and ``data-label`` and a link inside,
    these hold instead, and a click on the district follows the link; ``data-own`` marks one district. So the same
    files serve every page and every language.
    """
    # As above: the second that folium takes is paid only where a map is drawn.
    from geo.maps_drawing import draw_districts

    return draw_districts({shade.key: shade for shade in shades}, urls or {name: name for name in leaflet_files()})


def district_map_version() -> str:
    """A name for what ``district_map([])`` gives now: other code, tables or packages, another version.

    Made without folium, so that a page can link the map's files before anybody has built them.
    """
    here = Path(__file__).resolve().parent
    made_from = [*(here / name for name in _MADE_FROM), *(places_file(name) for name in _TABLES)]
    digest = hashlib.sha256(" ".join(version(name) for name in ("folium", "branca", *_PACKAGES)).encode())
    for path in made_from:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def map_file(name: str) -> str:
    """One of our own files in geo/map_files."""
    return _text(_FILES / name)


def safe_href(href: str | None) -> str | None:
    """The address if it leads to a page, a mail or a phone; None for scripts and other schemes."""
    plain = "".join(char for char in href or "" if char > " ")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    if not plain or plain.startswith(("//", "\\")) or (scheme and scheme.group(1).lower() not in _SCHEMES):
        return None
    return plain


def _features(points: Iterable[MapPoint]) -> list[dict[str, Any]]:
    """GeoJSON features, one a spot, in a stable order."""
    spots: dict[tuple[float, float], list[MapPoint]] = defaultdict(list)
    for point in points:
        spots[round(point.lat, 5), round(point.lon, 5)].append(point)
    return [_feature(lat, lon, found) for (lat, lon), found in sorted(spots.items())]


def _feature(lat: float, lon: float, found: list[MapPoint]) -> dict[str, Any]:
    approximate = any(point.approximate for point in found)
    title = found[0].label if len(found) == 1 else f"{found[0].label} (+{len(found) - 1})"
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "title": f"{title} (ungefähre Lage)" if approximate else title,
            "note": "Ungefähre Lage: Mitte des Ortes oder der Postleitzahl.",
            "approximate": approximate,
            "count": sum(point.count for point in found),
            "entries": [{"label": p.label, "href": safe_href(p.href), "lines": list(p.lines)} for p in found],
        },
    }


def _inlined_css(name: str) -> str:
    """A stylesheet with its pictures as data addresses and without comments (they name foreign hosts)."""

    def data_address(match: re.Match[str]) -> str:
        picture = leaflet_files()[match.group(1)]
        kind = mimetypes.guess_type(picture.name)[0] or "image/png"
        return f"url(data:{kind};base64,{base64.b64encode(picture.read_bytes()).decode()})"

    return _URL_IN_CSS.sub(data_address, _CSS_COMMENT.sub("", _text(leaflet_files()[name])))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
