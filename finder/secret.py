"""The server's secret, and a key of its own for each purpose. Knows no web framework.

Setting SECRET_KEY, else random bytes made once in STATE_DIR/secret.key, readable by the server's own user only. Without
the secret nobody can make or check what was keyed with it, not even with a copy of the database.
"""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from finder.settings import Settings
from geo.errors import NotConfigured

FILE = "secret.key"
SIZE = 32  # bytes of a key that we make
SHORTEST = 32  # characters of a key that an operator chooses


def secret_key(settings: Settings) -> bytes:
    """The secret itself; the same at each start. Raises NotConfigured where the one that was set is short."""
    if settings.secret_key:
        if len(settings.secret_key) < SHORTEST:
            raise NotConfigured(f"SECRET_KEY: mindestens {SHORTEST} Zeichen.", field="secret_key")
        return settings.secret_key.encode()
    return _kept(settings.state_dir / FILE)


def key_for(settings: Settings, purpose: str) -> bytes:
    """32 bytes for one purpose ("slip code"): who learns one such key learns nothing about the others."""
    return hmac.digest(secret_key(settings), f"lotse {purpose}".encode(), sha256)


def _kept(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    return bytes.fromhex(path.read_text(encoding="ascii"))


def _make(path: Path) -> None:
    """Written aside and linked into place: two starts at once agree on one key, and nobody reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(SIZE))
        path.hardlink_to(aside)
    except FileExistsError:  # the other start was first
        return
    finally:
        aside.unlink()
