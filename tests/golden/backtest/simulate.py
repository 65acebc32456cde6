"""Golden values of backtest.simulate: a slow reference engine over dictionaries and dates. Writes simulate.json.

Written from the stated rules, not from the library: target weights known at the close of a session, filled `delay`
sessions later at the open (else the close) or the close; sizes from equity at the fill; costs on traded notional;
missing prices carry the position and the order; prices that end become cash after `after` sessions.

Run: python tests/golden/backtest/simulate.py   (needs numpy, pandas)
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

rng = np.random.default_rng(42)
DATES = pd.bdate_range("2020-01-02", periods=140)
NAMES = [f"S{i:02d}" for i in range(15)]


def market():
    drift = rng.normal(0.0003, 0.0002, len(NAMES))
    close = 50 * np.exp(np.cumsum(rng.normal(drift, 0.02, (len(DATES), len(NAMES))), axis=0))
    gap = np.exp(rng.normal(0, 0.008, close.shape))
    open_ = np.vstack([close[:1], close[:-1]]) * gap
    close[rng.random(close.shape) < 0.03] = np.nan
    open_[rng.random(close.shape) < 0.05] = np.nan
    close[70:, 3] = open_[70:, 3] = np.nan  # delisted
    close[90:, 7] = open_[90:, 7] = np.nan  # delisted
    close[:40, 5] = open_[:40, 5] = np.nan  # listed late
    close[50:56, 9] = open_[50:56, 9] = np.nan  # halted for 6 sessions
    frame = lambda values: pd.DataFrame(values, index=DATES, columns=NAMES)
    return frame(open_), frame(close)


def signal(close):
    score = close.ffill().pct_change(5, fill_method=None).where(close.notna())
    score[score.abs() < 0.002] = np.nan
    return score


def long_short(score, q, gross=1.0):
    weights = pd.DataFrame(0.0, index=score.index, columns=score.columns)
    for day, row in score.iterrows():
        row = row.dropna()
        if len(row) < q:
            continue
        bucket = pd.qcut(row, q, labels=False, duplicates="drop")
        if bucket.max() < 1:
            continue
        top, low = bucket.index[bucket == bucket.max()], bucket.index[bucket == 0]
        weights.loc[day, top] = gross / 2 / len(top)
        weights.loc[day, low] = -gross / 2 / len(low)
    return weights


def long_only(score, q, gross=1.0):
    both = long_short(score, q, 2 * gross)
    return both.clip(lower=0)


def due(day, previous, first, count, rebalance):
    if day == first:
        return True
    if isinstance(rebalance, int):
        return count % rebalance == 0
    if rebalance == "daily":
        return True
    if rebalance == "weekly":
        return day.isocalendar()[:2] != previous.isocalendar()[:2]
    return (day.year, day.month) != (previous.year, previous.month)


def run(open_, close, weights, *, fill="open", rebalance="daily", delay=1, commission=0.0, spread=0.0,
        borrow=0.0, after=21, delisting=0.0, capital=1e6, start=None, end=None):
    days = list(DATES)
    if end is not None:
        days = [d for d in days if d <= pd.Timestamp(end)]
    first = next(
        d for i, d in enumerate(days)
        if i >= delay and (start is None or d >= pd.Timestamp(start)) and weights.loc[days[i - delay]].abs().sum() > 0
    )
    cash, shares, last, waiting, age = capital, {}, {}, {}, {}
    rows, held = [], []
    before = capital
    equity = lambda: cash + sum(n * last[s] for s, n in shares.items())
    for i, day in enumerate(days):
        if day < first:
            continue
        o, c = open_.loc[day], close.loc[day]
        fee = sum(-n * last[s] for s, n in shares.items() if n < 0) * borrow / 1e4 / 252
        cash -= fee
        if due(day, days[i - 1], first, days.index(day) - days.index(first), rebalance):
            target = weights.loc[days[i - delay]]
            waiting = {s: w for s, w in target.items() if w != 0 or s in shares}
        turnover = costs = trades = 0
        for prices in ([o, c] if fill == "open" else [c]):
            for s in NAMES:
                if not np.isnan(prices[s]):
                    last[s] = prices[s]
            total = equity()
            for s in [s for s in waiting if not np.isnan(prices[s])]:
                now = shares.get(s, 0.0) * prices[s]
                then = waiting.pop(s) * total
                cost = abs(then - now) * (commission + spread / 2) / 1e4
                cash -= then - now + cost
                shares[s] = then / prices[s]
                if then == 0:
                    del shares[s]
                turnover += abs(then - now) / total / 2
                costs += cost
                trades += abs(then - now) > 1e-9 * total
        for s in NAMES:
            seen = not np.isnan(c[s]) or (fill == "open" and not np.isnan(o[s]))
            age[s] = 0 if seen else age.get(s, 0) + 1
            if s in shares and age[s] >= after:
                cash += shares.pop(s) * last[s] * (1 + delisting)
                waiting.pop(s, None)
        total = equity()
        value = {s: n * last[s] / total for s, n in shares.items()}
        rows.append(
            {
                "date": str(day.date()),
                "returns": total / before - 1,
                "equity": total,
                "gross": sum(abs(v) for v in value.values()),
                "net": sum(value.values()),
                "cash": cash / total,
                "turnover": turnover,
                "costs": costs,
                "borrow": fee,
                "trades": int(trades),
                "holdings": len(value),
            }
        )
        held.append([value.get(s, 0.0) for s in NAMES])
        before = total
    frame = pd.DataFrame(rows)
    return {**{k: frame[k].tolist() for k in frame}, "last_weights": held[-1], "mid_weights": held[len(held) // 2]}


open_, close = market()
score = signal(close)
targets = {"long-short": long_short(score, 5), "long-only": long_only(score, 3)}
cases = [
    ("long-short", {}),
    ("long-short", {"fill": "close"}),
    ("long-only", {"fill": "open", "commission": 1, "spread": 5}),
    ("long-only", {"fill": "close", "commission": 10, "rebalance": "weekly"}),
    ("long-short", {"rebalance": "weekly", "commission": 1, "spread": 5, "borrow": 300}),
    ("long-short", {"rebalance": "monthly", "spread": 20, "after": 3, "delisting": -0.5}),
    ("long-short", {"rebalance": 7, "fill": "close", "delay": 3, "after": 2, "delisting": -1.0}),
    ("long-short", {"rebalance": "weekly", "start": "2020-03-04", "end": "2020-05-29", "capital": 250.0}),
]
plain = lambda frame: [[None if np.isnan(v) else v for v in row] for row in frame.to_numpy()]
out = {
    "dates": [str(d.date()) for d in DATES],
    "symbols": NAMES,
    "open": plain(open_),
    "close": plain(close),
    "score": plain(score),
    "targets": {k: plain(v) for k, v in targets.items()},
    "cases": [{"weights": k, "options": o, "expected": run(open_, close, targets[k], **o)} for k, o in cases],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
