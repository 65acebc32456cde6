"""What the quality rules must find in the real panel, counted by pandas. Usage: panel_quality.py FILE.csv.gz"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd

frame = pd.read_csv(sys.argv[1], keep_default_na=False, na_values=[""], dtype={"symbol": str})
prices = ["open", "high", "low", "close"]


def keys(rows):
    return sorted(rows.symbol + " " + rows.date)


missing = frame[prices].isna().any(axis=1)
whole = frame[~missing].copy()
above = whole[["open", "close", "low"]].max(axis=1) - whole.high
below = whole.low - whole[["open", "close", "high"]].min(axis=1)
excess = np.maximum(above, below) / whole.close
inconsistent = excess > 0.005

kept = whole[~inconsistent].sort_values(["symbol", "date"]).copy()
by = kept.groupby("symbol").close
jump, rest = np.log(kept.close / by.shift(1)).abs(), np.log(by.shift(-1) / by.shift(1)).abs()
spike = (jump > np.log(1.25)) & (rest < np.log(1.05))

good = kept[~spike].copy()
move = good.close / good.groupby("symbol").close.shift(1)
large = np.log(move).abs() > np.log(1.5)

pivot = frame.pivot(index="date", columns="symbol", values="close")
present = frame.assign(here=1).pivot(index="date", columns="symbol", values="here").reindex_like(pivot).notna()
alive = present.cummax() & present[::-1].cummax()[::-1]
most = present.sum(axis=1) * 2 > alive.sum(axis=1)
absent = (alive & ~present)[most]

close = good.pivot(index="date", columns="symbol", values="close")
out = {
    "delivered": len(frame),
    "rows": len(good),
    "symbols": int(good.symbol.nunique()),
    "sessions": int(good.date.nunique()),
    "nullCells": int(frame[prices].isna().sum().sum()),
    "quarantine": {
        "missing_price": keys(frame[missing]),
        "ohlc_inconsistent": keys(whole[inconsistent]),
        "one_day_spike": keys(kept[spike]),
    },
    "flags": {
        "ohlc_rounding": keys(good[(excess.reindex(good.index) > 0)]),
        "large_move": keys(good[large]),
        "missing_session": sorted(f"{s} {d}" for d, row in absent.iterrows() for s in row.index[row]),
        "zero_volume": keys(good[good.volume == 0]),
    },
    "closeCells": int(close.notna().sum().sum()),
    "meanClose": float(np.nanmean(close.to_numpy())),
    "meanReturn": float(np.nanmean((close / close.shift(1) - 1).to_numpy())),
    "sumDollarVolume": float((good.close * good.volume).sum()),
}
pathlib.Path(__file__).with_name("panel_quality.json").write_text(json.dumps(out, indent=1) + "\n")
