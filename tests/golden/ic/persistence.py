"""Reference of the persistence that the default test allows for: pandas ranks, numpy correlations, scipy.

Slow factor, slow returns, names that come and go; once with a step of several horizons, once of one.

    python tests/golden/ic/persistence.py > tests/golden/ic/persistence.json
"""
import json

import numpy as np
import pandas as pd
from scipy.fft import dct
from scipy.stats import t as student_t

rng = np.random.default_rng(11)
dates, names = 140, 9


def slow(phi):
    out = rng.standard_normal((dates, names))
    for i in range(1, dates):
        out[i] = phi * out[i - 1] + np.sqrt(1 - phi**2) * out[i]
    return out


price = 100 * np.exp(np.cumsum(0.01 * rng.standard_normal((dates, names)) + 0.006 * slow(0.98), axis=0))
factor = slow(0.98)
factor[rng.random(factor.shape) < 0.05] = np.nan
factor[:4] = np.nan
price[90:, 2] = np.nan
price, factor = price.round(6), factor.round(6)


def unit(block):
    lengths = np.sqrt((block**2).sum(1, keepdims=True))
    return np.divide(block, lengths, out=np.zeros_like(block), where=lengths > 0)


def expected(horizon):
    prices = pd.DataFrame(price)
    forward = prices.shift(-horizon) / prices - 1
    pairs = forward.notna() & pd.DataFrame(factor).notna()
    a = pd.DataFrame(factor).where(pairs).rank(axis=1)
    b = forward.where(pairs).rank(axis=1)
    ic = a.corrwith(b, axis=1).dropna().to_numpy()
    rows = np.flatnonzero(pairs.any(axis=1))
    a, b = (r.sub(r.mean(axis=1), axis=0).fillna(0).to_numpy()[rows[0] : rows[-1] + 1] for r in (a, b))
    n = len(a)
    step = horizon * max(1, round(1.875 * n ** (1 / 3) / horizon))
    blocks = n // step
    f = unit(a[: blocks * step : step])
    g = unit(b[: blocks * step : horizon].reshape(blocks, step // horizon, names).sum(1))
    g = unit(g - (f * g).sum() / blocks * f)
    shuffled = (f @ f.T) * (g @ g.T)
    rho = np.array([np.trace(shuffled, lag) / blocks for lag in range(blocks)])

    present = len(ic)
    count = max(1, min(int(0.4 * present ** (2 / 3)), int(0.75 * present / horizon + 0.5)))
    at = np.pi * np.arange(1, count + 1) / present
    spectrum = lambda w: rho[0] + 2 * (rho[1:] * np.cos(w * np.arange(1, blocks))).sum()
    seen = min(1, np.mean([spectrum(min(np.pi, w * step)) for w in at]) / spectrum(0))
    overlap = np.mean([abs(np.exp(1j * w * np.arange(horizon)).mean()) ** 2 for w in at])
    squares = dct(ic, type=2, norm="ortho")[1 : count + 1] ** 2
    t = ic.mean() / np.sqrt(squares.mean() / present / overlap / seen)
    return {
        "horizon": horizon,
        "step": step,
        "autocorrelations": rho.tolist(),
        "t": t,
        "p": 2 * student_t.sf(abs(t), count),
        "detail": f"{count} cosines, error × {1 / np.sqrt(seen):.2f}",
    }


rows = lambda values: [[None if np.isnan(v) else v for v in row] for row in values]
print(json.dumps({"price": rows(price), "factor": rows(factor), "expected": [expected(3), expected(12)]}))
