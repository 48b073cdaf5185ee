"""The drawing behind geo.maps, and the only module that imports folium. Import it only where a map is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import folium
from branca.element import CssLink, JavascriptLink
from folium.plugins import MarkerCluster
from folium.utilities import JsCode

from geo.districts import districts, outlines
from geo.maps import DistrictShade, MapParts, map_file, safe_href
from geo.maps_ground import rivers, towns

_MIDDLE = (49.95, 7.45)
_BOUNDS = ((48.96, 6.10), (50.95, 8.52))
_SCRIPT_OR_STYLE = re.compile(r"<(script|style)[^>]*>(.*?)</\1>", re.DOTALL)


def draw_points(features: list[dict[str, Any]], urls: Mapping[str, str]) -> MapParts:
    """Markers in clusters over the background."""
    canvas = _map(urls)
    for layer in (_plain_districts(), _rivers(), _towns()):
        layer.add_to(canvas)
    cluster = _cluster()
    # Set on this one object: folium's own way of changing a link changes it for the whole process.
    cluster.default_js = [("markercluster_js", urls["leaflet.markercluster.js"])]
    cluster.default_css = [("markercluster_css", urls["MarkerCluster.css"])]
    cluster.add_to(canvas)
    _points({"type": "FeatureCollection", "features": features}, "points.js").add_to(cluster)
    return _parts(canvas)


def draw_districts(shades: Mapping[str, DistrictShade], urls: Mapping[str, str]) -> MapParts:
    """The districts in shades, with rivers and towns for finding one's way."""
    # Pages scroll past this map, and bring buttons in their own language.
    canvas = _map(urls, in_page=True)
    shaded = {"type": "FeatureCollection", "features": [_shaded(f, shades) for f in outlines()["features"]]}
    on_each = JsCode(map_file("districts.js"))
    layer = folium.GeoJson(shaded, style_function=_level_style, on_each_feature=on_each)
    for part in (layer, _rivers(), _towns()):
        part.add_to(canvas)
    return _parts(canvas)


def _map(urls: Mapping[str, str], *, in_page: bool = False) -> folium.Map:
    canvas = folium.Map(
        location=_MIDDLE, zoom_start=8, tiles=None, minZoom=7, maxZoom=16, attributionControl=False, zoomSnap=0.25,
        zoom_control=not in_page, scrollWheelZoom=not in_page,
        # An opening on the whole Land that is still under way would undo what the page's script opens on.
        zoomAnimation=not in_page,
    )  # fmt: skip
    canvas.default_js = [("leaflet_js", urls["leaflet.js"])]
    canvas.default_css = [("leaflet_css", urls["leaflet.css"])]
    canvas.fit_bounds(_BOUNDS)
    return canvas


def _cluster() -> Any:
    make: Any = MarkerCluster  # typed only in part
    return make(icon_create_function=map_file("cluster.js"), showCoverageOnHover=False)


def _plain_districts() -> folium.GeoJson:
    return folium.GeoJson(outlines(), style_function=lambda _: {"className": "lotse-district"}, interactive=False)


def _rivers() -> folium.GeoJson:
    features = [{**feature, "id": feature["properties"]["name"]} for feature in rivers()["features"]]
    courses = {"type": "FeatureCollection", "features": features}
    return folium.GeoJson(courses, style_function=lambda _: {"className": "lotse-river"}, interactive=False)


def _towns() -> folium.GeoJson:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"name": name},
        }
        for lat, lon, name in towns()
    ]
    return _points({"type": "FeatureCollection", "features": features}, "towns.js", "lotse-town-dot", 5)


def _points(data: dict[str, Any], on_each: str, class_name: str = "lotse-point", size: int = 18) -> folium.GeoJson:
    """All points as one layer: a folium marker each would be a template each, seconds for some thousand."""
    icon = folium.DivIcon(class_name=class_name, icon_size=(size, size))
    return folium.GeoJson(data, marker=folium.Marker(icon=icon), on_each_feature=JsCode(map_file(on_each)))


def _shaded(feature: Mapping[str, Any], shades: Mapping[str, DistrictShade]) -> dict[str, Any]:
    key = feature["id"]
    shade = shades.get(key, DistrictShade(key, None))
    properties = {
        "name": districts()[key].label,
        "level": shade.level,
        "lines": list(shade.lines),
        "href": safe_href(shade.href),
        "middle": [districts()[key].lat, districts()[key].lon],
    }
    return {**feature, "properties": properties}


def _level_style(feature: Mapping[str, Any]) -> dict[str, Any]:
    level = feature["properties"]["level"]
    return {"className": f"lotse-level lotse-level-{'unknown' if level is None else level}"}


def _parts(canvas: folium.Map) -> MapParts:
    """Renders the tree and takes it apart. Names are numbered first, so that the same map gives the same bytes."""
    figure: Any = canvas.get_root()
    for number, element in enumerate(_elements(canvas)):
        element._id = f"{number:02d}"
    figure.render()
    links = list(figure.header._children.values())
    inline = "\n".join(e.render() for e in links if not isinstance(e, (CssLink, JavascriptLink)))
    found = [(tag, text.strip()) for tag, text in _SCRIPT_OR_STYLE.findall(inline)]
    own_style = f"#{canvas.get_name()} "  # folium's other styles are for its own page and would reach into ours
    return MapParts(
        css_links=tuple(e.url for e in links if isinstance(e, CssLink)),
        script_links=tuple(e.url for e in links if isinstance(e, JavascriptLink)),
        style="\n".join([*(t for tag, t in found if tag == "style" and t.startswith(own_style)), map_file("map.css")]),
        html=figure.html.render().strip(),
        script="\n".join([*(text for tag, text in found if tag == "script"), figure.script.render().strip()]),
    )


def _elements(element: Any) -> Iterable[Any]:
    yield element
    for child in element._children.values():
        yield from _elements(child)
