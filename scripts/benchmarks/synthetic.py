"""Made-up registries of any size. Every name says "Synthetic"; nothing of this ever goes into data/."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator

from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds, topics
from finder.search.index.lexicon import Lexicon
from geo.districts import districts

SEED = 20261101
_STOCK = 12_000
_TEXT_WORDS = 18
_LANGUAGES = ("de", "en", "ar", "uk", "ru", "tr", "fa", "fr", "pl", "ro")
_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "w", "z", "br", "gr", "kl", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u")
_CLOSES = ("k", "l", "m", "n", "p", "r", "t", "ld", "nd", "rg", "rk")


def lexicon() -> Lexicon:
    """German labels only: the made-up texts are there to be searched, not the labels in every language."""
    return Lexicon(
        kinds={code: (kind.official,) for code, kind in kinds().items()},
        topics={code: (topic.labels["de"],) for code, topic in topics().items()},
        open_kinds=frozenset(code for code, kind in kinds().items() if kind.area == "open"),
        neighbours={key: frozenset(district.neighbours) for key, district in districts().items()},
    )


def word_stock(rng: random.Random) -> list[str]:
    """Words of two or three syllables; earlier ones are used far more often (Zipf), as in any language."""
    seen: dict[str, None] = {}
    while len(seen) < _STOCK:
        syllables = (rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((2, 3))))
        seen["".join(syllables) + rng.choice(_CLOSES)] = None
    return list(seen)


def services(count: int) -> Iterator[ServiceRecord]:
    """``count`` services, the same at every run: kinds, topics, languages and doors in believable proportions."""
    rng = random.Random(SEED)
    words = word_stock(rng)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    codes, all_topics, places = list(kinds()), list(topics()), list(districts().values())
    texts = iter(rng.choices(words, weights, k=count * _TEXT_WORDS))
    for number in range(count):
        main = rng.choice(codes)
        stated = tuple(rng.sample(all_topics, rng.choice((0, 1, 1, 2, 3))))
        place = rng.choice(places)
        text = [next(texts) for _ in range(_TEXT_WORDS)]
        yield _service(
            number, main, stated, _languages(rng), _doors(rng, number, place.key, place.lat, place.lon), text
        )


def _languages(rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(_LANGUAGES, rng.choice((1, 2, 3)))) if rng.random() < 0.5 else ()


def _doors(rng: random.Random, number: int, district: str, lat: float, lon: float) -> tuple[Door, ...]:
    count = rng.choices((0, 1, 2), (5, 85, 10))[0]
    return tuple(
        Door(
            id=f"{number}-{n}",
            name=None,
            street=None,
            postcode=None,
            city=f"Ort{rng.randrange(2000)}",
            district=district,
            municipality=None,
            lat=lat + rng.gauss(0, 0.12),
            lon=lon + rng.gauss(0, 0.18),
            precision="municipality",
        )
        for n in range(count)
    )


def _service(
    number: int,
    kind: str,
    stated: tuple[str, ...],
    languages: tuple[str, ...],
    doors: tuple[Door, ...],
    text: list[str],
) -> ServiceRecord:
    areas = (doors[0].district,) if doors and doors[0].district else ()
    return ServiceRecord(
        id=str(uuid.UUID(int=number)),
        name=f"Synthetic {text[0]} {text[1]} {number}",
        organization=f"Synthetic Carrier {number % 997}",
        organization_id=None,
        umbrella=None,
        kinds=(kind,),
        kind_assumed=False,
        office=None,
        certificate=None,
        topics=tuple(dict.fromkeys((*kinds()[kind].topics, *stated))),
        topics_stated=stated,
        topics_text=(" ".join(text[2:]),),
        languages=languages,
        scope="local" if doors else "statewide",
        areas=areas,
        areas_assumed=True,
        areas_text=(),
        area_municipalities=frozenset(),
        doors=doors,
        phones=(),
        email=None,
        url=None,
        channels=(),
        access_text=None,
        target_group=None,
        hours_text=None,
        hours=None,
        intake="unknown",
        intake_band=None,
        temporarily_closed=False,
        as_of=f"{2018 + number % 8}-{1 + number % 12:02d}",
    )
