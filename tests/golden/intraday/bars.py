"""Golden values of intraday bars: daily features and resampled bars, by pandas from the definitions.

    python tests/golden/intraday/bars.py > tests/golden/intraday/bars.json
    python tests/golden/intraday/bars.py FOLDER > tests/golden/intraday/real.json

Without a folder: made-up 5-minute bars of two symbols over four sessions of New York, among them the days around a clock
change and an early close, with gaps and bars without volume; times are local and name the start of a bar. With a folder of
files SYMBOL_1min.csv (local times, the end of a bar): statistics of those.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd

ZONE = "America/New_York"
SESSIONS = {"2024-03-08": "16:00", "2024-03-11": "16:00", "2024-07-02": "16:00", "2024-07-03": "13:00"}


def made_up():
    random = np.random.default_rng(20)
    parts = []
    for symbol in ["AA", "BB"]:
        price = 50.0 if symbol == "AA" else 180.0
        for date, close in SESSIONS.items():
            starts = pd.date_range(f"{date} 09:30", f"{date} {close}", freq="5min", inclusive="left")
            keep = random.random(len(starts)) > (0.03 if symbol == "AA" else 0.25)
            rows = []
            for start in starts[keep]:
                opened = price * np.exp(random.normal(0, 0.0004))
                price = opened * np.exp(random.normal(0, 0.002))
                high = max(opened, price) * (1 + abs(random.normal(0, 0.0005)))
                low = min(opened, price) * (1 - abs(random.normal(0, 0.0005)))
                volume = 0 if random.random() < 0.05 else int(random.integers(100, 90_000))
                rows.append((symbol, start, *np.round([opened, high, low, price], 4), volume))
            parts.append(pd.DataFrame(rows, columns=["symbol", "time", "open", "high", "low", "close", "volume"]))
    bars = pd.concat(parts, ignore_index=True)
    bars["high"] = bars[["open", "high", "close"]].max(axis=1)
    bars["low"] = bars[["open", "low", "close"]].min(axis=1)
    return bars


def features(bars, closes, minutes):
    """`bars` by end of bar, local; one row per symbol and session."""
    rows = []
    for (symbol, date), day in bars.groupby(["symbol", bars.time.dt.strftime("%Y-%m-%d")]):
        start, end = pd.Timestamp(f"{date} 09:30"), pd.Timestamp(f"{date} {closes(date)}")
        day = day[(day.time > start) & (day.time <= end)].sort_values("time")
        r = np.log(day.close / day.close.shift(1).fillna(day.open.iloc[0])).to_numpy()
        n, volume = len(r), day.volume.sum()
        traded = (day.volume > 0).to_numpy()
        typical = (day.high + day.low + day.close) / 3
        window = pd.Timedelta(minutes=30)
        rv = (r**2).sum()
        rows.append(
            {
                "symbol": symbol,
                "date": date,
                "open": day.open.iloc[0],
                "high": day.high.max(),
                "low": day.low.min(),
                "close": day.close.iloc[-1],
                "volume": volume,
                "bars": n,
                "coverage": n / ((end - start) / pd.Timedelta(minutes=minutes)),
                "realised_variance": rv,
                "bipower_variation": np.pi / 2 * n / (n - 1) * (np.abs(r[1:]) * np.abs(r[:-1])).sum(),
                "realised_skewness": np.sqrt(n) * (r**3).sum() / rv**1.5,
                "realised_kurtosis": n * (r**4).sum() / rv**2,
                "vwap": (typical * day.volume).sum() / volume if volume else None,
                "amihud_intraday": (np.abs(r[traded]) / (day.close * day.volume).to_numpy()[traded]).mean()
                if traded.any()
                else None,
                "opening_volume_share": day.volume[day.time <= start + window].sum() / volume if volume else None,
                "closing_volume_share": day.volume[day.time > end - window].sum() / volume if volume else None,
                "intraday_return": np.log(day.close.iloc[-1] / day.open.iloc[0]),
            }
        )
    table = pd.DataFrame(rows)
    before = table.groupby("symbol").close.shift(1)
    table["overnight_return"] = np.log(table.open / before)
    return [{name: plain(value) for name, value in row.items()} for row in table.to_dict("records")]


def plain(value):
    value = value.item() if hasattr(value, "item") else value
    return None if value is None or value != value else value


def resampled(bars, minutes, label, closed):
    """Longer bars by end of bar, in UTC; pandas' own resample, begun at the opening of each session."""
    rule = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}
    rows = []
    for (symbol, date), day in bars.groupby(["symbol", bars.time.dt.strftime("%Y-%m-%d")]):
        sample = day.set_index("time").resample(
            f"{minutes}min", label=label, closed=closed, origin=pd.Timestamp(f"{date} 09:30")
        )
        table = sample.agg(rule)[sample.close.count() > 0]
        close = pd.Timestamp(f"{date} {SESSIONS[date]}")
        for time, row in table.iterrows():
            named = min(time, close) if label == "right" and closed == "right" else time
            utc = named.tz_localize(ZONE).tz_convert("UTC").strftime("%Y-%m-%dT%H:%M")
            rows.append([symbol, utc, *row.tolist()])
    return rows


def synthetic():
    bars = made_up()
    ends = bars.assign(time=bars.time + pd.Timedelta(minutes=5))
    cases = [(15, "right", "right"), (60, "right", "right"), (30, "left", "right"), (15, "left", "left")]
    return {
        "bars": [[s, t.strftime("%Y-%m-%d %H:%M:%S"), *rest] for s, t, *rest in bars.itertuples(index=False)],
        "features": features(ends, SESSIONS.get, 5),
        "resampled": [
            {"minutes": m, "label": label, "closed": closed, "rows": resampled(ends, m, label, closed)}
            for m, label, closed in cases
        ],
    }


def real(folder):
    parts = []
    for symbol in ["AAPL", "PPLT", "VIX"]:
        bars = pd.read_csv(pathlib.Path(folder) / f"{symbol}_1min.csv", parse_dates=["datetime"])
        parts.append(bars.rename(columns={"datetime": "time"}).assign(symbol=symbol))
    return {"features": features(pd.concat(parts), lambda _: "16:00", 1)}


json.dump(real(sys.argv[1]) if len(sys.argv) > 1 else synthetic(), sys.stdout)
