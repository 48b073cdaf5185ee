"""Every sentence of the site that needs translating, found in templates and Python alike.

For translators and for the test that a catalogue is complete. In Python a sentence is what a voice is called with
(``voice("…")``, ``say("…")``), what is marked with ``later("…")``, and what a domain error says.

Pages of those who keep the registry speak German and English only: their sentences are collected apart.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from finder.web.rendering import templates_dir

_ROOT = Path(__file__).resolve().parents[3]
_SAYING = {"voice", "say", "later", "self", "BadInput", "UnknownPlace", "Ask"}
# Folders of templates/ and finder/ whose pages are for editors, carriers and programmers.
STAFF = frozenset({"editor", "carriers", "description", "staff"})
Message = tuple[str, ...]  # one text, or singular and plural


def messages() -> set[Message]:
    """The msgids of the public pages."""
    return _messages(staff=False)


def staff_messages() -> set[Message]:
    """The msgids of the pages of those who keep the registry."""
    return _messages(staff=True)


def _messages(*, staff: bool) -> set[Message]:
    templates = _files(templates_dir(), "*.html", staff)
    modules = [*_files(_ROOT / "finder", "*.py", staff), *_files(_ROOT / "geo", "*.py", staff)]
    return {*_in_templates(templates), *_in_python(modules)}


def _files(folder: Path, pattern: str, staff: bool) -> list[Path]:
    found = sorted(folder.rglob(pattern))
    return [path for path in found if bool(STAFF & set(path.relative_to(folder).parts)) is staff]


def _in_templates(paths: Iterable[Path]) -> Iterator[Message]:
    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    for path in paths:
        for _line, _function, found in extract_from_ast(env.parse(path.read_text(encoding="utf-8")), ["_"]):
            text = found[0] if isinstance(found, tuple) else found
            if text:
                yield (text,)


def _in_python(paths: Iterable[Path]) -> Iterator[Message]:
    for path in paths:
        module = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(_constants(module))
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                yield from _of_call(node, constants)


def _constants(module: ast.Module) -> Iterator[tuple[str, str]]:
    """``WHICH_PLACE = "…"``: sentences that have a name."""
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _of_call(call: ast.Call, constants: dict[str, str]) -> Iterator[Message]:
    # ``voice("…")``, and ``voice()("…")`` where a function says whose voice it is.
    said = call.func.func if isinstance(call.func, ast.Call) else call.func
    name = said.id if isinstance(said, ast.Name) else ""
    if name in _SAYING:
        yield from ((text,) for text in _texts(call.args[:1], constants))
    elif name == "_bad":
        yield from ((text,) for text in _texts(call.args[1:2], constants))
    elif isinstance(call.func, ast.Attribute) and call.func.attr == "plural":
        texts = tuple(_texts(call.args[:2], constants))
        if len(texts) == 2:
            yield texts


def _texts(arguments: Iterable[ast.expr], constants: dict[str, str]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
            yield argument.value
        elif isinstance(argument, ast.Name) and argument.id in constants:
            yield constants[argument.id]
