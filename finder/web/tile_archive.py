"""An operator's own map pictures: one PMTiles archive, read in place. The only module that knows the package."""

from __future__ import annotations

import mmap
from pathlib import Path

from pmtiles.reader import MemorySource, Reader
from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported, TileType

from geo.errors import NotConfigured

_MEDIA = {
    TileType.PNG: "image/png", TileType.JPEG: "image/jpeg", TileType.WEBP: "image/webp", TileType.AVIF: "image/avif",
}  # fmt: skip
_UNPACKED = (Compression.NONE, Compression.UNKNOWN)
_DEEPEST = 22  # levels; each has twice as many columns and rows as the one above


class TileArchive:
    """Safe to read from many threads: the file is mapped, never moved through."""

    def __init__(self, file: str) -> None:
        """Raises NotConfigured where the file is missing, is no PMTiles archive, or holds no pictures."""
        try:
            with Path(file).open("rb") as stream:
                mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            self._reader = Reader(MemorySource(mapped))
            header = self._reader.header()
        except (OSError, ValueError, MagicNumberNotFound, SpecVersionUnsupported) as error:
            raise NotConfigured(f"TILES_FILE {file} ist kein lesbares PMTiles-Archiv.") from error
        if header["tile_type"] not in _MEDIA or header["tile_compression"] not in (
            Compression.NONE,
            Compression.UNKNOWN,
        ):
            raise NotConfigured(f"TILES_FILE {file} enthält keine Bilder: gebraucht werden PNG, JPEG oder WebP.")
        self.media_type: str = _MEDIA[header["tile_type"]]

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture at these numbers of the usual web map scheme; None where the archive has none."""
        if zoom > _DEEPEST or max(column, row) >= 1 << zoom:
            return None
        found: bytes | None = self._reader.get(zoom, column, row)
        return found
