"""The head of a page, from what the frame knows anyway."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from finder.web.indexing import indexed
from finder.web.languages import DEFAULT
from finder.web.pages.base import Step
from finder.web.pages.head import Head
from finder.web.wording.voice import Voice


def head(
    voice: Voice, tongues: Iterable[Step], *, description: str = "", facts: Mapping[str, object] | None = None
) -> Head:
    """``tongues`` are the same page in each language; a page that was posted has no address to name."""
    by_link = [step for step in tongues if step.fields is None and step.lang]
    path = next((step.url for step in by_link if step.lang == voice.language), None)
    return Head(
        description=description or general(voice),
        locale=f"{voice.language.partition('-')[0]}_DE",
        path=path,
        alternates=tuple(_alternates(by_link)),
        indexed=path is not None and indexed(path),
        facts=facts,
    )


def general(voice: Voice) -> str:
    """What the site is, where a page has no sentence of its own."""
    return voice("Beratung in Rheinland-Pfalz: Wer hilft wobei, in Ihrer Nähe und, wenn bekannt, in Ihrer Sprache.")


def _alternates(tongues: Iterable[Step]) -> Iterable[tuple[str, str]]:
    """Who speaks none of our languages gets the choice on the start page, and the original elsewhere."""
    for step in tongues:
        yield step.lang or "", step.url
        if step.lang == DEFAULT:
            yield "x-default", "/" if step.url == f"/{DEFAULT}/" else step.url
