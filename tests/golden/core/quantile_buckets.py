"""Golden values of core.quantileBuckets: pandas.qcut with duplicates="drop". Writes quantile_buckets.json.

Run: python tests/golden/core/quantile_buckets.py   (needs numpy, pandas)
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

rng = np.random.default_rng(20130208)


def case(name, values, quantiles):
    values = np.asarray(values, dtype=float)
    codes = pd.qcut(pd.Series(values), quantiles, labels=False, duplicates="drop")
    count = len(pd.qcut(pd.Series(values), quantiles, duplicates="drop").cat.categories)
    return {
        "name": name,
        "quantiles": quantiles,
        "values": [None if np.isnan(v) else v for v in values],
        "buckets": [0 if np.isnan(c) else int(c) + 1 for c in codes],
        "count": count,
    }


holes = rng.normal(size=40)
holes[rng.random(40) < 0.3] = np.nan
cases = [
    case("normal, 5", rng.normal(size=103), 5),
    case("normal, 10", rng.normal(size=300), 10),
    case("uniform, 3", rng.random(size=17), 3),
    case("holes", holes, 5),
    case("integers with ties", rng.integers(0, 12, size=60), 5),
    case("heavy ties merge edges", np.r_[np.zeros(30), rng.normal(size=20)], 5),
    case("two values", np.r_[np.zeros(7), np.ones(3)], 5),
    case("all equal", np.full(9, 2.5), 4),
    case("fewer values than quantiles", [3.0, 1.0, 2.0], 5),
    case("one value and holes", [np.nan, 1.0, np.nan], 2),
    case("exact multiples", np.arange(100) / 10, 5),
    case("tenths on the edges", np.arange(11) / 10, 10),
    case("sevenths on the edges", np.arange(8) / 7, 7),
    case("large and small", np.r_[rng.normal(size=20) * 1e12, rng.normal(size=20) * 1e-12], 5),
    case("one quantile", rng.normal(size=6), 1),
]
Path(__file__).with_suffix(".json").write_text(json.dumps({"pandas": pd.__version__, "cases": cases}) + "\n")
