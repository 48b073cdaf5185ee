"""Which searches are counted where nobody was found: posted ones (a machine that follows links posts nothing) that are
not sensitive.

On a day with few visitors a number that grew by one, laid beside the list of addresses that a host may keep, could tell
who asked. Of violence, crisis, pregnancy, addiction, status or a visitor's own position nobody may learn even that.
"""

from __future__ import annotations

from finder.search.results import Results
from finder.search.unmet import unmet
from finder.web.site import Site


def count_unmet(here: Site, results: Results) -> None:
    """To be called with harmless searches only. Nothing is written here: see ``finder.counting``."""
    here.unmet.count(unmet(results, here.service.records))
