"""The place in a line: a postcode, a name with what stands around it, a mistyped name; and the question back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from finder.search.query import Ask, Option, PlaceMeant
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.place_sounds import place_sounds
from finder.search.understanding.place_spans import Span, mistyped_spans, name_spans
from finder.search.understanding.readings import read_word
from finder.search.understanding.tokens import Token
from geo.gazetteer import Gazetteer
from geo.places import Place
from geo.resolving import outside

WHICH_PLACE = "Welcher Ort ist gemeint?"
_MOST_OPTIONS = 8
_CLEARLY_LARGER = 3  # times the people of the next namesake
_SURELY_A_NAME = 5  # letters; shorter ones ("Essen") may be words unless they are capital
_SURELY_MISTYPED = 84  # of 100
_SURELY_NO_COMPOUND = 93  # "Gerersheim" is no kind of home


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """``words``: the indexes that name the place; ``mended``: index -> the word that was meant."""

    meant: PlaceMeant | None = None
    words: frozenset[int] = frozenset()
    ask: tuple[Ask, ...] = ()
    mended: Mapping[int, str] = field(default_factory=dict)


def read_place(tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon, ui: int) -> PlaceRead:
    """The place that a line names. With several namesakes the likeliest is meant, and ``ask`` offers all of them."""
    spans = name_spans(tokens, gazetteer, lexicon, lexicon.places, ui)
    postcode = _postcode(tokens, gazetteer)
    if postcode:
        return _at_postcode(*postcode, spans, gazetteer)
    if spans:
        return _named(_with_sort(spans[0], tokens, gazetteer, lexicon), {})
    return _outside(tokens) or _mistyped(tokens, gazetteer, lexicon, ui)


def _outside(tokens: Sequence[Token]) -> PlaceRead | None:
    """A large town beyond the border: known by name, so that it is neither overlooked nor taken for another word."""
    for index, token in enumerate(tokens):
        found = outside(token.plain) if token.capital or len(token.plain) > _SURELY_A_NAME else None
        if found:
            label = f"{found.name} ({found.land})"
            meant = PlaceMeant(label=label, districts=(), lat=found.lat, lon=found.lon, outside=True)
            return PlaceRead(meant, frozenset({index}))
    return None


def _postcode(tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[Place, int] | None:
    for index, token in enumerate(tokens):
        place = gazetteer.postcodes.get(token.folded) if len(token.folded) == 5 else None
        if place:
            return place, index
    return None


def _at_postcode(postcode: Place, at: int, spans: Iterable[Span], gazetteer: Gazetteer) -> PlaceRead:
    """The town named beside the postcode, if it lies in it; else the postcode, asking which town in which district."""
    for span in spans:
        inside = [place for place in span.places if place.key in postcode.municipalities]
        if inside:
            town = replace(inside[0], postcode=postcode.key)
            return PlaceRead(_meant(town, town.districts), span.words | {at})
        if set(span.places[0].districts) & set(postcode.districts):
            return PlaceRead(_meant(postcode, postcode.districts), span.words | {at})
    ask = _ask(_towns(postcode, gazetteer)) if len(postcode.districts) > 1 else ()
    return PlaceRead(_meant(postcode, postcode.districts), frozenset({at}), ask)


def _with_sort(span: Span, tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon) -> Span:
    """'Kreis', 'Landkreis', 'city of' beside the name say which of the namesakes is meant."""
    district = lexicon.places.says_district(tokens, span.start, span.end)
    if district:
        found = tuple(place for place in _and_landkreis(span, gazetteer) if place.kind == "district")
        return replace(span, places=found, cue=span.cue | district) if found else span
    city = lexicon.places.says_city(tokens, span.start, span.end)
    towns = tuple(place for place in span.places if place.kind != "district")
    return replace(span, places=towns, cue=span.cue | city) if city and towns else span


def _and_landkreis(span: Span, gazetteer: Gazetteer) -> tuple[Place, ...]:
    return (*span.places, *gazetteer.lookup(f"Landkreis {span.places[0].name}"))


def _named(span: Span, mended: Mapping[int, str]) -> PlaceRead:
    likeliest, *others = span.places
    elsewhere = [place for place in others if not set(place.districts) <= set(likeliest.districts)]
    districts = likeliest.districts
    if elsewhere and not _clearly_first(likeliest, elsewhere):
        districts = tuple(dict.fromkeys(key for place in span.places for key in place.districts))
    ask = _ask((likeliest, *elsewhere)) if elsewhere else ()
    return PlaceRead(_meant(likeliest, districts), span.words, ask, mended)


def _clearly_first(likeliest: Place, others: Iterable[Place]) -> bool:
    people = likeliest.population or 0
    towns = (place for place in others if place.kind == "municipality")
    return likeliest.is_city or all(people >= _CLEARLY_LARGER * (place.population or 0) for place in towns)


def _meant(place: Place, districts: tuple[str, ...]) -> PlaceMeant:
    town = place.kind == "municipality"
    return PlaceMeant(
        label=place.label,
        districts=districts,
        lat=place.lat,
        lon=place.lon,
        municipality=place.key if town else None,
        municipalities=place.municipalities if place.kind in ("association", "postcode") else (),
        postcode=place.postcode,
    )


def _ask(places: Iterable[Place]) -> tuple[Ask, ...]:
    options = tuple(Option(place.label, place.label, place.district) for place in places)
    return (Ask(WHICH_PLACE, options[:_MOST_OPTIONS]),) if len(options) > 1 else ()


def _towns(postcode: Place, gazetteer: Gazetteer) -> list[Place]:
    towns = (gazetteer.municipalities[key] for key in postcode.municipalities)
    return sorted(towns, key=lambda place: -(place.population or 0))


def _mistyped(tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon, ui: int) -> PlaceRead:
    """Only words that the vocabulary does not know may be mistyped places, and only if it has nothing nearer."""
    readings = {i: read_word(t, lexicon, ui) for i, t in enumerate(tokens) if not lexicon.known(t.folded)}
    unknown = {i: r for i, r in readings.items() if r.mended or r.compound or not r.forms}
    for index, reading in unknown.items():
        town = None if reading.compound else _by_ear(tokens[index], gazetteer)
        if town:
            span = Span(index, index + 1, (town,), 0, lexicon.places.before(tokens, index))
            return _named(span, {index: town.name})
    for span in mistyped_spans(tokens, tuple(unknown), gazetteer, lexicon.places):
        word = unknown[span.end - 1]
        least = _SURELY_NO_COMPOUND if word.compound else max(_SURELY_MISTYPED, 100 * word.closeness)
        if span.weight >= least or (span.cue and not word.compound):
            return _named(span, _mended(span))
    return PlaceRead()


def _by_ear(token: Token, gazetteer: Gazetteer) -> Place | None:
    sounds = place_sounds(gazetteer)
    return (sounds.mistyped(token.raw) if token.folded.isascii() else None) or sounds.town(token.raw)


def _mended(span: Span) -> dict[int, str]:
    parts = span.places[0].name.split()
    same = len(parts) == span.end - span.start
    return {span.start + i: part for i, part in enumerate(parts)} if same else {span.end - 1: span.places[0].name}
