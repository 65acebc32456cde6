"""Twelve library factors in straightforward pandas, as in tests/golden/factors/library.py."""

import math

import numpy as np
import pandas as pd

import data


def twelve(folder, dates, names, order):
    key = f"{dates}x{names}-holes"
    C, O, V = (data.frame(folder, key, field, names) for field in ("close", "open", "volume"))
    DV = C * V
    time = pd.DataFrame(np.repeat(np.arange(dates, dtype=float)[:, None], names, 1), C.index, C.columns)

    def work():
        factors = compute(C, O, V, DV, time)
        return [factors[name] for name in order]

    return work, lambda frames: np.stack([frame.to_numpy() for frame in frames])


def slope(y, time):
    x = time.where(y.notna())
    return y.rolling(63, min_periods=42).cov(x) / x.rolling(63, min_periods=42).var()


def wilder(x):
    return x.ewm(alpha=1 / 14, adjust=False, ignore_na=True, min_periods=14).mean()


def compute(C, O, V, DV, time):
    R = C / C.shift(1) - 1
    change = C - C.shift(1)
    up, down = wilder(change.clip(lower=0)), wilder(-change.clip(upper=0))
    band = C.rolling(20, min_periods=15)
    return {
        "mom_12_1": C.shift(21) / C.shift(252) - 1,
        "reversal_5": -(C / C.shift(5) - 1),
        "high_52w_distance": C / C.rolling(252, min_periods=126).max() - 1,
        "slope_63": slope(np.log(C), time),
        "realized_vol_21": R.rolling(21, min_periods=15).std() * math.sqrt(252),
        "downside_dev_63": np.sqrt((R.clip(upper=0) ** 2).rolling(63, min_periods=42).mean() * 252),
        "amihud_21": (R.abs() / DV).rolling(21, min_periods=15).mean() * 1e6,
        "dollar_volume_21": np.log(DV.rolling(21, min_periods=15).mean()),
        "turnover_trend_21_252": V.rolling(21, min_periods=15).mean() / V.rolling(252, min_periods=126).mean() - 1,
        "rsi_14": 100 * up / (up + down),
        "bollinger_20": (C - band.mean()) / band.std() / 2,
        "overnight_gap_5": (O / C.shift(1) - 1).rolling(5, min_periods=4).mean(),
    }
