"""The question, once understood: codes, a place, a wish for languages, and what is left as free text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlaceMeant:
    """A place as understood. ``district`` is None if it lies in, or may mean, several ``districts``."""

    label: str
    districts: tuple[str, ...]
    lat: float | None
    lon: float | None
    municipality: str | None = None  # official key, 8 digits, when one is meant
    municipalities: tuple[str, ...] = ()  # when a Verbandsgemeinde or a postcode is meant
    postcode: str | None = None
    outside: bool = False  # not in Rheinland-Pfalz: nobody here is responsible, ``districts`` is empty

    @property
    def district(self) -> str | None:
        return self.districts[0] if len(self.districts) == 1 else None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question back; ``district`` or another code goes into the link."""

    label: str
    place: str | None = None  # text that the gazetteer resolves without doubt, e.g. "Neustadt an der Weinstraße"
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question back to the visitor, with results for the likeliest meaning meanwhile."""

    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What one typed line was read as. ``matched`` maps each code to the words that led to it (for 'gesucht als')."""

    place: PlaceMeant | None = None
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    age: int | None = None
    status: str | None = None
    offices: tuple[str, ...] = ()  # sorts of authorities (jobcenter, immigration_office, …)
    organization: str | None = None  # an umbrella or carrier named in the line, folded
    text: str = ""  # what is left
    sensitive: bool = False  # never into a URL (violence, crisis, status, pregnancy, addiction)
    crisis: tuple[str, ...] = ()  # codes of data/rules/crisis: violence, suicide, ...
    ask: tuple[Ask, ...] = ()
    matched: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    corrected: str | None = None  # "did you mean", when a typo was mended
    doubtful: bool = False  # no word says the kinds and topics whole: half a compound, part of a phrase
    guessed: bool = False  # kinds and topics are the optional fallback's guess


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """All that was asked: the typed line and the chosen filters. Validated; built by finder.search.parameters."""

    q: str = ""
    ui: str = "de"
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    near: PlaceMeant | None = None
    radius_km: float | None = None
    wants: tuple[str, ...] = ()  # codes of kinds, topics or offices looked for, softly: they rank, they do not filter
    open_now: bool = False
    age: int | None = None
    status: str | None = None
    page: int = 1
    per_page: int = 20
    now: datetime | None = None  # aware, Europe/Berlin
