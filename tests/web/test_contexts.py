"""Page objects and templates fit: every field is used, and nothing else is asked for."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from finder.web.pages.atlas import AtlasPage
from finder.web.pages.base import Page
from finder.web.pages.booklet import BookletPage
from finder.web.pages.crisis import CrisisPage
from finder.web.pages.data import DataPage
from finder.web.pages.district import DistrictPage
from finder.web.pages.districts import DistrictsPage
from finder.web.pages.eligibility import EligibilityPage
from finder.web.pages.embed import EmbedPage, FramedList
from finder.web.pages.error import ErrorPage
from finder.web.pages.home import ChoosePage, HomePage
from finder.web.pages.legal import AccessibilityPage, HelpPage, ImprintPage, PrivacyPage
from finder.web.pages.mylist import CardPage, MyListPage, OfflinePage
from finder.web.pages.network import NetworkPage
from finder.web.pages.next_steps import NextPage
from finder.web.pages.release import ReleasePage
from finder.web.pages.results import ResultsPage
from finder.web.pages.service import ServicePage
from finder.web.pages.slip import SlipPage
from finder.web.pages.suggesting import SuggestPage
from finder.web.pages.volunteers import VolunteersPage
from finder.web.rendering import templates_dir

PAGES = {
    "public/home.html": HomePage,
    "public/next.html": NextPage,
    "public/slip.html": SlipPage,
    "public/release.html": ReleasePage,
    "public/booklet.html": BookletPage,
    "public/network.html": NetworkPage,
    "public/volunteers.html": VolunteersPage,
    "public/choose.html": ChoosePage,
    "public/results.html": ResultsPage,
    "public/service.html": ServicePage,
    "public/eligibility.html": EligibilityPage,
    "public/district.html": DistrictPage,
    "public/districts.html": DistrictsPage,
    "public/data.html": DataPage,
    "public/atlas.html": AtlasPage,
    "public/error.html": ErrorPage,
    "public/suggest.html": SuggestPage,
    "public/crisis.html": CrisisPage,
    "embed/frame.html": FramedList,
    "embed/page.html": EmbedPage,
    "public/help.html": HelpPage,
    "public/imprint.html": ImprintPage,
    "public/privacy.html": PrivacyPage,
    "public/accessibility.html": AccessibilityPage,
    "public/mylist.html": MyListPage,
    "public/card.html": CardPage,
    "public/offline.html": OfflinePage,
}
# Read by the response, not by a template.
UNPRINTED = {"status"}


def _used(name: str, folder: Path) -> set[str]:
    """Attributes of ``page`` in a template and all that it extends or imports."""
    tree = Environment(autoescape=True).parse((folder / name).read_text(encoding="utf-8"))
    found = {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }
    # A whole page handed to the macro of opening times, which reads these of a page or a door.
    if "opening.times(page)" in (folder / name).read_text(encoding="utf-8"):
        found |= {"hours", "hours_text", "open_text", "holiday_note"}
    for kind in (nodes.Extends, nodes.Import, nodes.Include):
        for node in tree.find_all(kind):
            found |= _used(node.template.as_const(), folder)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_and_template_know_the_same_fields(name: str) -> None:
    known = {field.name for field in fields(PAGES[name])}
    used = _used(name, templates_dir())
    assert used <= known, "the template asks for what the page does not have"
    # The frame's own fields are used by some pages only (q, keep, quick_exit).
    frame = {field.name for field in fields(Page)}
    assert known - used - frame <= UNPRINTED, "the page carries what nobody reads"


def test_every_public_template_has_a_page() -> None:
    folders = ("public", "embed")
    names = {f"{folder}/{path.name}" for folder in folders for path in (templates_dir() / folder).glob("*.html")}
    assert names == set(PAGES)


@pytest.mark.parametrize("page", PAGES.values())
def test_pages_are_documented_and_frozen(page: type) -> None:
    assert page.__doc__
    assert page.__dataclass_params__.frozen  # type: ignore[attr-defined]
