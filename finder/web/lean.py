"""Scripts as they are sent: without indents and the lines that only people read.

No more than that: what stands in a line stays as it is, so no string and no pattern can break. Our scripts have no
text over several lines.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(rb"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT_OR_EMPTY = re.compile(rb"^(?:[ \t]+|\n)", re.MULTILINE)


def lean(script: bytes) -> bytes:
    """The same script in fewer bytes.

    >>> lean(b"// Why.\\nif (a) {\\n  b(); // here\\n}\\n")
    b'if (a) {\\nb(); // here\\n}\\n'
    """
    return _INDENT_OR_EMPTY.sub(b"", _COMMENT.sub(b"", script))
