"""The map of the districts that folium draws, as two files for pages under ``script-src 'self'``.

Their names are known without drawing, so a page never waits for folium: the first visitor's browser asks for the files
while the list is already there, and from then on they lie in memory.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from finder.web.assets import Asset, packed_asset
from geo.maps import DISTRICT_MAP_ID, district_map, district_map_version


@dataclass(slots=True)
class DistrictMap:
    """``urls``: Leaflet's files, name -> address served. Safe for many threads: one draws, the others wait."""

    urls: Mapping[str, str]
    element: str = DISTRICT_MAP_ID
    version: str = field(default_factory=district_map_version)
    _files: dict[str, Asset] = field(default_factory=dict)
    _drawing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def style_url(self) -> str:
        return f"/map/{self._name('css')}"

    @property
    def script_url(self) -> str:
        return f"/map/{self._name('js')}"

    def get(self, name: str) -> Asset | None:
        """The file by the last part of its address; None for any other name, an outdated one too."""
        if name not in (self._name("css"), self._name("js")):
            return None
        with self._drawing:
            if not self._files:
                self._files = self._draw()
        return self._files[name]

    def _draw(self) -> dict[str, Asset]:
        parts = district_map([], self.urls)
        texts = {self._name("css"): parts.style, self._name("js"): parts.script}
        return {name: packed_asset(name, text.encode()) for name, text in texts.items()}

    def _name(self, ending: str) -> str:
        return f"districts.{self.version}.{ending}"
