"""The few settings there are: from a dict, else from LOTSE_… in the environment, else a default that just works."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from finder.operator import Operator, read_operator
from geo.errors import NotConfigured
from geo.resources import data_dir

_CHECKOUT = Path(__file__).resolve().parent.parent
FONTS = Path("/usr/share/fonts")


def _default_state() -> Path:
    """In a checkout beside the code (and ignored by git); from a wheel in the user's state folder."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "state"
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "lotse"


def _yes(value: object) -> bool:
    return str(value).lower() in {"1", "true", "yes"}


def _number(name: str, value: object) -> int:
    """A whole number from 0. Raises NotConfigured for anything else."""
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise NotConfigured(f"{name} is {text[:20]!r}, which is no whole number.", field=name)
    return int(text)


def _folders(value: object) -> tuple[Path, ...]:
    """One folder, or several with the separator that the system uses in PATH."""
    given = str(value).split(os.pathsep) if isinstance(value, str | Path) else value
    return tuple(Path(part) for part in given if str(part).strip())  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Settings:
    """See CONTRIBUTING.md for what each one does."""

    database_url: str
    state_dir: Path
    data_dir: Path
    base_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    now: str | datetime | None = None
    testing: bool = False
    report_mail: str = ""
    embed_parents: str = "*"
    operator: Operator = field(default_factory=Operator)
    semantic: bool = False
    geocoder: str = ""
    geocoder_agent: str = ""
    geocoder_domain: str = ""
    tiles_url: str = ""
    tiles_credit: str = ""
    tiles_file: str = ""
    font_dirs: tuple[Path, ...] = (FONTS,)
    unpublish_after_months: int = 0
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_from: str = ""
    secret_key: str = field(default="", repr=False)
    proxies: int = 0


def load_settings(given: Mapping[str, Any] | None = None) -> Settings:
    """Settings from ``given`` (upper-case keys), else LOTSE_<KEY>, else the defaults."""

    def pick(key: str, default: Any) -> Any:
        if given is not None and given.get(key) not in (None, ""):
            return given[key]
        return os.environ.get(f"LOTSE_{key}") or default

    state = Path(pick("STATE_DIR", _default_state()))
    hosts = pick("TRUSTED_HOSTS", ())
    return Settings(
        database_url=str(pick("DATABASE_URL", f"sqlite:///{state / 'lotse.sqlite3'}")),
        state_dir=state,
        data_dir=Path(pick("DATA_DIR", data_dir())),
        base_url=str(pick("BASE_URL", "")).rstrip("/"),
        trusted_hosts=tuple(h.strip() for h in hosts.split(",")) if isinstance(hosts, str) else tuple(hosts),
        now=pick("NOW", None),
        testing=_yes(pick("TESTING", "")),
        report_mail=str(pick("REPORT_MAIL", "")),
        embed_parents=str(pick("EMBED_PARENTS", "*")),
        operator=read_operator(pick),
        semantic=_yes(pick("SEMANTIC", "")),
        geocoder=str(pick("GEOCODER", "")),
        geocoder_agent=str(pick("GEOCODER_AGENT", "")),
        geocoder_domain=str(pick("GEOCODER_DOMAIN", "")),
        tiles_url=str(pick("TILES_URL", "")),
        tiles_credit=str(pick("TILES_CREDIT", "")),
        tiles_file=str(pick("TILES_FILE", "")),
        font_dirs=_folders(pick("FONT_DIRS", FONTS)),
        unpublish_after_months=_number("UNPUBLISH_AFTER_MONTHS", pick("UNPUBLISH_AFTER_MONTHS", 0)),
        smtp_host=str(pick("SMTP_HOST", "")),
        smtp_port=_number("SMTP_PORT", pick("SMTP_PORT", 587)),
        smtp_security=str(pick("SMTP_SECURITY", "starttls")).lower(),
        smtp_user=str(pick("SMTP_USER", "")),
        smtp_password=str(pick("SMTP_PASSWORD", "")),
        smtp_from=str(pick("SMTP_FROM", "")),
        secret_key=str(pick("SECRET_KEY", "")),
        proxies=_number("PROXIES", pick("PROXIES", 0)),
    )
