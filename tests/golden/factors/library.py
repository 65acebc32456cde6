"""Golden values of the library factors, written a second time in pandas from their definitions.

    python tests/golden/factors/library.py > tests/golden/factors/library.json
"""

import json
import math
import sys

import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
ROWS, COLUMNS = 330, 4
close = 50 * np.exp(np.cumsum(rng.normal(0, 0.02, (ROWS, COLUMNS)), axis=0))
open_ = close * np.exp(rng.normal(0, 0.01, (ROWS, COLUMNS)))
volume = np.round(np.exp(rng.normal(13, 0.5, (ROWS, COLUMNS))))
holes = rng.random((ROWS, COLUMNS)) < 0.01
for field in (close, open_, volume):
    field[holes] = np.nan
close[:40, 2] = open_[:40, 2] = volume[:40, 2] = np.nan  # listed late
close[300:, 3] = open_[300:, 3] = volume[300:, 3] = np.nan  # delisted

C, O, V = (pd.DataFrame(np.round(f, 4)) for f in (close, open_, volume))
DV = C * V
R = C / C.shift(1) - 1


def slope(window):
    y = window[~np.isnan(window)]
    t = np.arange(len(window))[~np.isnan(window)]
    return np.polyfit(t, y, 1)[0] if len(y) >= 42 else np.nan


def wilder(x):
    return x.ewm(alpha=1 / 14, adjust=False, ignore_na=True, min_periods=14).mean()


change = C - C.shift(1)
up, down = wilder(change.clip(lower=0)), wilder(-change.clip(upper=0))
band = C.rolling(20, min_periods=15)
factors = {
    "mom_12_1": C.shift(21) / C.shift(252) - 1,
    "reversal_5": -(C / C.shift(5) - 1),
    "high_52w_distance": C / C.rolling(252, min_periods=126).max() - 1,
    "slope_63": np.log(C).rolling(63, min_periods=1).apply(slope, raw=True),
    "realized_vol_21": R.rolling(21, min_periods=15).std() * math.sqrt(252),
    "downside_dev_63": np.sqrt((R.clip(upper=0) ** 2).rolling(63, min_periods=42).mean() * 252),
    "amihud_21": (R.abs() / DV).rolling(21, min_periods=15).mean() * 1e6,
    "dollar_volume_21": np.log(DV.rolling(21, min_periods=15).mean()),
    "turnover_trend_21_252": V.rolling(21, min_periods=15).mean() / V.rolling(252, min_periods=126).mean() - 1,
    "rsi_14": 100 * up / (up + down),
    "bollinger_20": (C - band.mean()) / band.std() / 2,
    "overnight_gap_5": (O / C.shift(1) - 1).rolling(5, min_periods=4).mean(),
}


def listed(frame):
    return [None if not math.isfinite(x) else x for x in np.asarray(frame, float).ravel().tolist()]


ROUNDED = {name: [None if x is None else float(f"{x:.13g}") for x in listed(f)] for name, f in factors.items()}
json.dump(
    {"columns": COLUMNS, "close": listed(C), "open": listed(O), "volume": listed(V), "factors": ROUNDED},
    sys.stdout,
)
