"""Every answer of /hsds against the schemas of HSDS 3.1 in a folder. Called by ``./scripts/verify hsds FOLDER``.

Two programs in one file, since the schemas are checked by a package that Lotse itself does not need: ``collect``
prints each answer as a line of JSON, ``check FOLDER`` reads them in an environment of its own. Beside the schemas as
they are, which allow anything more, a closed copy of each is used: there a name that HSDS does not know is a finding.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What an answer is -> file, and the definition in it where the folder has no file of its own.
SCHEMAS = {
    "services": ("service_list.json", None),
    "services, whole": ("service.json", None),
    "service_at_locations": ("service_at_location_list.json", None),
    "service_at_locations, whole": ("service_at_location.json", None),
    "organizations": ("organization_list.json", None),
    "organizations, whole": ("organization.json", None),
    "taxonomies": ("service_with_definitions.json", "taxonomy"),
    "taxonomy_terms": ("service_with_definitions.json", "taxonomy_term"),
    "page": ("openapi.json", None),
    "root": ("openapi.json", None),
}
_SHOWN = 20


def collect() -> None:
    """Each entry of each list, plain and whole, each single document, and the minimal ones."""
    from finder.web import create_app

    client = create_app().test_client()
    _tell("root", client.get("/hsds/").json)
    for name in ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"):
        whole = f"{name}, whole" if f"{name}, whole" in SCHEMAS else name
        for schema, query in (
            (name, ""),
            (whole, "&full=true"),
            (whole, "&full_service=true"),
            (name, "&minimal=true"),
        ):
            for doc in _entries(client, f"/hsds/{name}?per_page=500{query}"):
                _tell(name if "minimal" in query else schema, doc, closed="minimal" not in query)
        for line in client.get(f"/hsds/{name}?format=ndjson&full=true").text.splitlines():
            own = json.loads(line)["id"]
            _tell(whole, client.get(f"/hsds/{name}/{own}").json)


def _entries(client: Any, path: str) -> Iterator[Any]:
    page, last = 1, False
    while not last:
        answer = client.get(f"{path}&page={page}").json
        _tell("page", {**answer, "contents": []})
        yield from answer["contents"]
        page, last = page + 1, answer["last_page"]


def _tell(schema: str, doc: Any, closed: bool = True) -> None:
    print(json.dumps({"schema": schema, "closed": closed, "doc": doc}, ensure_ascii=False))


def check(folder: Path) -> int:
    """The number of findings; the first ones are printed."""
    from jsonschema import Draft202012Validator, FormatChecker

    open_, closed = {}, {}
    for name in SCHEMAS:
        schema = _schema(folder, name)
        open_[name] = Draft202012Validator(schema, format_checker=FormatChecker())
        closed[name] = Draft202012Validator(_closed(schema))
    seen: Counter[str] = Counter()
    found: list[str] = []
    for line in sys.stdin:
        told = json.loads(line)
        seen[told["schema"]] += 1
        for validator in (open_, closed)[: 1 + told["closed"]]:
            for error in validator[told["schema"]].iter_errors(told["doc"]):
                found.append(f"{told['schema']} {told['doc'].get('id')}: {error.json_path}: {error.message[:160]}")
    if found:
        print(*found[:_SHOWN], sep="\n")
    print(f"{dict(seen)}: {len(found)} findings")
    return len(found) if seen else 1


def _schema(folder: Path, name: str) -> Any:
    file, definition = SCHEMAS[name]
    schema = json.loads((folder / file).read_text(encoding="utf-8"))
    if name == "page":  # its entries are looked at one by one
        page = schema["components"]["schemas"]["Page"]
        return {**page, "properties": {**page["properties"], "contents": {"type": "array"}}}
    if name == "root":
        return schema["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {"$ref": f"#/definitions/{definition}", "definitions": schema["definitions"]} if definition else schema


def _closed(schema: Any) -> Any:
    """A copy in which every object has only the names that its schema has."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {name: _closed(part) for name, part in schema.items()}
    return copy | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else copy


if __name__ == "__main__":
    if sys.argv[1:] == ["collect"]:
        collect()
    elif sys.argv[1:2] == ["check"] and len(sys.argv) == 3:
        sys.exit(bool(check(Path(sys.argv[2]))))
    else:
        sys.exit(__doc__)
