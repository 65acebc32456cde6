"""Correlation and clusters of factors by scipy and pandas: python correlation.py > correlation.json"""

import json

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import cophenet, fcluster, linkage
from scipy.spatial.distance import squareform

DATES, SYMBOLS = 25, 20
NAMES = ["a", "b", "c", "d", "e", "f", "g"]


def panels():
    rng = np.random.default_rng(11)
    base = rng.normal(size=(3, DATES, SYMBOLS))
    noise = lambda: rng.normal(size=(DATES, SYMBOLS))
    out = {
        "a": base[0],
        "b": base[0] + 0.4 * noise(),
        "c": -base[0] + 0.6 * noise(),
        "d": base[1],
        "e": base[1] + 0.9 * noise(),
        "f": np.round(base[2]),
        "g": 0.5 * base[2] + noise(),
    }
    out = {name: np.round(values, 3) for name, values in out.items()}
    out["b"][rng.random((DATES, SYMBOLS)) < 0.2] = np.nan
    out["d"][:4] = np.nan
    out["e"][:4] = np.nan
    out["f"][7] = 2.0
    out["g"][9, 1:] = np.nan
    return out


def mean_correlation(x, y):
    """Mean over dates of the correlation of ranks that were taken before the pair was matched."""
    values = []
    for row_x, row_y in zip(x, y):
        ranks = pd.DataFrame({"x": pd.Series(row_x).rank(), "y": pd.Series(row_y).rank()}).dropna()
        if len(ranks) >= 2 and ranks.nunique().min() > 1:
            values.append(np.corrcoef(ranks.x, ranks.y)[0, 1])
    return float(np.mean(values)), len(values)


def main():
    data = panels()
    size = len(NAMES)
    rho, dates = np.eye(size), np.zeros((size, size), int)
    for i, x in enumerate(NAMES):
        for j, y in enumerate(NAMES):
            value, dates[i, j] = mean_correlation(data[x], data[y])
            rho[i, j] = 1.0 if i == j else value
    distance = squareform(1 - np.abs(rho), checks=False)
    tree = linkage(distance, "average")
    print(
        json.dumps(
            {
                "names": NAMES,
                "panels": {k: [None if np.isnan(v) else v for v in x.ravel()] for k, x in data.items()},
                "symbols": SYMBOLS,
                "rho": rho.ravel().tolist(),
                "dates": dates.ravel().tolist(),
                "heights": tree[:, 2].tolist(),
                "cophenet": squareform(cophenet(tree)).ravel().tolist(),
                "clusters": {str(at): fcluster(tree, 1 - at, "distance").tolist() for at in (0.3, 0.5, 0.8)},
            }
        )
    )


main()
