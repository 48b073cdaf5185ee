"""Scripts as they are sent: without the lines that only people read, and without indents.

No more than that: what stands in a line stays as it is, so no string and no pattern can break. Our scripts have no
text over several lines.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(rb"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)


def lean(script: bytes) -> bytes:
    """The same script in fewer bytes.

    >>> lean(b"// Why.\\nif (a) {\\n  b(); // here\\n}\\n")
    b'if (a) {\\nb(); // here\\n}\\n'
    """
    return _INDENT.sub(b"", _COMMENT.sub(b"", script))
