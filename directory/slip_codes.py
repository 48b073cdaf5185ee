"""The code on a slip: random, readable aloud, and a typo is told apart from a code that nobody issued.

23 signs of which none looks like another (no 0 O D Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V together), so one sign holds 4.5
bits. 19 random signs hold 85 bits; the twentieth checks them: modulo 23, a prime, it finds every single wrong sign
and every two signs that changed places.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from hashlib import sha256
from math import log2

from geo.errors import BadInput

ALPHABET = "23456789ACEFHJKMNPRTWXY"
RANDOM, GROUP = 19, 5
LENGTH = RANDOM + 1
BITS = RANDOM * log2(len(ALPHABET))
LONGEST_INPUT = 100  # characters; with blanks and dashes a code has 23
# What people write for a sign that we do not use.
_MEANT = str.maketrans({"B": "8", "G": "6", "S": "5", "Z": "2"})
_BETWEEN = frozenset(" -–—_.·/")


class MistypedCode(BadInput):
    """Cannot be a code of ours: a sign is wrong, missing or too many."""

    code = "mistyped_code"


def new_code() -> str:
    """From the system's source of randomness, with the check sign, without dashes."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return body + _check(body)


def grouped(code: str) -> str:
    """As it is printed: four groups of five.

    >>> grouped("23456789ACEFHJKMNPRT")
    '23456-789AC-EFHJK-MNPRT'
    """
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """The code that was typed, in whatever case and groups. Raises MistypedCode."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST_INPUT]).upper().translate(_MEANT)
    code = "".join(sign for sign in plain if sign not in _BETWEEN and not sign.isspace())
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or _check(code[:RANDOM]) != code[RANDOM]:
        raise MistypedCode("Das ist kein Code von einem Zettel. Bitte vergleichen Sie jedes Zeichen.", field="code")
    return code


def hash_of(code: str, key: bytes) -> str:
    """What is kept of a code: without the server's key nobody can tell which codes are kept."""
    return hmac.new(key, code.encode("ascii"), sha256).hexdigest()


def _check(body: str) -> str:
    """Each place weighs differently (1 to 19), so that signs which changed places are noticed too."""
    return ALPHABET[sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, start=1)) % len(ALPHABET)]
