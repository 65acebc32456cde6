"""Adjusted prices by the usual backward method (pandas), rescaled to the first date.

Backward: every price before an ex-date is divided by the split ratio and multiplied by 1 - dividend / previous close,
so the last date is unadjusted. Rescaling each symbol so that its first price is unadjusted gives the forward, causal
form that Assay uses; the two are equal where the data end with the last action.
"""

import json
import pathlib

import numpy as np
import pandas as pd

rng = np.random.default_rng(20240131)
dates = pd.bdate_range("2020-01-02", periods=120).strftime("%Y-%m-%d")
symbols = ["ONE", "TWO", "GAP", "LATE"]
close = pd.DataFrame(50 * np.exp(np.cumsum(rng.normal(0, 0.02, (120, 4)), axis=0)), index=dates, columns=symbols)
volume = pd.DataFrame(rng.integers(1_000, 9_000, (120, 4)).astype(float), index=dates, columns=symbols)

actions = [
    ("ONE", dates[20], "dividend", 0.35),
    ("ONE", dates[50], "split", 2.0),
    ("ONE", dates[80], "dividend", 0.20),
    ("TWO", dates[33], "split", 0.2),
    ("TWO", dates[33], "dividend", 0.5),
    ("TWO", dates[60], "dividend", 0.1),
    ("TWO", dates[60], "dividend", 0.15),
    ("GAP", dates[41], "dividend", 0.4),
    ("GAP", dates[71], "split", 3.0),
    ("LATE", dates[5], "split", 4.0),
    ("LATE", dates[90], "dividend", 1.0),
]
for symbol, date, kind, value in actions:
    if kind == "split":
        close.loc[date:, symbol] /= value
        volume.loc[date:, symbol] *= value
close = close.round(4)
close.loc[dates[39] : dates[40], "GAP"] = np.nan  # the closes before the dividend
close.loc[dates[71], "GAP"] = np.nan  # the close of the split day itself
close.loc[: dates[9], "LATE"] = np.nan
volume[close.isna()] = np.nan

adjusted = close.copy()
adjusted_volume = volume.copy()
for symbol, date, kind, value in actions:
    series = close[symbol]
    before = series.index < date
    history = series[before].dropna()
    if kind == "split":
        adjusted.loc[before, symbol] /= value
        adjusted_volume.loc[before, symbol] *= value
for symbol in symbols:
    for date in dates:
        cash = sum(v for s, d, k, v in actions if s == symbol and d == date and k == "dividend")
        history = close[symbol][close.index < date].dropna()
        if cash and len(history):
            adjusted.loc[adjusted.index < date, symbol] *= 1 - cash / history.iloc[-1]

first_price = close.bfill().iloc[0] / adjusted.bfill().iloc[0]
first_volume = volume.bfill().iloc[0] / adjusted_volume.bfill().iloc[0]
# LATE's split is before its first price: Assay anchors at the first date of the market, so it counts.
first_price["LATE"] *= 4.0
first_volume["LATE"] /= 4.0


def cells(frame):
    return [[None if np.isnan(v) else v for v in row] for row in frame.to_numpy().tolist()]


out = {
    "dates": list(dates),
    "symbols": symbols,
    "actions": [dict(symbol=s, date=d, kind=k, value=v) for s, d, k, v in actions],
    "close": cells(close),
    "volume": cells(volume),
    "adjustedClose": cells(adjusted * first_price),
    "adjustedVolume": cells(adjusted_volume * first_volume),
}
pathlib.Path(__file__).with_name("adjusted_prices.json").write_text(json.dumps(out, indent=0) + "\n")
