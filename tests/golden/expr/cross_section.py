"""Golden values of the operators across assets, from statsmodels, numpy, pandas and scipy.

    python tests/golden/expr/cross_section.py > tests/golden/expr/cross_section.json

Dates: ordinary, ties, one far outlier, few assets, dependent regressors, a large mean, all equal.
"""

import json
import math
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

rng = np.random.default_rng(20261121)
ROWS, COLUMNS = 12, 30

x = rng.normal(size=(ROWS, COLUMNS))
u, v = rng.normal(size=(2, ROWS, COLUMNS))
x += 0.5 * u - 0.2 * v
w = np.exp(rng.normal(size=(ROWS, COLUMNS)))
x[1] = np.round(x[1] * 2) / 2
x[2, 3] = 500
x[3, 4:] = np.nan
v[5] = 7
x[6], u[6] = 1e6 + x[6], 1e4 + u[6]
x[7] = 2.5
x[8, :20] = 1.25
for values in (x, u, v, w):
    values[rng.random((ROWS, COLUMNS)) < 0.08] = np.nan
w[9, 5], w[9, 6] = 0, -1
x, u, v, w = (np.round(values, 6) for values in (x, u, v, w))
v[4] = 3 - 2 * u[4]
sectors = ["", *(["energy"] * 9), *(["health"] * 10), *(["tech"] * 9), "alone"]
codes = pd.Series(sectors)


def listed(array):
    values = np.asarray(array, float).ravel().tolist()
    return [float(f"{value:.14g}") if math.isfinite(value) else None for value in values]


def by_row(function):
    return np.array([function(pd.Series(row)) for row in x])


def by_group(function):
    grouped = np.full((ROWS, COLUMNS), np.nan)
    for name in sorted(set(sectors) - {""}):
        columns = np.flatnonzero(codes == name)
        for row in range(ROWS):
            grouped[row, columns] = function(pd.Series(x[row, columns]))
    return grouped


def winsorize_mad(row, k=3):
    middle = row.median()
    reach = k * (row - middle).abs().median() / stats.norm.ppf(0.75)
    return row.clip(middle - reach, middle + reach) if reach > 0 else row


def scale(row, to=1):
    gross = row.abs().sum()
    return row * (to / gross) if gross > 0 else row * np.nan


def bucket(row, q=4):
    if row.nunique() < 2:
        return row * np.nan
    return pd.qcut(row, q, labels=False, duplicates="drop") + 1


def gauss_rank(row):
    return stats.norm.ppf(row.rank() / (row.count() + 1))


def group_mean(row):
    return row.where(row.isna(), row.mean())


def neutral(regressors, weights=None, groups=False):
    out = np.full((ROWS, COLUMNS), np.nan)
    for row in range(ROWS):
        columns = [values[row] for values in regressors]
        complete = np.isfinite(np.sum([x[row], *columns], axis=0))
        weight = np.ones(COLUMNS) if weights is None else weights[row]
        complete &= np.nan_to_num(weight) > 0
        if groups:
            complete &= (codes != "").to_numpy()
        if not complete.any():
            continue
        intercepts = pd.get_dummies(codes[complete]).to_numpy(float) if groups else np.ones((complete.sum(), 1))
        design = np.column_stack([intercepts, *(values[complete] for values in columns)])
        # Centred for the condition of the design, which changes no residual.
        design[:, intercepts.shape[1]:] -= design[:, intercepts.shape[1]:].mean(axis=0)
        rank = np.linalg.matrix_rank(design)
        if complete.sum() <= rank:
            continue
        model = sm.WLS(x[row, complete], design, weights=weight[complete])
        out[row, complete] = model.fit(method="qr" if rank == design.shape[1] else "pinv").resid
    return out


json.dump(
    {
        "columns": COLUMNS,
        "sectors": sectors,
        **{name: listed(values) for name, values in {"x": x, "u": u, "v": v, "w": w}.items()},
        "expected": {
            name: listed(values)
            for name, values in {
                "winsorizeMad": by_row(winsorize_mad),
                "winsorizeMadBySector": by_group(winsorize_mad),
                "scale": by_row(scale),
                "scaleTo2": by_row(lambda row: scale(row, 2)),
                "bucket": by_row(bucket),
                "bucketBySector": by_group(lambda row: bucket(row, 2)),
                "gaussRank": by_row(gauss_rank),
                "gaussRankBySector": by_group(gauss_rank),
                "groupMean": by_row(group_mean),
                "groupMeanBySector": by_group(group_mean),
                "neutralizeSector": neutral([], groups=True),
                "neutralizeOne": neutral([u]),
                "neutralizeTwo": neutral([u, v]),
                "neutralizeWeighted": neutral([u, v], weights=w),
                "neutralizeSectorOne": neutral([u], groups=True),
                "neutralizeAll": neutral([u, v], weights=w, groups=True),
            }.items()
        },
    },
    sys.stdout,
)
