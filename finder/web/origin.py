"""The public address of the site, for what must be absolute: canonical links, previews, the sitemap, snippets."""

from __future__ import annotations

from flask import request

from finder.web.site import site


def origin() -> str:
    """BASE_URL where an operator set it, else what the visitor's browser called us; without a slash at the end."""
    return site().base_url or request.host_url.rstrip("/")
