"""Golden values of Alpha158, written from qlib's published formulas with pandas and numpy.

    python tests/golden/factors/alpha158.py > tests/golden/factors/alpha158.json

Every tenth session. Windows start with the first present value; two conventions differ from qlib's where values are
missing, see the documentation of IMAX, IMIN and CNTP.
"""

import numpy as np
import pandas as pd
from panel import C, COLUMNS, H, L, O, ROWS, V, write

TINY = 1e-12
factors = {
    "KMID": (C - O) / O,
    "KLEN": (H - L) / O,
    "KMID2": (C - O) / (H - L + TINY),
    "KUP": (H - np.maximum(O, C)) / O,
    "KUP2": (H - np.maximum(O, C)) / (H - L + TINY),
    "KLOW": (np.minimum(O, C) - L) / O,
    "KLOW2": (np.minimum(O, C) - L) / (H - L + TINY),
    "KSFT": (2 * C - H - L) / O,
    "KSFT2": (2 * C - H - L) / (H - L + TINY),
    "OPEN0": O / C,
    "HIGH0": H / C,
    "LOW0": L / C,
    "VWAP0": (H + L + C) / 3 / C,
}


def each_window(n, statistic, x, y=None):
    """A statistic of (time 1 … n, x, y) over the sessions of each window in which all are present."""
    out = np.full((ROWS, COLUMNS), np.nan)
    for j in range(COLUMNS):
        a = x[j].to_numpy()
        b = a if y is None else y[j].to_numpy()
        for t in range(ROWS):
            rows = np.arange(max(0, t - n + 1), t + 1)
            rows = rows[np.isfinite(a[rows]) & np.isfinite(b[rows])]
            if len(rows) > 0:
                out[t, j] = statistic(rows - t + n, a[rows], b[rows])
    return pd.DataFrame(out)


def line(t, x):
    return np.polyfit(t, x, 1) if len(t) > 1 else (np.nan, np.nan)


def slope(t, x, _):
    return line(t, x)[0]


def correlation(_, x, y):
    return np.corrcoef(x, y)[0, 1] if len(x) > 1 and np.ptp(x) > 0 and np.ptp(y) > 0 else np.nan


def rsquare(t, x, _):
    return correlation(None, t, x) ** 2


def fitted(n):
    return lambda t, x, _: np.polyval(line(t, x), n)


change, turned = C - C.shift(1), V - V.shift(1)
up = (C > C.shift(1)).astype(float).where(change.notna())
down = (C < C.shift(1)).astype(float).where(change.notna())
moves = (C / C.shift(1) - 1).abs() * V
for n in (5, 10, 20, 30, 60):

    def roll(x):
        return x.rolling(n, min_periods=1)

    top, bottom = roll(H).max(), roll(L).min()
    when_high = each_window(n, lambda t, x, _: t[np.argmax(x)], H)
    when_low = each_window(n, lambda t, x, _: t[np.argmin(x)], L)
    gain, loss = roll(change.clip(lower=0)).sum(), roll((-change).clip(lower=0)).sum()
    more, less = roll(turned.clip(lower=0)).sum(), roll((-turned).clip(lower=0)).sum()
    total, traded = roll(change.abs()).sum() + TINY, roll(turned.abs()).sum() + TINY
    rolling = {
        "ROC": C.shift(n) / C,
        "MA": roll(C).mean() / C,
        "STD": roll(C).std() / C,
        "BETA": each_window(n, slope, C) / C,
        "RSQR": each_window(n, rsquare, C),
        "RESI": (C - each_window(n, fitted(n), C)) / C,
        "MAX": top / C,
        "MIN": bottom / C,
        "QTLU": roll(C).quantile(0.8) / C,
        "QTLD": roll(C).quantile(0.2) / C,
        "RANK": roll(C).rank(pct=True),
        "RSV": (C - bottom) / (top - bottom + TINY),
        "IMAX": when_high / n,
        "IMIN": when_low / n,
        "IMXD": (when_high - when_low) / n,
        "CORR": each_window(n, correlation, C, np.log(V + 1)),
        "CORD": each_window(n, correlation, C / C.shift(1), np.log(V / V.shift(1) + 1)),
        "CNTP": roll(up).mean(),
        "CNTN": roll(down).mean(),
        "CNTD": roll(up).mean() - roll(down).mean(),
        "SUMP": gain / total,
        "SUMN": loss / total,
        "SUMD": (gain - loss) / total,
        "VMA": roll(V).mean() / (V + TINY),
        "VSTD": roll(V).std() / (V + TINY),
        "WVMA": roll(moves).std() / (roll(moves).mean() + TINY),
        "VSUMP": more / traded,
        "VSUMN": less / traded,
        "VSUMD": (more - less) / traded,
    }
    factors |= {f"{name}{n}": x for name, x in rolling.items()}

write(factors, every=10, digits=12)
