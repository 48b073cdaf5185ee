"""Human Services Data Specification 3.1 (Open Referral): JSON, and NDJSON with one service a line.

HSDS has no form for a whole registry in one file: ours is a list of services with all that belongs to them nested. What
HSDS has no field for stands in attributes, see ``names``. Empty fields are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from directory.clock import now
from directory.exchange.hsds.carriers import carriers
from directory.exchange.hsds.docs import Doc
from directory.exchange.hsds.services import full
from directory.records import ServiceRecord


def write(records: Iterable[ServiceRecord]) -> bytes:
    """A list of services, one a line."""
    return b"[\n" + b",\n".join(map(dumped, _services(records))) + b"\n]\n"


def write_lines(records: Iterable[ServiceRecord]) -> bytes:
    """NDJSON: a service a line, and nothing around them."""
    return b"".join(dumped(service) + b"\n" for service in _services(records))


def _services(records: Iterable[ServiceRecord]) -> Iterator[Doc]:
    records, today = tuple(records), now().date()
    known = carriers(records)
    return (full(record, known.get(record.organization_id or ""), today) for record in records)


def dumped(doc: Any) -> bytes:
    """Compact JSON in UTF-8, on one line."""
    return json.dumps(doc, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
