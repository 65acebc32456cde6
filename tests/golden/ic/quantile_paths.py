"""Prices of factor quantiles around the date of the factor by pandas: python quantile_paths.py > quantile_paths.json"""

import json

import numpy as np
import pandas as pd

SESSIONS, SYMBOLS, BEFORE, AFTER, QUANTILES = 40, 16, 3, 4, 4


def main():
    rng = np.random.default_rng(3)
    price = np.round(20 * np.exp(np.cumsum(rng.normal(0, 0.02, (SESSIONS, SYMBOLS)), axis=0)), 4)
    factor = np.round(rng.normal(size=(SESSIONS, SYMBOLS)), 4)
    price[12:15, 3] = np.nan
    price[30:, 5] = np.nan
    factor[rng.random(factor.shape) < 0.1] = np.nan
    factor[7] = 1.0
    out = {}
    for demeaned in (True, False):
        days = {k: [] for k in range(-BEFORE, AFTER + 1)}
        for t in range(SESSIONS):
            known = pd.Series(factor[t])[~np.isnan(price[t]) & ~np.isnan(factor[t])]
            buckets = pd.qcut(known, QUANTILES, labels=False, duplicates="drop")
            if len(known) < QUANTILES or buckets.nunique() < QUANTILES:
                continue
            for k in days:
                if 0 <= t + k < SESSIONS:
                    moves = pd.Series(price[t + k] / price[t] - 1)[known.index].dropna()
                    moves = moves - moves.mean() if demeaned else moves
                    days[k].append(moves.groupby(buckets).mean().reindex(range(QUANTILES)))
        means = pd.DataFrame({k: pd.concat(rows, axis=1).mean(axis=1) for k, rows in days.items()})
        spread = [float(np.nanmean([r.iloc[-1] - r.iloc[0] for r in rows])) for rows in days.values()]
        out["demeaned" if demeaned else "plain"] = {"means": means.to_numpy().tolist(), "spread": spread}
        out["dates"] = max(len(rows) for rows in days.values())
    holes = lambda x: [None if np.isnan(v) else v for v in x.ravel()]
    design = {"before": BEFORE, "after": AFTER, "quantiles": QUANTILES}
    print(json.dumps({**out, "design": design, "symbols": SYMBOLS, "price": holes(price), "factor": holes(factor)}))


main()
