"""Static files under names that carry their content's hash, so that browsers may keep them for ever.

Style sheets are written by subject and joined at start; Leaflet comes from the installed package, never a CDN.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from finder.web.lean import lean

STATIC = Path(__file__).resolve().parent / "static"
# Later sheets may rely on earlier ones.
SHEETS = (
    "tokens", "base", "layout", "frame", "forms", "home", "results", "service", "eligibility", "district", "map",
    "onward", "suggest", "mylist", "print", "paper",
)  # fmt: skip
APART = ("editor", "description")  # sheets of pages that few people see, each a file of its own


@dataclass(frozen=True, slots=True)
class Asset:
    """One file in memory; ``packed`` is its gzip form or None where that would not be smaller."""

    url_name: str
    mimetype: str
    body: bytes
    packed: bytes | None


def packed_asset(url_name: str, body: bytes) -> Asset:
    """A file ready to be served, its kind read from the ending of its name."""
    ending = url_name.rpartition(".")[2]
    mimetype = {"js": "text/javascript", "json": "application/json"}.get(ending) or mimetypes.guess_type(url_name)[0]
    # mtime=0: the same content gives the same bytes on every start.
    packed = gzip.compress(body, 9, mtime=0)
    smaller = packed if len(packed) < len(body) * 0.9 else None
    return Asset(url_name, mimetype or "application/octet-stream", body, smaller)


def _hashed(name: str, body: bytes) -> Asset:
    stem, dot, ending = name.rpartition(".")
    return packed_asset(f"{stem}.{sha256(body).hexdigest()[:10]}{dot}{ending}", body)


class Assets:
    """Finds an asset by its plain name (for templates) or by its hashed name (for requests)."""

    def __init__(self, assets: Iterable[tuple[str, bytes]]) -> None:
        made = {name: _hashed(name, body) for name, body in assets}
        self._names = {name: asset.url_name for name, asset in made.items()}
        self._served = {asset.url_name: asset for asset in made.values()}

    def url(self, name: str) -> str:
        """The path to link to; raises KeyError for a name that does not exist."""
        return f"/static/{self._names[name]}"

    def get(self, url_name: str) -> Asset | None:
        """The asset for the last part of a /static/ URL."""
        return self._served.get(url_name)


def _own_files() -> Iterable[tuple[str, bytes]]:
    yield "site.css", b"\n".join((STATIC / "css" / f"{name}.css").read_bytes() for name in SHEETS)
    for name in APART:
        yield f"{name}.css", (STATIC / "css" / f"{name}.css").read_bytes()
    for path in sorted([*STATIC.glob("js/*.js"), *STATIC.glob("*.svg"), *STATIC.glob("*.png")]):
        yield path.name, lean(path.read_bytes()) if path.suffix == ".js" else path.read_bytes()
    for name in ("map", "saving"):
        yield f"{name}.js", lean(_in_one(sorted((STATIC / "js" / name).glob("*.js"))))


def _in_one(parts: Iterable[Path]) -> bytes:
    """Scripts that share their names with one another, and with nobody else."""
    return b"\n".join([b"(() => {", *(part.read_bytes() for part in parts), b"})();\n"])


def load_assets(leaflet: dict[str, Path], ground: dict[str, object]) -> Assets:
    """All static files: our own, Leaflet's (name -> path) and what lies under our maps as one JSON."""
    packed = json.dumps(ground, ensure_ascii=False, separators=(",", ":")).encode()
    foreign = ((name, path.read_bytes()) for name, path in sorted(leaflet.items()))
    return Assets([*_own_files(), *foreign, ("ground.json", packed)])
