"""Distances against the ellipsoid."""

from __future__ import annotations

import numpy as np
import pytest

from geo.distance import chord_distances_km, distances_km, geodesic_km, unit_vectors

KOBLENZ = (50.3594, 7.5978)
PLACES = {"Mainz": (49.9989, 8.2739), "Trier": (49.7597, 6.6441), "Wörth": (49.05, 8.26), "Betzdorf": (50.79, 7.87)}


@pytest.mark.parametrize("name", PLACES)
def test_great_circle_stays_near_the_ellipsoid(name: str) -> None:
    lat, lon = PLACES[name]
    fast = distances_km(*KOBLENZ, [lat], [lon])[0]
    assert fast == pytest.approx(geodesic_km(KOBLENZ, (lat, lon)), abs=0.25)


def test_shapes_and_types() -> None:
    lats, lons = np.array([p[0] for p in PLACES.values()]), np.array([p[1] for p in PLACES.values()])
    vectors = unit_vectors(lats, lons)
    assert vectors.shape == (4, 3)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-6)
    chords = chord_distances_km(unit_vectors([KOBLENZ[0]], [KOBLENZ[1]])[0], vectors)
    assert chords == pytest.approx(distances_km(*KOBLENZ, lats, lons), abs=0.01)


def test_no_distance_to_itself_and_unknown_stays_unknown() -> None:
    found = distances_km(*KOBLENZ, [KOBLENZ[0], np.nan], [KOBLENZ[1], np.nan])
    assert found[0] == 0
    assert np.isnan(found[1])
