"""Golden values of the technical indicators, written a second time in pandas from their definitions.

    python tests/golden/factors/ta.py > tests/golden/factors/ta.json
"""

import numpy as np
from panel import C, H, L, O, R, V, write


def wilder(x, n):
    return x.ewm(alpha=1 / n, adjust=False, ignore_na=True, min_periods=n).mean()


def ema(x, n):
    return x.ewm(span=n, adjust=False, ignore_na=True, min_periods=n).mean()


def largest(x, y):
    return x.where(x > y, y).where(x.notna() & y.notna())


def smallest(x, y):
    return -largest(-x, -y)


def top(n):
    return H.rolling(n).max()


def bottom(n):
    return L.rolling(n).min()


last = C.shift(1)
true_range = largest(H, last) - smallest(L, last)
change, tp = C - last, (H + L + C) / 3
macd = ema(C, 12) - ema(C, 26)
up, down = H - H.shift(1), L.shift(1) - L
known = up.notna() & down.notna()
dm_up = up.where((up > down) & (up > 0), 0.0).where(known)
dm_down = down.where((down > up) & (down > 0), 0.0).where(known)
di_up = 100 * wilder(dm_up, 14) / wilder(true_range, 14)
di_down = 100 * wilder(dm_down, 14) / wilder(true_range, 14)
triple = ema(ema(ema(C, 15), 15), 15)
k = 100 * (C - bottom(14)) / (top(14) - bottom(14))
rise, fall = change.clip(lower=0).rolling(14).sum(), (-change).clip(lower=0).rolling(14).sum()
middle = (H + L) / 2
spread = ema(H - L, 9)
moved = tp - tp.shift(1)
flow = tp * V


def pressure(n):
    return (C - smallest(L, last)).rolling(n).sum() / true_range.rolling(n).sum()


def since(x, find):
    return x.rolling(26).apply(lambda w: 25 - find(w), raw=True)


def flowing(rows):
    return flow.where(rows, 0.0).where(moved.notna() & flow.notna()).rolling(14).sum()


def total(x, n):
    return x.rolling(n, min_periods=15).sum()


inflow, outflow = flowing(moved > 0), flowing(moved < 0)
deviation = tp.rolling(20).apply(lambda w: np.abs(w - w.mean()).mean(), raw=True)
average = C.rolling(200, min_periods=150).mean()
channel = (C - bottom(20).shift(1)) / (top(20).shift(1) - bottom(20).shift(1))
write(
    {
        "macd_12_26": macd / C,
        "macd_histogram_12_26_9": (macd - ema(macd, 9)) / C,
        "adx_14": wilder(100 * (di_up - di_down).abs() / (di_up + di_down), 14),
        "di_spread_14": di_up - di_down,
        "aroon_25": 4 * (since(L, np.argmin) - since(H, np.argmax)),
        "trix_15": 100 * (triple / triple.shift(1) - 1),
        "vortex_14": ((H - L.shift(1)).abs().rolling(14).sum() - (L - H.shift(1)).abs().rolling(14).sum())
        / true_range.rolling(14).sum(),
        "ichimoku_9_26": ((top(9) + bottom(9)) / 2 - (top(26) + bottom(26)) / 2) / C,
        "sma_distance_200": C / average - 1,
        "sma_cross_50_200": C.rolling(50, min_periods=40).mean() / average - 1,
        "stochastic_k_14": k,
        "stochastic_d_14_3": k.rolling(3).mean(),
        "williams_r_14": -100 * (top(14) - C) / (top(14) - bottom(14)),
        "cci_20": (tp - tp.rolling(20).mean()) / (0.015 * deviation),
        "cmo_14": 100 * (rise - fall) / (rise + fall),
        "ultimate_7_14_28": 100 / 7 * (4 * pressure(7) + 2 * pressure(14) + pressure(28)),
        "tsi_25_13": 100 * ema(ema(change, 25), 13) / ema(ema(change.abs(), 25), 13),
        "balance_of_power_14": ((C - O) / (H - L)).rolling(14, min_periods=10).mean(),
        "awesome_5_34": (middle.rolling(5).mean() - middle.rolling(34).mean()) / C,
        "atr_14": wilder(true_range, 14) / C,
        "bollinger_width_20": 4 * C.rolling(20, min_periods=15).std() / C.rolling(20, min_periods=15).mean(),
        "keltner_20_10": (C - ema(C, 20)) / (2 * wilder(true_range, 10)),
        "donchian_20": channel,
        "choppiness_14": 100 * np.log10(true_range.rolling(14).sum() / (top(14) - bottom(14))) / np.log10(14),
        "mass_index_25": (spread / ema(spread, 9)).rolling(25).sum(),
        "obv_21": total(np.sign(change) * V, 21) / total(V, 21),
        "mfi_14": 100 * inflow / (inflow + outflow),
        "chaikin_money_flow_20": total((2 * C - H - L) / (H - L) * V, 20) / total(V, 20),
        "force_index_13": ema(R * V, 13) / ema(V, 13),
        "pvo_12_26": ema(V, 12) / ema(V, 26) - 1,
        "vwap_distance_20": C / (total(tp * V, 20) / total(V, 20)) - 1,
    }
)
