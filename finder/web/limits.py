"""How often one visitor may try something that could be guessed or flooded. Counted in memory, forgotten at a restart.

Behind a proxy the site must be told of it (the setting PROXIES), or all visitors look like one.
"""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import parse

_KEY = "lotse-limits"
_HALF = len("2001:0db8:0000:0000")


def init_limits(app: Flask) -> None:
    """Counters of this app alone. No limit is set here: whoever has one asks."""
    limiter = Limiter(_visitor, storage_uri="memory://", strategy="moving-window")
    limiter.init_app(app)
    app.extensions[_KEY] = limiter


def spent(rule: str, *of: str) -> bool:
    """Whether ``rule`` ("5 per 15 minutes") is used up for this visitor and what else is named; counts nothing."""
    return spent_by_all(rule, _visitor(), *of)


def count(rule: str, *of: str) -> None:
    """One more for this visitor."""
    count_for_all(rule, _visitor(), *of)


def spent_by_all(rule: str, *of: str) -> bool:
    """As ``spent``, whoever asks."""
    return not _limiter().limiter.test(parse(rule), *of)


def count_for_all(rule: str, *of: str) -> None:
    """As ``count``, whoever asks."""
    _limiter().limiter.hit(parse(rule), *of)


def spent_by_either(by_visitor: str, by_all: str, *of: str) -> bool:
    """Whether this visitor, or all together, have used theirs up."""
    return spent(by_visitor, *of) or spent_by_all(by_all, *of)


def count_for_both(by_visitor: str, by_all: str, *of: str) -> None:
    """One more for this visitor, and for all together."""
    count(by_visitor, *of)
    count_for_all(by_all, *of)


def _limiter() -> Limiter:
    found: Limiter = current_app.extensions[_KEY]
    return found


def _visitor() -> str:
    """The address; of IPv6 the first half, since one connection has all the addresses of the second."""
    address = request.remote_addr or ""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return address
    # ::ffff:192.0.2.1 is IPv4 on a server that listens to both.
    return str(found.ipv4_mapped or found.exploded[:_HALF])
