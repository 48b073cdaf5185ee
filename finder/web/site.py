"""What a running site holds: the service, its words and its files. Kept on the Flask app, reached by ``site()``."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import current_app

from finder.counting import UnmetCounter
from finder.operator import Operator
from finder.service import Service
from finder.web.assets import Assets
from finder.web.district_map import DistrictMap
from finder.web.languages import nearest
from finder.web.press import Press
from finder.web.wording.catalogue import Translation
from finder.web.wording.voice import Voice

KEY = "lotse"


@dataclass(frozen=True, slots=True)
class Site:
    """Built once by the app factory."""

    service: Service
    translations: dict[str, Translation]
    assets: Assets
    district_map: DistrictMap
    press: Press
    unmet: UnmetCounter
    report_mail: str = ""
    operator: Operator = field(default_factory=Operator)
    embed_parents: str = "*"
    base_url: str = ""

    def voice(self, tag: str) -> Voice:
        """The voice for any language tag; the nearest we have."""
        return Voice(self.translations[nearest(tag).code])


def site() -> Site:
    """The site of the app that answers the current request."""
    found: Site = current_app.extensions[KEY]
    return found
