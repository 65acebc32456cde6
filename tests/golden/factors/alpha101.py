"""Golden values of the 101 Formulaic Alphas, from the paper's texts with pandas and numpy.

    python tests/golden/factors/alpha101.py > tests/golden/factors/alpha101.json

The panel: 14 assets in four sectors, one of them without a sector; holes in three, one listed late, one delisted.
Declared conventions: windows are full, days are rounded down, `rank` and `ts_rank` are average ranks over their
number, `ts_argmax` is 1 for the oldest day, of ties the oldest; ddof 1; what does not vary has correlation 0;
infinite values are missing, and so is what is compared with a missing value or raised to it. The typical price
stands for vwap, the sector for industry and subindustry. Correlations are computed window by window and rounded to 12
digits before they are ranked, so that rounding does not decide between equal ones.
"""

import ast
import json
import math
import sys

import numpy as np
import pandas as pd
from alpha101_paper import ALPHAS, Fields, evaluate
from numpy.lib.stride_tricks import sliding_window_view

ROWS, COLUMNS, EVERY = 420, 14, 13
SECTORS = ["a", "b", "c", "d"] * 3 + ["a", ""]

rng = np.random.default_rng(101)
close = 40 * np.exp(np.cumsum(rng.normal(0, 0.012, (ROWS, 1)) + rng.normal(0, 0.018, (ROWS, COLUMNS)), axis=0))
open_ = close * np.exp(rng.normal(0, 0.01, (ROWS, COLUMNS)))
high = np.maximum(open_, close) * np.exp(0.001 + np.abs(rng.normal(0, 0.006, (ROWS, COLUMNS))))
low = np.minimum(open_, close) * np.exp(-0.001 - np.abs(rng.normal(0, 0.006, (ROWS, COLUMNS))))
volume = np.round(np.exp(rng.normal(9, 0.5, (ROWS, COLUMNS))))
close[300, 5] = low[300, 5]  # no lower shadow: alpha 53 divides by it
high[310, 6] = low[310, 6] = close[310, 6] = open_[310, 6]  # a bar without range
holes = rng.random((ROWS, COLUMNS)) < 0.01
for field in (close, open_, high, low, volume):
    field[:, 2:5][holes[:, 2:5]] = np.nan
    field[:120, 0] = np.nan  # listed late
    field[390:, 1] = np.nan  # delisted

C, O, H, L, V = (pd.DataFrame(np.round(f, 3)) for f in (close, open_, high, low, volume))


def finite(x):
    return x.where(np.isfinite(x)) if isinstance(x, pd.DataFrame) else x


def windows(x, d):
    """The last d values of every series, where all are present: (t, column, window)."""
    return sliding_window_view(x.to_numpy(), d, axis=0)


def over(x, d, statistic):
    d = math.floor(d)
    values = windows(x, d)
    out = np.full(x.shape, np.nan)
    full = np.isfinite(values).all(axis=2)
    for t, j in zip(*np.nonzero(full)):
        out[t + d - 1, j] = statistic(values[t, j])
    return pd.DataFrame(out)


def over_two(x, y, d, statistic):
    d = math.floor(d)
    a, b = windows(x, d), windows(y, d)
    out = np.full(x.shape, np.nan)
    full = np.isfinite(a).all(axis=2) & np.isfinite(b).all(axis=2)
    for t, j in zip(*np.nonzero(full)):
        out[t + d - 1, j] = statistic(a[t, j], b[t, j])
    return pd.DataFrame(out)


def pearson(a, b):
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return 0.0
    a, b = a - a.mean(), b - b.mean()
    return round((a @ b) / math.sqrt((a @ a) * (b @ b)), 12)


def rank(x):
    return x.rank(axis=1, pct=True)


def indneutralize(x, sectors):
    parts = [x.loc[:, sectors == s].sub(x.loc[:, sectors == s].mean(axis=1), axis=0) for s in "abcd"]
    return pd.concat(parts, axis=1).reindex(columns=x.columns)


def missing(*sides):
    return sum(side.isna() for side in sides if isinstance(side, pd.DataFrame)) > 0


def binary(name, x, y):
    operation = {"Add": np.add, "Sub": np.subtract, "Mult": np.multiply, "Div": np.divide, "Pow": np.power}
    result = operation[name](x, y)
    return finite(result.mask(missing(x, y))) if isinstance(result, pd.DataFrame) else result


