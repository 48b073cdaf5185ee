"""BM25 over arrays: what one posting adds to a service's score, worked out once per term."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from finder.search.index.protocol import Ordinals, Weights

K1 = 1.2
# Mild: a record is long because its carrier described it well, which is no reason to rank it lower.
B = 0.3


def length_norms(lengths: NDArray[np.float32]) -> Weights:
    """The part of the denominator that depends on each service's length in terms."""
    mean = float(lengths.mean()) if len(lengths) else 1.0
    return np.asarray(K1 * (1 - B + B * lengths / max(mean, 1.0)), dtype=np.float32)


def impacts(ordinals: Ordinals, weights: Weights, norms: Weights) -> Weights:
    """What each posting of a term adds; the services' number is that of ``norms``."""
    idf = math.log(1 + (len(norms) - len(ordinals) + 0.5) / (len(ordinals) + 0.5))
    return np.asarray(idf * weights * (K1 + 1) / (weights + norms[ordinals]), dtype=np.float32)
