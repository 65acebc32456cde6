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
        if what != "residual":
            return slope if what == "slope" else intercept
        return a[-1] - intercept - slope * k[-1]

    return statistic


def shape(what):
    def statistic(a, _, present):
        varies = np.ptp(a[present]) > 0
        if present.sum() < (3 if what is stats.skew else 4):
            return np.nan
        return what(a[present], bias=False) if varies else np.nan

    return statistic


def mean_deviation(a, _, present):
    return np.abs(a[present] - a[present].mean()).mean()


def zscore(a, _, present):
    varies = present.sum() > 1 and np.ptp(a[present]) > 0
    return (a[-1] - a[present].mean()) / a[present].std(ddof=1) if varies else np.nan


def position(a, _, present):
    low, high = a[present].min(), a[present].max()
    return (a[-1] - low) / (high - low) if high > low else np.nan


def drawdown(a, _, present):
    """Over prices: the pairs i <= j of the window, by brute force."""
    price = a[present & (a > 0)]
    return min(price[j] / price[i] - 1 for j in range(len(price)) for i in range(j + 1))


def ewm(least, **weights):
    return frame.ewm(ignore_na=True, min_periods=least, **weights)


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
        "mad": listed(windows(window, least, mean_deviation)),
        "slope": listed(windows(window, least, line(window, "slope", False))),
        "std": listed(r.std()),
        "tsZscore": listed(windows(window, least, zscore)),
        "skew": listed(windows(window, least, shape(stats.skew))),
        "kurt": listed(windows(window, least, shape(stats.kurtosis))),
        "tsPosition": listed(windows(window, least, position)),
        "residualOn": listed(windows(window, least, line(window, "residual", True), True)),
    }

prices = np.exp(np.nan_to_num((x - np.nanmedian(x, axis=0)) / 50).cumsum(axis=0)).round(6)
prices[np.isnan(x)] = np.nan
x = prices
drawdowns = {f"{w}/{least}": listed(windows(w, least, drawdown)) for w, least in WINDOWS}

whole = {
    "ewmAdjusted": listed(ewm(3, span=9, adjust=True).mean()),
    "ewmStd": listed(ewm(5, halflife=4, adjust=False).std()),
    "ewmStdAdjusted": listed(ewm(1, alpha=0.2, adjust=True).std()),
    "exp": listed(np.exp(frame / 50)),
    "signedPower": listed(np.sign(frame) * frame.abs() ** 1.5),
    "isMissing": listed(frame.isna()),
    "ifMissing": listed(frame.combine_first(pd.DataFrame(y))),
    "fillMissing": listed(frame.fillna(-1)),
}

json.dump(
    {
        "columns": COLUMNS,
        "x": listed(frame),
        "y": listed(y),
        "prices": listed(prices),
        "windows": golden,
        "drawdowns": drawdowns,
        "whole": whole,
    },
    sys.stdout,
)
