"""Golden values of qlib's dialect from qlib's own expression engine (pyqlib 0.9.7).

    python tests/golden/expr/qlib_dialect.py > tests/golden/expr/qlib_dialect.json

All expressions of Alpha158 as qlib ships them, and one expression per function of our dialect. qlib's operators run on
series in memory, as float64: its files and its results are float32, which would leave seven digits to compare. As in
qlib, a series begins with the listing of its instrument and ends with its delisting; HOLES lacks some sessions.
"""

import json
import math
import sys

import numpy as np
import pandas as pd
from qlib.config import C
from qlib.contrib.data.loader import Alpha158DL
from qlib.data.data import FeatureD, LocalExpressionProvider
from qlib.data.ops import register_all_ops

ROWS, KEPT = 150, [*range(6), *range(6, 150, 9)]
SPANS = {"FULL": (0, 150), "LATE": (31, 150), "GONE": (0, 112), "HOLES": (0, 150)}

OPERATORS = [
    "Abs($close-$open)",
    "Add($close, $open)",
    "And($close>$open, $volume>9000)",
    "Corr($close, $volume, 10)",
    "Count($close, 7)",
    "Cov($close, $volume, 10)",
    "Delta($close, 3)",
    "Div($close, $open)",
    "EMA($close, 8)",
    "EMA($close, 0.2)",
    "Eq($close, $close)",
    "Ge($close, $open)",
    "Greater($close, $open)",
    "Gt($close, $open)",
    "IdxMax($high, 10)",
    "IdxMin($low, 10)",
    "If($close>$open, $volume, 0)",
    "Kurt($close, 12)",
    "Le($close, $open)",
    "Less($close, 50)",
    "Log($volume)",
    "Lt($close, $open)",
    "Mad($close, 8)",
    "Max($high, 9)",
    "Mean($close, 9)",
    "Med($close, 8)",
    "Min($low, 9)",
    "Mul($close, $volume)",
    "Ne($close, $open)",
    "Not($close>$open)",
    "Or($close>$open, $volume>9000)",
    "Power($close, 2)",
    "Quantile($close, 9, 0.3)",
    "Rank($close, 11)",
    "Ref($close, 4)",
    "Resi($close, 13)",
    "Rsquare($close, 13)",
    "Sign($close-$open)",
    "Skew($close, 12)",
    "Slope($close, 13)",
    "Std($close, 6)",
    "Sub($close, $open)",
    "Sum($volume, 6)",
    "Var($close, 6)",
    "WMA($close, 6)",
    "2*$close-$open/3",
    "($close>$open) & ($volume>9000)",
    "($close>$open) | ($volume>9000)",
    "$close**2",
]


def market():
    rng = np.random.default_rng(158)
    close = 50 * np.exp(np.cumsum(rng.normal(0, 0.02, (ROWS, 4)), axis=0))
    open_ = close * np.exp(rng.normal(0, 0.01, (ROWS, 4)))
    close[20:26, 0] = close[20, 0]
    high = np.maximum(open_, close) * np.exp(np.abs(rng.normal(0, 0.006, (ROWS, 4))))
    low = np.minimum(open_, close) * np.exp(-np.abs(rng.normal(0, 0.006, (ROWS, 4))))
    volume = np.round(np.exp(rng.normal(9, 0.5, (ROWS, 4))))
    fields = {"open": open_, "high": high, "low": low, "close": close, "volume": volume}
    fields = {name: np.round(x, 3) for name, x in fields.items()}
    fields["vwap"] = np.round((high + low + close) / 3, 3)
    holes = np.zeros((ROWS, 4), bool)
    holes[[15, 60, 61, 103], 3] = True
    for j, (start, end) in enumerate(SPANS.values()):
        holes[:start, j] = holes[end:, j] = True
    return {name: np.where(holes, np.nan, x) for name, x in fields.items()}


class InMemory:
    """What qlib's file storage gives, from arrays: a series from the listing to the delisting."""

    def __init__(self, fields):
        self.fields = fields

    def feature(self, instrument, field, start, end, freq):
        first, last = SPANS[instrument]
        rows = range(max(first, start), min(last, end + 1))
        return pd.Series(self.fields[field.lstrip("$")][list(rows), list(SPANS).index(instrument)], index=rows)


def evaluate(text):
    out = np.full((ROWS, len(SPANS)), np.nan)
    expression = LocalExpressionProvider().get_expression_instance(text)
    for j, instrument in enumerate(SPANS):
        series = expression.load(instrument, 0, ROWS - 1, "day").astype(float)
        out[series.index, j] = series
    return out


def listed(values, digits=None):
    kept = [x if math.isfinite(x) else None for x in np.asarray(values, float).ravel().tolist()]
    return kept if digits is None else [x and float(f"{x:.{digits}g}") for x in kept]


if __name__ == "__main__":
    np.seterr(all="ignore")
    register_all_ops(C)
    fields = market()
    FeatureD.register(InMemory(fields))
    texts, names = Alpha158DL.get_feature_config()
    golden = {
        "instruments": list(SPANS),
        "kept": KEPT,
        "fields": {name: listed(x) for name, x in fields.items()},
        "names": dict(zip(texts, names)),
        "values": {text: listed(evaluate(text)[KEPT], 12) for text in [*OPERATORS, *texts]},
    }
    json.dump(golden, sys.stdout)
