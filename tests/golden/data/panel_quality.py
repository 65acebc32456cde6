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
usual = 1.4826 * jump.groupby(kept.symbol).transform(lambda x: x.rolling(63, min_periods=21).median().shift(1))
spike = (jump > np.maximum(np.log(1.25), 6 * usual.fillna(0))) & (rest < np.log(1.05))

good = kept[~spike].copy()
move = good.close / good.groupby("symbol").close.shift(1)
large = np.log(move).abs() > np.log(1.5)
usual_move = 1.4826 * np.log(move).abs().groupby(good.symbol).transform(
    lambda x: x.rolling(63, min_periods=21).median().shift(1)
)
extreme = np.log(move).abs() > np.maximum(15 * usual_move, np.log(1.1))
traded = np.log(good.volume.where(good.volume > 0))
ratio = traded - traded.groupby(good.symbol).transform(lambda x: x.rolling(63, min_periods=21).median().shift(1))
spread = 1.4826 * ratio.abs().groupby(good.symbol).transform(
    lambda x: x.rolling(63, min_periods=21).median().shift(1)
)
odd_volume = ratio.abs() > np.maximum(8 * spread, np.log(20))
columns = [*prices, "volume"]
repeats = (good[columns] == good.groupby("symbol")[columns].shift(1)).all(axis=1)
repeats &= (good.volume > 0) & (good.high > good.low)
run = (good.close != good.groupby("symbol").close.shift(1)).groupby(good.symbol).cumsum()
stale = good.groupby([good.symbol, run]).cumcount() >= 9

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
        "extreme_move": keys(good[extreme]),
        "volume_anomaly": keys(good[odd_volume]),
        "repeated_bar": keys(good[repeats]),
        "stale_price": keys(good[stale]),
        "missing_session": sorted(f"{s} {d}" for d, row in absent.iterrows() for s in row.index[row]),
        "zero_volume": keys(good[good.volume == 0]),
    },
    "closeCells": int(close.notna().sum().sum()),
    "meanClose": float(np.nanmean(close.to_numpy())),
    "meanReturn": float(np.nanmean((close / close.shift(1) - 1).to_numpy())),
    "sumDollarVolume": float((good.close * good.volume).sum()),
}
pathlib.Path(__file__).with_name("panel_quality.json").write_text(json.dumps(out, indent=1) + "\n")
