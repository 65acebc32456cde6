"""Golden values of the core kernels and statistics, from pandas, scipy and statsmodels.

    python tests/golden/core/kernels.py > tests/golden/core/kernels.json
"""

import json
import math
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

rng = np.random.default_rng(20261121)
ROWS, COLUMNS = 60, 4

plain = rng.normal(size=(ROWS, COLUMNS))
plain[rng.random((ROWS, COLUMNS)) < 0.15] = np.nan
plain[:, 3] = np.round(plain[:, 3])
other = rng.normal(size=(ROWS, COLUMNS)) + 0.5 * np.nan_to_num(plain)
other[rng.random((ROWS, COLUMNS)) < 0.1] = np.nan


def listed(array):
    return [None if not math.isfinite(x) else x for x in np.asarray(array, float).ravel().tolist()]


x = pd.DataFrame(plain)
y = pd.DataFrame(other)
rolling = {}
for window, least in [(1, 1), (5, 5), (5, 2), (21, 10), (80, 3)]:
    r = x.rolling(window, min_periods=least)
    pair = x.where(y.notna()).rolling(window, min_periods=least)
    yy = y.where(x.notna())
    cov = pair.cov(yy, pairwise=False)
    var = yy.rolling(window, min_periods=least).var()
    rolling[f"{window}/{least}"] = {
        "sum": listed(r.sum()),
        "mean": listed(r.mean()),
        "std": listed(r.std()),
        "max": listed(r.max()),
        "min": listed(r.min()),
        "corr": listed(pair.corr(yy, pairwise=False)),
        "cov": listed(cov),
        "beta": listed(cov / var),
    }

series = rng.normal(size=400)
series = pd.Series(series).ewm(alpha=0.3).mean().to_numpy() + 0.05
hac = {}
for lag in (0, 1, 4, 9, 20):
    fit = sm.OLS(series, np.ones(len(series))).fit(cov_type="HAC", cov_kwds={"maxlags": lag})
    hac[str(lag)] = {"se": fit.bse[0], "t": fit.tvalues[0]}

column = plain[:, 0]
present = column[~np.isnan(column)]
both = ~np.isnan(plain[:, 3]) & ~np.isnan(other[:, 3])
json.dump(
    {
        "columns": COLUMNS,
        "x": listed(plain),
        "y": listed(other),
        "rolling": rolling,
        "ewm": listed(x.ewm(alpha=1 / 14, adjust=False, ignore_na=True, min_periods=14).mean()),
        "rank": listed(stats.rankdata(plain[:, 3], method="average", nan_policy="omit")),
        "pearson": float(stats.pearsonr(plain[both, 3], other[both, 3])[0]),
        "spearman": float(stats.spearmanr(plain[both, 3], other[both, 3])[0]),
        "quantiles": {str(p): float(np.quantile(present, p)) for p in (0, 0.05, 0.33, 0.5, 0.95, 1)},
        "moments": {
            "mean": float(np.mean(present)),
            "std": float(np.std(present, ddof=1)),
            "skewness": float(stats.skew(present)),
            "kurtosis": float(stats.kurtosis(present)),
        },
        "series": series.tolist(),
        "hac": hac,
    },
    sys.stdout,
)
