"""Names that stay: every id is a UUID5 of a key that was written down once, never of a name or an address.

A service's key stands in the registry file, a door's key beside it. A carrier has no key there, so its key is the slug
of its name *when it was first seen*; the database keeps that key, and renaming the carrier later changes neither key
nor id. Two databases that met a carrier under different names first therefore differ in that one id.
"""

from __future__ import annotations

import re
from hashlib import sha1
from uuid import UUID

from geo.text import fold

# Drawn once at random for this project. Changing it would break every link ever shared.
NAMESPACE = UUID("6f0c2d3e-9a51-5b8e-8d47-2b1f7c0e4a96")

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def make_id(kind: str, *parts: object) -> str:
    """The id of anything: ``make_id("phone", owner_id, 0)``."""
    # What uuid.uuid5 does, at a third of the time: an import makes half a million of them.
    digest = bytearray(
        sha1(NAMESPACE.bytes + f"{kind}:{'/'.join(map(str, parts))}".encode(), usedforsecurity=False).digest()
    )
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:32]}"


def service_id(key: str) -> str:
    """The id of a service, from the key in its registry file."""
    return make_id("service", key)


def door_id(service_key: str, door_key: str) -> str:
    """The id of a service at a location; door keys need to be unique within their service only."""
    return make_id("door", service_key, door_key)


def location_id(service_key: str, door_key: str) -> str:
    """The id of the place behind a door. Two services in one house have two places: no address decides identity."""
    return make_id("location", service_key, door_key)


def organization_id(key: str) -> str:
    """The id of a carrier, from the key that the database keeps for it."""
    return make_id("organization", key)


def term_id(taxonomy: str, code: str) -> str:
    """The id of a taxonomy term: ``term_id("kinds", "mfd")``."""
    return make_id("term", taxonomy, code)


def slug(name: str) -> str:
    """A carrier's key at first sight: folded, words joined by hyphens, at most 80 characters.

    >>> slug("Caritasverband für die Diözese Trier e. V.")
    'caritasverband-fur-die-diozese-trier-e-v'
    """
    return _NOT_WORD.sub("-", fold(name)).strip("-")[:80] or "unnamed"
