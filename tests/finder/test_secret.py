"""One secret a server: kept where only the server reads it, the same at each start, and never shown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from finder.secret import FILE, key_for, secret_key
from finder.settings import load_settings
from geo.errors import NotConfigured


def test_it_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = load_settings({"STATE_DIR": tmp_path / "new"})
    first = secret_key(settings)
    assert len(first) == 32 and secret_key(settings) == first
    assert (tmp_path / "new" / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE], "nothing is left beside it"
    assert secret_key(load_settings({"STATE_DIR": tmp_path / "other"})) != first


def test_many_starts_at_once_agree(tmp_path: Path) -> None:
    settings = load_settings({"STATE_DIR": tmp_path})
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: secret_key(settings), range(32)))) == 1


def test_a_setting_comes_first_and_is_never_shown(tmp_path: Path) -> None:
    chosen = "correct horse battery staple, again"
    settings = load_settings({"STATE_DIR": tmp_path, "SECRET_KEY": chosen})
    assert secret_key(settings) == chosen.encode() and not (tmp_path / FILE).exists()
    assert chosen not in repr(settings)
    with pytest.raises(NotConfigured) as caught:
        secret_key(load_settings({"STATE_DIR": tmp_path, "SECRET_KEY": "short"}))
    assert caught.value.field == "secret_key" and "short" not in caught.value.message


def test_each_purpose_has_its_own_key(tmp_path: Path) -> None:
    settings = load_settings({"STATE_DIR": tmp_path})
    keys = {key_for(settings, purpose) for purpose in ("slip code", "session", "link")}
    assert len(keys) == 3 and secret_key(settings) not in keys and {len(key) for key in keys} == {32}
