"""Distances on the globe: fast for many points, exact for the few that are shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# A sphere of this radius stays within 0.24 km of the ellipsoid everywhere in Rheinland-Pfalz (the mean
# radius of 6371 km does not).
RADIUS_KM = 6381.0

Numbers = Sequence[float] | npt.NDArray[np.floating]


def distances_km(lat: float, lon: float, lats: Numbers, lons: Numbers) -> npt.NDArray[np.float64]:
    """Great-circle distance from one point to each of n, in km; degrees in, shape (n,) out. NaN stays NaN."""
    there_lat, there_lon = np.radians(np.asarray(lats, float)), np.radians(np.asarray(lons, float))
    here_lat, here_lon = np.radians(lat), np.radians(lon)
    half = np.sin((there_lat - here_lat) / 2) ** 2
    half = half + np.cos(here_lat) * np.cos(there_lat) * np.sin((there_lon - here_lon) / 2) ** 2
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))), dtype=np.float64)


def unit_vectors(lats: Numbers, lons: Numbers) -> npt.NDArray[np.float32]:
    """Points on the unit sphere, shape (n, 3): of two such points the chord is 2·sin(angle / 2).

    Single precision tells points about one metre apart as long as chords are taken from differences, not from the
    scalar product (whose rounding near 1 amounts to kilometres).
    """
    phi, lam = np.radians(np.asarray(lats, float)), np.radians(np.asarray(lons, float))
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1).astype(np.float32)


def chord_distances_km(here: npt.NDArray[np.float32], there: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Great-circle distances in km from one unit vector, shape (3,), to n of them, shape (n, 3)."""
    chord = np.linalg.norm(there - here, axis=-1)
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1.0)), dtype=np.float32)


def geodesic_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two (lat, lon) points on the WGS84 ellipsoid in km: for what is shown, 0.1 ms each."""
    # geopy takes 0.1 s to import and ranking never needs it.
    from geopy.distance import geodesic

    return float(geodesic(a, b).km)