def compared(name, x, y):
    result = (x < y) if name == "Lt" else (x == y)
    return result.astype(float).mask(missing(x, y))


def where(condition, x, y):
    chosen = np.where(condition == 1, x, y)
    return pd.DataFrame(chosen).mask(condition.isna())


def pairwise(of_two, over_days):
    """`min` and `max`: over days when the second is a number."""
    return lambda x, y: over_days(x, y) if isinstance(y, (int, float)) else of_two(x, y)


def ts_max(x, d):
    return over(x, d, np.max)


def ts_min(x, d):
    return over(x, d, np.min)


def decay(w):
    weights = np.arange(1, len(w) + 1)
    return (w @ weights) / weights.sum()


OPERATORS = {
    "rank": rank,
    "delay": lambda x, d: x.shift(math.floor(d)),
    "delta": lambda x, d: x - x.shift(math.floor(d)),
    "correlation": lambda x, y, d: over_two(x, y, d, pearson),
    "covariance": lambda x, y, d: over_two(x, y, d, lambda a, b: np.cov(a, b)[0, 1]),
    "scale": lambda x: finite(x.div(x.abs().sum(axis=1), axis=0)),
    "signedpower": lambda x, a: finite(np.sign(x) * np.power(np.abs(x), a)),
    "decay_linear": lambda x, d: over(x, d, decay),
    "indneutralize": indneutralize,
    "ts_max": ts_max,
    "ts_min": ts_min,
    "max": pairwise(lambda x, y: pd.DataFrame(np.maximum(x, y)), ts_max),
    "min": pairwise(lambda x, y: pd.DataFrame(np.minimum(x, y)), ts_min),
    "ts_argmax": lambda x, d: over(x, d, lambda w: np.argmax(w) + 1),
    "ts_argmin": lambda x, d: over(x, d, lambda w: np.argmin(w) + 1),
    "ts_rank": lambda x, d: x.rolling(math.floor(d)).rank(pct=True),
    "sum": lambda x, d: over(x, d, np.sum),
    "product": lambda x, d: over(x, d, np.prod),
    "stddev": lambda x, d: over(x, d, lambda w: np.std(w, ddof=1)),
    "abs": np.abs,
    "log": lambda x: finite(np.log(x)),
    "sign": np.sign,
    "where": where,
    "either": lambda x, y: pd.DataFrame(np.maximum(x, y)),
    "binary": binary,
    "compared": compared,
}


def named(function, node, *args):
    name = ast.Constant(type(node).__name__)
    return ast.Call(ast.Name(function, ast.Load()), [name, *args], [])


class Declared(ast.NodeTransformer):
    """The symbols as the conventions above have them."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.BitOr):
            return ast.Call(ast.Name("either", ast.Load()), [node.left, node.right], [])
        return named("binary", node.op, node.left, node.right)

    def visit_Compare(self, node):
        self.generic_visit(node)
        return named("compared", node.ops[0], node.left, node.comparators[0])


def listed(frame, digits=None):
    values = np.asarray(frame, float).ravel().tolist()
    kept = [x if math.isfinite(x) else None for x in values]
    return kept if digits is None else [x and float(f"{x:.{digits}g}") for x in kept]


if __name__ == "__main__":
    np.seterr(all="ignore")
    sectors = pd.Series(SECTORS)
    fields = Fields(open=O, high=H, low=L, close=C, volume=V, vwap=(H + L + C) / 3, dollar_volume=C * V)
    fields |= {"returns": C / C.shift(1) - 1, "sector": sectors, "industry": sectors, "subindustry": sectors}
    alphas = {f"alpha101_{n:03}": evaluate(n, fields, OPERATORS, Declared()) for n in ALPHAS}
    kept = {name: listed(frame.iloc[::-EVERY].iloc[::-1], 12) for name, frame in alphas.items()}
    panel = {"open": O, "high": H, "low": L, "close": C, "volume": V}
    panel = {name: listed(frame) for name, frame in panel.items()}
    json.dump({"columns": COLUMNS, "sectors": SECTORS, "every": EVERY, "fields": panel, "factors": kept}, sys.stdout)
