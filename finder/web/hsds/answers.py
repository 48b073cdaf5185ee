"""From entries to responses: one document, a page of them, or a line each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256

from flask import Response, request

from finder.web.hsds.items import Item
from finder.web.hsds.parameters import Wanted
from finder.web.rendering import NO_STORE

JSON = "application/json"
NDJSON = "application/x-ndjson"


def one(body: bytes) -> Response:
    """A single document; the app adds its ETag."""
    return Response(body, mimetype=JSON)


def several(items: list[Item], wanted: Wanted, version: str) -> Response:
    """A page of the list, or all of it as NDJSON. What somebody searched for stays out of every cache."""
    write = writer(wanted)
    response = _lines(items, write, version) if wanted.lines else one(_page(items, wanted, write))
    if wanted.words or wanted.only_signs:
        response.headers["Cache-Control"] = NO_STORE
    return response


def writer(wanted: Wanted) -> Callable[[Item], bytes]:
    """How much of each entry is written."""
    if wanted.minimal:
        return lambda item: item.minimal() if item.minimal else item.basic
    if wanted.full or wanted.full_service:
        return lambda item: whole(item, wanted)
    return lambda item: item.basic


def whole(item: Item, wanted: Wanted) -> bytes:
    """The entry with all that belongs to it; an organization with whole services only where they are asked for."""
    return (item.with_services or item.full)() if wanted.full_service else item.full()


def _page(items: list[Item], wanted: Wanted, write: Callable[[Item], bytes]) -> bytes:
    size = wanted.per_page or max(1, len(items))
    pages = -(-len(items) // size)
    start = (wanted.page - 1) * size
    shown = items[start : start + size]
    envelope = {
        "total_items": len(items), "total_pages": pages, "page_number": wanted.page, "size": len(shown),
        "first_page": wanted.page == 1, "last_page": wanted.page >= pages, "empty": not shown,
    }  # fmt: skip
    return json.dumps(envelope).encode()[:-1] + b', "contents": [' + b",\n".join(map(write, shown)) + b"]}\n"


def _lines(items: list[Item], write: Callable[[Item], bytes], version: str) -> Response:
    """Written while it is sent: the whole registry need not fit into memory twice."""

    def lines() -> Iterator[bytes]:
        for item in items:
            yield write(item) + b"\n"

    packed = request.accept_encodings["gzip"] > 0
    response = Response(_packed(lines()) if packed else lines(), mimetype=NDJSON, direct_passthrough=True)
    response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "no-cache"
    asked = f"{version} {request.full_path}"
    response.set_etag(sha256(asked.encode("utf-8", "replace")).hexdigest()[:20], weak=True)
    response.make_conditional(request)
    return response


def _packed(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same as gzip, piece by piece; a fifteenth of the bytes."""
    pack = zlib.compressobj(5, wbits=31)
    for line in lines:
        if piece := pack.compress(line):
            yield piece
    yield pack.flush()
