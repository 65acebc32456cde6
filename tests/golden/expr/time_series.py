"""Golden values of the time-series operators, from pandas, numpy and scipy.

    python tests/golden/expr/time_series.py > tests/golden/expr/time_series.json

Columns of x: noise, rounded noise (ties), a random walk with constant stretches, a large mean; all with holes.
"""

import json
import math
import sys

import numpy as np
import pandas as pd
from scipy import stats

rng = np.random.default_rng(20261122)
ROWS, COLUMNS = 70, 4
WINDOWS = [(1, 1), (2, 2), (5, 5), (5, 2), (20, 12), (90, 3)]

x = rng.normal(size=(ROWS, COLUMNS))
x[:, 1] = np.round(x[:, 1])
x[:, 2] = 20 + np.cumsum(x[:, 2]) * 0.5
x[15:24, 2] = x[15, 2]
x[40:52, 2] = x[40, 2]
x[:, 3] = 1e4 + x[:, 3]
x[rng.random((ROWS, COLUMNS)) < 0.12] = np.nan
x[30:36, 0] = np.nan
y = 0.6 * np.nan_to_num(x - np.nanmean(x, axis=0)) + rng.normal(size=(ROWS, COLUMNS))
y[:, 1] = np.round(y[:, 1])
y[rng.random((ROWS, COLUMNS)) < 0.1] = np.nan
x, y = np.round(x, 6), np.round(y, 6)


def listed(array):
    values = np.asarray(array, float).ravel().tolist()
    return [float(f"{v:.13g}") if math.isfinite(v) else None for v in values]


def windows(window, least, statistic, pairs=False):
    """Apply `statistic` to each trailing window (rows before the first do not exist)."""
    out = np.full((ROWS, COLUMNS), np.nan)
    for j in range(COLUMNS):
        for t in range(ROWS):
            s = slice(max(0, t - window + 1), t + 1)
            a, b = x[s, j], y[s, j]
            present = ~np.isnan(a) & (~np.isnan(b) if pairs else True)
            if present.sum() >= least:
                out[t, j] = statistic(a, b, present)
    return out


def since(best):
    def statistic(a, _, present):
        return len(a) - 1 - int(best(a))

    return statistic


def decay(window):
    def statistic(a, _, present):
        weights = np.arange(window - len(a) + 1, window + 1, dtype=float)
        return np.average(a[present], weights=weights[present])

    return statistic


def line(window, what, pairs):
    def statistic(a, b, present):
        k = b if pairs else np.arange(window - len(a) + 1, window + 1, dtype=float)
        if present.sum() < 2 or np.ptp(k[present]) == 0:
            return np.nan
        design = np.column_stack([np.ones(present.sum()), k[present]])
        if what == "rsquare":
            if np.ptp(a[present]) == 0:
                return np.nan
            return stats.pearsonr(a[present], k[present])[0] ** 2
        (intercept, slope), *_ = np.linalg.lstsq(design, a[present], rcond=None)
        if what == "intercept":
            return intercept
        return a[-1] - intercept - slope * k[-1]

    return statistic


frame = pd.DataFrame(x)
golden = {}
for window, least in WINDOWS:
    r = frame.rolling(window, min_periods=least)
    golden[f"{window}/{least}"] = {
        "median": listed(r.median()),
        "quantile10": listed(r.quantile(0.1)),
        "quantile80": listed(r.quantile(0.8)),
        "tsRank": listed(r.rank(pct=True)),
        "argmax": listed(windows(window, least, since(np.nanargmax))),
        "argmin": listed(windows(window, least, since(np.nanargmin))),
        "count": listed(windows(window, 1, lambda a, b, present: present.sum())),
        "product": listed(windows(window, least, lambda a, b, present: np.prod(a[present]))),
        "decayLinear": listed(windows(window, least, decay(window))),
        "intercept": listed(windows(window, least, line(window, "intercept", False))),
        "rsquare": listed(windows(window, least, line(window, "rsquare", False))),
        "residual": listed(windows(window, least, line(window, "residual", False))),
        "interceptOn": listed(windows(window, least, line(window, "intercept", True), True)),
        "rsquareOn": listed(windows(window, least, line(window, "rsquare", True), True)),
        "residualOn": listed(windows(window, least, line(window, "residual", True), True)),
    }

json.dump({"columns": COLUMNS, "x": listed(x), "y": listed(y), "windows": golden}, sys.stdout)
