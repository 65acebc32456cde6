"""Golden values of the Hurst exponents, spectra and principal components, from numpy, scipy, scikit-learn and nolds.

    python tests/golden/expr/structure.py > tests/golden/expr/structure.json

R/S of a piece is nolds' (`rs`, `unbiased=False`); nolds' own `hurst_rs` differs by Peters' factor (m − ½) / m in the
expectation. F² of a segment is the residual of numpy's polyfit; nolds' `dfa` averages roots where Peng averages squares.
Columns of x: noise, a random walk (persistent), moving differences (turning back), a wave, a large mean, one with a
constant stretch; all but the first with holes.
"""

import json
import math
import sys

from nolds import measures as nolds
import numpy as np
from scipy.special import gammaln
from sklearn.decomposition import PCA

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


def sizes(largest, smallest):
    while largest >= smallest:
        yield largest
        largest //= 2


def pieces(a, size):
    count = len(a) // size
    return a[len(a) - count * size :].reshape(count, size)


def expected_rs(m):
    i = np.arange(1, m)
    return np.exp(gammaln((m - 1) / 2) - gammaln(m / 2)) / np.sqrt(np.pi) * np.sqrt((m - i) / i).sum()


def slope(points):
    if len(points) < 2:
        return np.nan
    size, value = np.log(np.array(points).T)
    return np.polyfit(size, value, 1)[0]


def hurst_rs(n):
    def statistic(a):
        a, points = a[np.isfinite(a)], []
        for m in sizes(n, 8):
            kept = pieces(a, m)
            kept = kept[np.ptp(kept, axis=1) > 0]
            if len(kept):
                points.append((m, nolds.rs(kept.ravel(), m, unbiased=False) / expected_rs(m)))
        return 0.5 + slope(points)

    return statistic


def hurst_dfa(n):
    def statistic(a):
        a, points = a[np.isfinite(a)], []
        for s in sizes(n // 4, 4):
            k, squares = np.arange(s), []
            for piece in pieces(a, s):
                walk = np.cumsum(piece - piece.mean())
                squares.append(np.mean((walk - np.polyval(np.polyfit(k, walk, 1), k)) ** 2))
            if np.max(squares) > 1e-18:
                points.append((s, np.sqrt(np.mean(squares) / ((s * s - 4) / (15 * s)))))
        return 0.5 + slope(points)

    return statistic


def power(a, n):
    filled = np.concatenate([np.full(n - len(a), np.nan), a])
    filled = np.where(np.isfinite(filled), filled - np.nanmean(filled), 0)
    if np.nanmax(np.abs(filled)) < 1e-9:
        return None
    p = np.abs(np.fft.rfft(filled)) ** 2
    p[1 : (n + 1) // 2] *= 2
    p[0] = 0
    return p


def energy(n, period):
    def statistic(a):
        p = power(a, n)
        return np.nan if p is None else p[1 : int(n / period) + 1].sum() / p.sum()

    return statistic


def dominant(n):
    def statistic(a):
        p = power(a, n)
        return np.nan if p is None else n / np.argmax(p > p.max() * (1 - 1e-9))

    return statistic


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
