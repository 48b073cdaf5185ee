"""The document as a page for people: what is asked, what is answered, and an example of each.

German words stand in the document beside the English ones; what has none (fields of answers) is shown in English.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from finder.web.description.context import Answer, DescriptionPage, Example, Field, Group, Operation, Said, Shape
from finder.web.description.document import Doc
from finder.web.description.examples import address
from finder.web.description.types import resolved, type_of
from finder.web.languages import LANGUAGES
from finder.web.making.frame import frame
from finder.web.pages.base import Step
from finder.web.wording.staff import STAFF_LANGUAGES
from finder.web.wording.voice import Voice

METHODS = ("get", "post")
_FORM = "application/x-www-form-urlencoded"


def description_page(doc: Doc, origin: str, voice: Voice) -> DescriptionPage:
    """``doc`` in both languages; ``origin`` for what is copied into a terminal."""
    lang = voice.language
    tongues = tuple(
        Step(LANGUAGES[code].own_name, f"/{code}/api", current=code == lang, lang=code, dir="ltr")
        for code in STAFF_LANGUAGES
    )
    title = voice("Schnittstelle für Programme")
    return DescriptionPage(
        **frame(voice, title, "/api", description=title, languages=tongues, machine=None),
        lead=_said(doc["info"], "description", lang),
        groups=tuple(_group(doc, tag, origin, lang) for tag in doc["tags"]),
        shapes=tuple(_shapes(doc, lang)),
    )


def _said(node: Mapping[str, Any], name: str, lang: str) -> Said:
    own = node.get(f"x-{name}-{lang}")
    english = str(node.get(name, ""))
    return Said(own) if own else Said(english, None if lang == "en" or not english else "en")


def _group(doc: Doc, tag: Doc, origin: str, lang: str) -> Group:
    found = (
        _operation(doc, path, method, item[method], origin, lang)
        for path, item in doc["paths"].items()
        for method in METHODS
        if tag["name"] in item.get(method, {}).get("tags", ())
    )
    return Group("about-" + tag["name"].lower().replace(" ", "-"), _said(tag, "name", lang), tuple(found))


def _operation(doc: Doc, path: str, method: str, node: Doc, origin: str, lang: str) -> Operation:
    parameters = [resolved(doc, one) for one in node.get("parameters", ())]
    contents = node.get("requestBody", {}).get("content", {})
    body = resolved(doc, contents["application/json"]["schema"]) if contents else {}
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        path=path,
        summary=_said(node, "summary", lang),
        description=_said(node, "description", lang),
        parameters=tuple(_field(doc, one["name"], one, one.get("required", False), lang) for one in parameters),
        body=tuple(_body_fields(doc, body, lang)),
        answers=tuple(_answer(doc, status, one, lang) for status, one in node["responses"].items()),
        examples=tuple(_examples(path, method, parameters, contents, origin)),
    )


def _field(doc: Doc, name: str, node: Doc, needed: bool, lang: str) -> Field:
    return Field(name, type_of(doc, node.get("schema", node)), _said(node, "description", lang), needed)


def _body_fields(doc: Doc, body: Doc, lang: str) -> Iterator[Field]:
    """Named as in the address, where the same parameter stands there with its words."""
    known = {one["name"]: one for one in doc["components"]["parameters"].values()}
    for name, schema in body.get("properties", {}).items():
        words = resolved(doc, schema)
        words = words if "description" in words else known.get(name, {})
        yield Field(name, type_of(doc, schema), _said(words, "description", lang), False)


def _answer(doc: Doc, status: str, node: Doc, lang: str) -> Answer:
    found = resolved(doc, node)
    schema = found.get("content", {}).get("application/json", {}).get("schema")
    return Answer(str(status), _said(found, "description", lang), type_of(doc, schema) if schema else None)


def _examples(path: str, method: str, parameters: list[Doc], contents: Doc, origin: str) -> Iterator[Example]:
    if method == "get" and (url := address(path, parameters)):
        yield Example(url=url)
    for kind, content in contents.items():
        for example in content.get("examples", {}).values():
            yield Example(lines=_curl(f"{origin}{path}", kind, example["value"]))


def _curl(url: str, kind: str, value: Doc) -> str:
    if kind == _FORM:
        return f"curl {url} -d '{urlencode(value, doseq=True)}'"
    return f"curl {url} -H 'Content-Type: {kind}' \\\n  -d '{json.dumps(value, ensure_ascii=False)}'"


def _shapes(doc: Doc, lang: str) -> Iterator[Shape]:
    """Everything that answers are made of; what only stands in questions is told where it is asked."""
    for name, schema in doc["components"]["schemas"].items():
        if name.startswith(("Posted", "Form")) or name.endswith(("Question", "Form")):
            continue
        needed = schema.get("required", ())
        fields = [
            _field(doc, field, part, field in needed, lang) for field, part in schema.get("properties", {}).items()
        ]
        codes = [str(code) for code in schema.get("enum", ())]
        if fields or codes:
            yield Shape(name, _said(schema, "description", lang), tuple(fields), tuple(codes))
