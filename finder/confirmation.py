"""Links by which carriers confirm their records: one key, one address."""

from __future__ import annotations

from finder.secret import key_for
from finder.settings import Settings
from geo.errors import NotConfigured


def confirmation_key(settings: Settings) -> bytes:
    """What links are signed with; another server cannot make them."""
    return key_for(settings, "confirmation")


def confirmation_url(settings: Settings, token: str) -> str:
    """The link in full. Raises NotConfigured where the site's public address is not set."""
    if not settings.base_url:
        raise NotConfigured(
            "BASE_URL is not set: a link in a letter needs the site's public address.", field="BASE_URL"
        )
    return f"{settings.base_url}/confirm/{token}"
