"""Golden values of the Hurst exponents, spectra and principal components, from numpy, scipy, scikit-learn and nolds.

    python tests/golden/expr/structure.py > tests/golden/expr/structure.json

Columns of x: noise, a random walk (persistent), moving differences (turning back), a wave, a large mean, one with a
constant stretch; all but the first with holes.
"""

import json
import math
import sys

import numpy as np
from sklearn.decomposition import PCA
from structure_reference import dominant, energy, hurst_dfa, hurst_rs

rng = np.random.default_rng(20261123)
ROWS, COLUMNS = 130, 6
common = rng.normal(size=(ROWS, 1))
x = rng.normal(size=(ROWS, COLUMNS)) + common * np.linspace(0.4, 1.6, COLUMNS)
x[:, 1] = np.cumsum(x[:, 1]) * 0.3
x[1:, 2] = np.diff(x[:, 2])
x[:, 3] += 3 * np.sin(2 * np.pi * np.arange(ROWS) / 8)
x[:, 4] += 1e4
x[20:60, 5] = x[20, 5]
holes = rng.random((ROWS, COLUMNS)) < 0.05
holes[:, 0] = False
x[holes] = np.nan
x[:12, 2] = np.nan
x = np.round(x, 6)


def listed(array):
    values = np.asarray(array, float).ravel().tolist()
    return [float(f"{v:.13g}") if math.isfinite(v) else None for v in values]


def windows(n, least, statistic):
    out = np.full((ROWS, COLUMNS), np.nan)
    for j in range(COLUMNS):
        for t in range(ROWS):
            a = x[max(0, t - n + 1) : t + 1, j]
            if np.isfinite(a).sum() >= least:
                out[t, j] = statistic(a)
    return listed(out)


def loadings(n, least, k):
    out = np.full((ROWS, COLUMNS), np.nan)
    for t in range(ROWS):
        a = x[max(0, t - n + 1) : t + 1]
        taken = np.isfinite(a).sum(axis=0) >= least
        if taken.sum() < k or len(a) < 2:
            continue
        a = a[:, taken]
        a = np.where(np.isfinite(a), a - np.nanmean(a, axis=0), 0)
        values, vectors = np.linalg.eigh(a.T @ a / (len(a) - 1))
        if values[-k] < 1e-12 * values[-1]:
            continue
        vector = vectors[:, -k] * np.sqrt(values[-k])
        if np.isfinite(x[max(0, t - n + 1) : t + 1][:, taken]).all() and len(a) >= taken.sum():
            fit = PCA(n_components=k).fit(a)
            assert np.allclose(np.abs(fit.components_[k - 1]) * np.sqrt(fit.explained_variance_[k - 1]), np.abs(vector))
        out[t, taken] = vector * (1 if vector.sum() > 0 else -1)
    return listed(out)


json.dump(
    {
        "columns": COLUMNS,
        "x": listed(x),
        "hurstRs": {f"{n}/{m}": windows(n, m, hurst_rs(n)) for n, m in [(32, 32), (50, 30), (100, 70)]},
        "hurstDfa": {f"{n}/{m}": windows(n, m, hurst_dfa(n)) for n, m in [(32, 32), (50, 30), (100, 70)]},
        "spectralEnergy": {
            f"{n}/{m}/{p}": windows(n, m, energy(n, p)) for n, m, p in [(16, 16, 5), (21, 12, 4.2), (64, 40, 2), (50, 30, 10)]
        },
        "dominantPeriod": {f"{n}/{m}": windows(n, m, dominant(n)) for n, m in [(16, 16), (21, 12), (64, 40)]},
        "pcaLoading": {
            f"{n}/{m}/{k}": loadings(n, m, k) for n, m, k in [(20, 20, 1), (20, 12, 1), (60, 40, 2), (4, 3, 3)]
        },
    },
    sys.stdout,
)
