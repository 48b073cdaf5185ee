"""Who runs a site: what imprint, privacy page and declaration of accessibility must name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Operator:
    """All empty until an operator says so; the pages say plainly what is missing.

    ``address`` may have several lines, parted by a line break or ``|``. ``register`` is register and number, or the VAT
    number; ``representative`` who may act for a body; ``authority`` who supervises it, where the law wants that named;
    ``hosting`` who runs the server and what is recorded there, in the operator's own words.
    """

    name: str = ""
    address: str = ""
    mail: str = ""
    phone: str = ""
    representative: str = ""
    register: str = ""
    authority: str = ""
    privacy_mail: str = ""
    accessibility_mail: str = ""
    hosting: str = ""

    @property
    def address_lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.address.replace("|", "\n").splitlines() if line.strip())

    @property
    def named(self) -> bool:
        """Whether the least that the law asks for is there: a name, an address, and a quick way to write."""
        return bool(self.name and self.address_lines and self.mail)


# Field -> setting.
SETTINGS = {
    **{name: f"OPERATOR_{name.upper()}" for name in ("name", "address", "mail", "phone")},
    **{name: f"OPERATOR_{name.upper()}" for name in ("representative", "register", "authority", "hosting")},
    **{name: name.upper() for name in ("privacy_mail", "accessibility_mail")},
}


def read_operator(pick: Callable[[str, Any], Any]) -> Operator:
    """``pick`` gives a setting by its name, or the default."""
    return Operator(**{field: str(pick(setting, "")).strip() for field, setting in SETTINGS.items()})
