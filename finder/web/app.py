"""The app factory: settings, service, words and files put together into one Flask app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from finder.counting import UnmetCounter
from finder.service import Service, open_service
from finder.settings import Settings, load_settings
from finder.web.api import api
from finder.web.assets import load_assets
from finder.web.carriers import carriers
from finder.web.description import description
from finder.web.district_map import DistrictMap
from finder.web.downloads import init_downloads
from finder.web.editor import init_editor
from finder.web.embed import embed
from finder.web.embed.parents import frame_ancestors
from finder.web.errors import init_errors
from finder.web.headers import init_headers
from finder.web.hsds import init_hsds
from finder.web.limits import init_limits
from finder.web.press import Press
from finder.web.public import public
from finder.web.rendering import init_templates, templates_dir
from finder.web.routing import PageLanguage
from finder.web.site import KEY, Site
from finder.web.tiles import tiles
from finder.web.wording.catalogue import load_translations
from geo.maps import leaflet_files
from geo.maps_ground import ground

# Of all that the packages ship; their pictures belong to parts that our map does not have.
LEAFLET = ("leaflet.js", "leaflet.css", "leaflet.markercluster.js")
MAX_BODY = 64 * 1024  # bytes; the longest honest form is a tenth of that


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """The site, ready to serve; builds the state folder if it is missing.

    ``settings`` has the keys of finder.settings (DATABASE_URL, STATE_DIR, DATA_DIR, BASE_URL, TRUSTED_HOSTS, NOW,
    TESTING, REPORT_MAIL); each may also come from the environment as ``LOTSE_…``.
    """
    chosen = load_settings(settings)
    return make_app(open_service(chosen), chosen)


def make_app(service: Service, settings: Settings) -> Flask:
    """The app around a service that is already open."""
    app = Flask(__name__, static_folder=None, template_folder=str(templates_dir()))
    app.config.update(_flask_settings(settings))
    assets = load_assets({name: leaflet_files()[name] for name in LEAFLET}, ground())
    drawn = DistrictMap({name: assets.url(name) for name in LEAFLET})
    app.extensions[KEY] = Site(
        service=service,
        translations=load_translations(),
        assets=assets,
        district_map=drawn,
        press=Press(settings.font_dirs, templates_dir() / "paper"),
        unmet=UnmetCounter(service.engine, lambda: service.now().date()),
        report_mail=settings.report_mail,
        operator=settings.operator,
        embed_parents=frame_ancestors(settings.embed_parents),
        base_url=settings.base_url,
    )
    app.url_map.converters["lang"] = PageLanguage
    background = tiles(settings.tiles_url, settings.tiles_credit, settings.tiles_file)
    init_templates(app, assets.url, drawn, background)
    init_headers(app, background.host if background else "")
    init_errors(app)
    init_limits(app)
    app.register_blueprint(public)
    app.register_blueprint(embed)
    app.register_blueprint(api)
    app.register_blueprint(description)
    init_hsds(app)
    init_downloads(app)
    app.register_blueprint(carriers)
    init_editor(app, settings)
    if (
        settings.proxies
    ):  # each adds the address that it was asked from; what a visitor writes there himself is not read
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    return app


def _flask_settings(settings: Settings) -> Mapping[str, Any]:
    return {
        "TESTING": settings.testing,
        # Our own handler answers every error, in tests too: the tests come in by the front door.
        "PROPAGATE_EXCEPTIONS": False,
        "MAX_CONTENT_LENGTH": MAX_BODY,
        "MAX_FORM_MEMORY_SIZE": MAX_BODY,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
    }


__all__ = ["create_app", "make_app"]
