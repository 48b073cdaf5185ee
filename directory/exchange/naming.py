"""Which service a row of a file means: by its id, by its key, or under a key made for it once."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import ids
from directory.exchange.documents import Incoming
from directory.field_checks import is_key
from directory.models import Redirect, Service
from geo.districts import districts

_LONGEST = 55  # characters of either half of a key that we make
_MAX_HOPS = 20


class Names:
    """The keys and ids of all services, and of those that a file adds."""

    def __init__(self, session: Session) -> None:
        self._keys = dict(session.execute(select(Service.id, Service.key)).all())
        self._moved = dict(session.execute(select(Redirect.id, Redirect.target_id)).all())
        self._taken = set(self._keys.values())
        self._seen: dict[str, str] = {}

    def find(self, service: Incoming) -> tuple[str | None, str | None]:
        """The key, or what is wrong with the names that the row gives, in a sentence."""
        found = self.key_of(service.id) if service.id else None
        if found:
            wrong = service.key not in (None, found) and ids.service_id(str(service.key)) not in self._moved
            return (None, f"the id belongs to {found!r}, not to {service.key!r}") if wrong else (found, None)
        if service.key and not is_key(service.key):
            return None, f"{service.key[:60]!r} is not a key: small letters, digits and hyphens"
        if service.key:
            same = service.id in (None, ids.service_id(service.key))
            kept = self.key_of(ids.service_id(service.key)) or service.key
            return (kept, None) if same else (None, "the id and the key do not belong together")
        known = _is_uuid(service.id)
        return None, "no service has this id; to add one, give it a key" if known else "the id is no UUID"

    def key_of(self, service_id: str) -> str | None:
        """The key behind an id; of a merged service the key of the one that stayed."""
        for _ in range(_MAX_HOPS):
            if service_id not in self._moved:
                break
            service_id = self._moved[service_id]
        return self._keys.get(service_id)

    def first_to_mean(self, key: str, where: str) -> str:
        """The place of the file that spoke of this service first: ``where`` itself, or an earlier one."""
        return self._seen.setdefault(key, where)

    def make(self, base: str) -> str:
        """A key that no service bears: ``base``, else with a number behind it."""
        key, number = base, 1
        while key in self._taken:
            number += 1
            key = f"{base}-{number}"
        self._taken.add(key)
        return key


def base_key(name: str, city: str | None, district: str | None) -> str:
    """What a key is made of: the place, then the name.

    >>> base_key("Schuldnerberatung der Caritas", "Koblenz", None)
    'koblenz/schuldnerberatung-der-caritas'
    """
    known = districts().get(district or "")
    place = city or (known.name if known else None) or "rlp"
    return f"{ids.slug(place)[:_LONGEST].strip('-')}/{ids.slug(name)[:_LONGEST].strip('-')}"


def _is_uuid(text: str | None) -> bool:
    try:
        return bool(UUID(text or ""))
    except ValueError:
        return False
