"""Looking up a code, for a visitor who may not guess.

A code has 85 random bits. All visitors together may err 1,000 times an hour, in the 14 weeks that a code is good for
about 2^21 times; were 2^20 codes about, one of them would be hit with a chance of 1 in 2^44. The limits keep the server
free of noise; the length alone keeps the codes.
"""

from __future__ import annotations

from directory.database import session
from directory.loop import Slip, UnknownCode, find
from directory.slip_codes import MistypedCode
from finder.secret import key_for
from finder.web import limits
from finder.web.site import site

BY_VISITOR, BY_ALL = "30 per hour", "1000 per hour"
_OF = "slip code"


class TooOften(Exception):
    """Wrong codes too often, from here or from everywhere; no code is looked at."""


def code_key() -> bytes:
    """What the hashes of codes are keyed with."""
    return key_for(site().service.settings, _OF)


def looked_up(typed: str) -> Slip:
    """The slip. Raises TooOften, MistypedCode, UnknownCode; only the last two count as wrong."""
    if limits.spent_by_either(BY_VISITOR, BY_ALL, _OF):
        raise TooOften
    here = site().service
    try:
        with session(here.engine) as db:
            return find(db, code_key(), typed, here.now().date())
    except (MistypedCode, UnknownCode):
        limits.count_for_both(BY_VISITOR, BY_ALL, _OF)
        raise
