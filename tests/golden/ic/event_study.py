"""Event studies with pandas and statsmodels, tests written out by their formulas: python event_study.py > event_study.json"""

import json

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

SESSIONS, SYMBOLS = 220, 10
BEFORE, AFTER = 3, 5
LENGTH, GAP, MINIMUM = 50, 2, 30


def prices(rng):
    market = rng.normal(0, 0.01, SESSIONS)
    beta = np.linspace(0.5, 1.5, SYMBOLS)
    returns = 0.0002 + np.outer(market, beta) + rng.normal(0, 0.012, (SESSIONS, SYMBOLS))
    price = np.round(50 * np.exp(np.cumsum(returns, axis=0)), 4)
    price[100, 2] = np.nan
    price[150:, 4] = np.nan
    return price


def expected(model, r, m):
    """alpha, beta, residual deviation and the variance of a forecast sum, in residual variances."""
    n = len(r)
    if model == "market model":
        fit = sm.OLS(r, sm.add_constant(m)).fit()
        sxx = ((m - m.mean()) ** 2).sum()
        variance = lambda x: len(x) + len(x) ** 2 / n + ((x - m.mean()).sum()) ** 2 / sxx
        return fit.params[0], fit.params[1], np.sqrt(fit.mse_resid), variance
    if model == "market adjusted":
        return 0.0, 1.0, (r - m).std(ddof=1), len
    return r.mean(), 0.0, r.std(ddof=1), lambda x: len(x) + len(x) ** 2 / n


def study(price, events, model):
    returns = pd.DataFrame(price).pct_change(fill_method=None).to_numpy()
    market = np.nanmean(returns[1:], axis=1)
    market = np.concatenate([[np.nan], market])
    kept = []
    for row, column in events:
        window = np.arange(row - BEFORE, row + AFTER + 1)
        if window[0] < 1 or window[-1] >= SESSIONS or np.isnan(returns[window, column]).any():
            continue
        rows = np.arange(window[0] - GAP - LENGTH, window[0] - GAP)
        rows = rows[rows > 0]
        rows = rows[~np.isnan(returns[rows, column])]
        if len(rows) < MINIMUM:
            continue
        a, b, s, variance = expected(model, returns[rows, column], market[rows])
        ar = returns[window, column] - a - b * market[window]
        kept.append((row, a, b, s, ar, variance, market[window]))
    return kept


def tests(kept, start, end):
    i, j = start + BEFORE, end + BEFORE + 1
    car = np.array([k[4][i:j].sum() for k in kept])
    scar = np.array([k[4][i:j].sum() / (k[3] * np.sqrt(k[5](k[6][i:j]))) for k in kept])
    rows = np.array([k[0] for k in kept])
    n, mean = len(car), car.mean()
    one = stats.ttest_1samp(car, 0)
    bmp = stats.ttest_1samp(scar, 0)
    fit = sm.OLS(car, np.ones(n)).fit(
        cov_type="cluster", cov_kwds={"groups": rows, "use_correction": False}
    )
    dates = len(set(rows))
    clustered = fit.bse[0] * np.sqrt(dates / (dates - 1))
    total = 0.0
    width = min(rows.max() - rows.min() + 1, 3 * (end - start + 1))
    for x, p in zip(car, rows):
        for y, q in zip(car, rows):
            total += max(0, 1 - abs(p - q) / width) * (x - mean) * (y - mean)
    overlap = np.sqrt(total * dates / (dates - 1)) / n
    return {
        "from": start,
        "to": end,
        "mean": mean,
        "crossSection": [one.statistic, one.pvalue],
        "standardized": [bmp.statistic, bmp.pvalue],
        "byDate": [mean / clustered, 2 * stats.t.sf(abs(mean / clustered), dates - 1)],
        "overlap": overlap,
    }


def main():
    rng = np.random.default_rng(41)
    price = prices(rng)
    days = np.sort(rng.integers(40, SESSIONS - 8, 14))
    events = [(int(d), int(c)) for d in days for c in rng.choice(SYMBOLS, 3, replace=False)]
    events += [(2, 1), (20, 1), (SESSIONS - 3, 1), (101, 2), (148, 4), (170, 4)]
    cases = []
    for model in ("market model", "market adjusted", "mean adjusted"):
        kept = study(price, events, model)
        cases.append(
            {
                "model": model,
                "kept": [k[0] for k in kept],
                "alpha": [k[1] for k in kept],
                "beta": [k[2] for k in kept],
                "residualStd": [k[3] for k in kept],
                "abnormal": np.concatenate([k[4] for k in kept]).tolist(),
                "spans": [tests(kept, a, b) for a, b in ((0, 0), (-3, 5), (1, 5), (-3, -1))],
            }
        )
    out = {
        "design": {"before": BEFORE, "after": AFTER, "length": LENGTH, "gap": GAP, "minimum": MINIMUM},
        "symbols": SYMBOLS,
        "price": [None if np.isnan(v) else v for v in price.ravel()],
        "events": events,
        "cases": cases,
    }
    print(json.dumps(out))


main()
