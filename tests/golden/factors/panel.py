"""The input panel of the factor goldens: prices and volume with holes, a late listing and a delisting.

    python tests/golden/factors/panel.py > tests/golden/factors/panel.json

The goldens of a family hold every third session; the input holds all.
"""

import json
import math
import sys

import numpy as np
import pandas as pd

rng = np.random.default_rng(11)
ROWS, COLUMNS = 560, 4
common = rng.normal(0, 0.01, (ROWS, 1))
close = 50 * np.exp(np.cumsum(common + rng.normal(0, 0.015, (ROWS, COLUMNS)), axis=0))
open_ = close * np.exp(rng.normal(0, 0.01, (ROWS, COLUMNS)))
high = np.maximum(open_, close) * np.exp(np.abs(rng.normal(0, 0.006, (ROWS, COLUMNS))))
low = np.minimum(open_, close) * np.exp(-np.abs(rng.normal(0, 0.006, (ROWS, COLUMNS))))
volume = np.round(np.exp(rng.normal(13, 0.5, (ROWS, COLUMNS))))
close[100:560:37, 1] = close[99:559:37, 1]  # unchanged closes
high, low = np.maximum(high, close), np.minimum(low, close)
holes = rng.random((ROWS, COLUMNS)) < 0.004
for field in (close, open_, high, low, volume):
    field[holes] = np.nan
    field[:40, 2] = np.nan  # listed late
    field[530:, 3] = np.nan  # delisted

C, O, H, L, V = (pd.DataFrame(np.round(f, 4)) for f in (close, open_, high, low, volume))
DV = C * V
R = C / C.shift(1) - 1
YEAR = 252


def listed(frame, digits=None):
    values = np.asarray(frame, float).ravel().tolist()
    kept = [x if math.isfinite(x) else None for x in values]
    return kept if digits is None else [x and float(f"{x:.{digits}g}") for x in kept]


def write(factors, every=3, digits=13):
    """The golden file of a family: its factors on every n-th session."""
    kept = {name: listed(pd.DataFrame(f).iloc[::every], digits) for name, f in factors.items()}
    json.dump({"every": every, "factors": kept}, sys.stdout)


if __name__ == "__main__":
    fields = {"close": C, "open": O, "high": H, "low": L, "volume": V}
    json.dump({"columns": COLUMNS} | {name: listed(f) for name, f in fields.items()}, sys.stdout)
