"""The 101 Formulaic Alphas in straightforward pandas: one expression after the other, as the paper prints them."""

import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd

import data

sys.path.append(str(Path(__file__).parents[2] / "golden" / "factors"))


def all_alphas(folder, dates, names, numbers, compared, every, first):
    from alpha101_paper import Fields, evaluate

    key = f"{dates}x{names}"
    names_of = ("open", "high", "low", "close", "volume")
    fields = {name: data.frame(folder, f"bars-{key}", name, names) for name in names_of}
    close, sectors = fields["close"], pd.Series(data.sectors(folder, key), data.symbols(names))
    fields |= {
        "vwap": (fields["high"] + fields["low"] + close) / 3,
        "dollar_volume": close * fields["volume"],
        "returns": close / close.shift(1) - 1,
        **dict.fromkeys(["sector", "industry", "subindustry"], sectors),
    }

    def work():
        return [evaluate(number, Fields(fields), OPERATORS) for number in numbers]

    def shown(frames):
        kept = [frame.to_numpy(float)[first::every] for n, frame in zip(numbers, frames) if n in compared]
        return np.where(np.isfinite(kept), kept, np.nan)

    return work, shown


def rolling(x, d):
    return x.rolling(math.floor(d))


def decay_linear(x, d):
    weights = np.arange(1, math.floor(d) + 1)
    weights = weights / weights.sum()
    return rolling(x, d).apply(lambda window: window @ weights, raw=True)


def indneutralize(x, sectors):
    return x - x.T.groupby(sectors).transform("mean").T


def ts_max(x, d):
    return rolling(x, d).max()


def ts_min(x, d):
    return rolling(x, d).min()


def overloaded(of_two, over_days):
    return lambda x, y: over_days(x, y) if isinstance(y, (int, float)) else of_two(x, y)


OPERATORS = {
    "rank": lambda x: x.rank(axis=1, pct=True),
    "delay": lambda x, d: x.shift(math.floor(d)),
    "delta": lambda x, d: x.diff(math.floor(d)),
    "correlation": lambda x, y, d: rolling(x, d).corr(y),
    "covariance": lambda x, y, d: rolling(x, d).cov(y),
    "scale": lambda x: x.div(x.abs().sum(axis=1), axis=0),
    "signedpower": lambda x, a: np.sign(x) * np.abs(x) ** a,
    "decay_linear": decay_linear,
    "indneutralize": indneutralize,
    "ts_max": ts_max,
    "ts_min": ts_min,
    "max": overloaded(np.maximum, ts_max),
    "min": overloaded(np.minimum, ts_min),
    "ts_argmax": lambda x, d: rolling(x, d).apply(np.argmax, raw=True) + 1,
    "ts_argmin": lambda x, d: rolling(x, d).apply(np.argmin, raw=True) + 1,
    "ts_rank": lambda x, d: rolling(x, d).rank(pct=True),
    "sum": lambda x, d: rolling(x, d).sum(),
    "product": lambda x, d: rolling(x, d).apply(np.prod, raw=True),
    "stddev": lambda x, d: rolling(x, d).std(),
    "abs": np.abs,
    "log": np.log,
    "sign": np.sign,
    "where": lambda condition, x, y: pd.DataFrame(np.where(condition, x, y), condition.index, condition.columns),
}
