"""The optional second factor of an account: six digits that change every 30 seconds (RFC 6238). The only module that
uses pyotp."""

from __future__ import annotations

import time

import pyotp

_PERIOD_S = 30
_BESIDE = 1  # steps before and after now that are still taken: clocks differ, and people type slowly


def new_secret() -> str:
    """160 random bits in base 32, to be typed or scanned into an app."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """The ``otpauth:`` address that apps read as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Lotse")


def step_of(secret: str, code: str) -> int | None:
    """The number of the time step that this code belongs to, among those near now; None for a wrong code."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdecimal()):
        return None
    now, totp = int(time.time()) // _PERIOD_S, pyotp.TOTP(secret)
    near = range(now - _BESIDE, now + _BESIDE + 1)
    return next((step for step in near if pyotp.utils.strings_equal(totp.generate_otp(step), digits)), None)
