"""Limit distribution of the t-statistic with Bartlett weights at a fixed share b of the sample.

Kiefer & Vogelsang (2005): with lag M = bT, the t-statistic of a mean tends to W(1) / sqrt(Q(b)), where
Q(b) = 2/b * (int_0^1 B(r)^2 dr - int_0^{1-b} B(r) B(r+b) dr), B a Brownian bridge independent of W(1).
As W(1) is independent of Q, P(|t| > x) = E[2 Phi(-x sqrt(Q))], so only Q is simulated and tails are smooth.

Prints JSON: the coefficients of critical values c(z, b) = z (1 + a1 b + ... + a6 b^6) fitted per normal score z (the
table in lib/src/core/stats/fixedBTable.ts), the same for the published levels beside the polynomials of the paper,
and p-values of an independent second simulation.

    python tests/golden/core/fixed_b.py > tests/golden/core/fixed_b.json
"""
import json

import numpy as np
from scipy.stats import norm

STEPS, REPS, BATCH = 1000, 100_000, 2_000
SHARES = [0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
SCORES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 3.75, 4, 4.5, 5]
PUBLISHED = {  # Kiefer & Vogelsang 2005, table 1, Bartlett: quantile = a0 + a1 b + a2 b^2 + a3 b^3
    "0.90": [1.2816, 1.3040, 0.5135, -0.3386],
    "0.95": [1.6449, 2.1859, 0.3142, -0.3427],
    "0.975": [1.9600, 2.9694, 0.4160, -0.5324],
    "0.99": [2.3263, 4.1618, 0.5368, -0.9060],
}


def simulate(seed, reps, shares):
    rng = np.random.default_rng(seed)
    out = np.empty((len(shares), reps))
    grid = np.arange(1, STEPS + 1) / STEPS
    for start in range(0, reps, BATCH):
        walk = np.cumsum(rng.standard_normal((BATCH, STEPS)), axis=1) / np.sqrt(STEPS)
        bridge = walk - grid * walk[:, -1:]
        square = (bridge**2).sum(axis=1)
        for k, b in enumerate(shares):
            m = round(b * STEPS)
            cross = (bridge[:, : STEPS - m] * bridge[:, m:]).sum(axis=1)
            out[k, start : start + BATCH] = 2 / m * (square - cross)
    return out


def tail(x, roots):
    """P(|t| > x)."""
    return (2 * norm.cdf(-x * roots)).mean()


def critical(p, roots):
    low, high = 0.0, 400.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle, roots) > p else (low, middle)
    return (low + high) / 2


q = np.sqrt(simulate(1, REPS, SHARES))
b = np.array(SHARES)
powers = np.vstack([b**k for k in range(1, 7)]).T
table, worst = [], 0.0
for z in SCORES:
    c = np.array([critical(2 * norm.cdf(-z), roots) for roots in q])
    coefficients = np.linalg.lstsq(powers, c / z - 1, rcond=None)[0]
    worst = max(worst, np.abs((1 + powers @ coefficients) * z / c - 1).max())
    table.append({"z": z, "a": [float(f"{a:.5g}") for a in coefficients]})

published = []
for level, a in PUBLISHED.items():
    for share in [0.05, 0.12, 0.2, 0.3, 0.5, 0.7, 1.0]:
        value = critical(2 * (1 - float(level)), q[SHARES.index(share)])
        paper = sum(c * share**k for k, c in enumerate(a))
        published.append({"level": float(level), "b": share, "simulated": round(value, 4), "paper": round(paper, 4)})

check_shares = [0.02, 0.07, 0.24, 0.45, 0.75, 1.0]
second = np.sqrt(simulate(2, 20_000, check_shares))
checks = [
    {"t": t, "b": share, "p": float(tail(t, second[k]))}
    for k, share in enumerate(check_shares)
    for t in [0.1, 0.6, 1.5, 2.2, 3.0, 4.5, 7.0]
]
print(json.dumps({"table": table, "fit_error": worst, "published": published, "checks": checks}, indent=1))
