"""Probability of backtest overfitting by CSCV, written out with itertools: python pbo.py > pbo.json

Every split concatenates its rows and computes the statistic anew; ranks are scipy's, the line is numpy's.
"""

import json
from itertools import combinations

import numpy as np
from scipy.stats import linregress, rankdata

YEAR = 252


def sharpe(x):
    return x.mean(axis=0) / x.std(axis=0, ddof=1) * np.sqrt(YEAR)


def annual_mean(x):
    return x.mean(axis=0) * YEAR


def cscv(returns, blocks, statistic):
    rows = len(returns) // blocks
    parts = np.split(returns[len(returns) - rows * blocks :], blocks)
    picked, inside, outside, average, logits = [], [], [], [], []
    for chosen in combinations(range(blocks), blocks // 2):
        others = [b for b in range(blocks) if b not in chosen]
        a = statistic(np.concatenate([parts[b] for b in chosen]))
        b = statistic(np.concatenate([parts[b] for b in others]))
        best = int(np.argmax(a))
        omega = rankdata(b)[best] / (len(b) + 1)
        picked.append(best)
        inside.append(a[best])
        outside.append(b[best])
        average.append(b.mean())
        logits.append(np.log(omega / (1 - omega)))
    logits, inside, outside, average = map(np.array, (logits, inside, outside, average))
    fit = linregress(inside, outside)
    grid = np.unique(np.concatenate([outside, average]))
    cdf = lambda x: np.searchsorted(np.sort(x), grid, side="right") / len(x)
    gap = cdf(average) - cdf(outside)
    second = np.cumsum(gap[:-1] * np.diff(grid))
    return {
        "blocks": blocks,
        "splits": len(logits),
        "probability": float((logits <= 0).mean()),
        "probabilityOfLoss": float((outside < 0).mean()),
        "slope": fit.slope,
        "intercept": fit.intercept,
        "rSquared": fit.rvalue**2,
        "firstOrder": bool((gap >= -1e-12).all()),
        "secondOrder": bool((second >= -1e-12).all()),
        "picked": picked[:50],
        "logits": logits[:50].tolist(),
        "inSample": inside[:50].tolist(),
        "outOfSample": outside[:50].tolist(),
        "average": average[:50].tolist(),
    }


def main():
    rng = np.random.default_rng(17)
    noise = np.round(rng.normal(0, 0.01, (203, 7)), 6)
    skill = noise.copy()
    skill[:, 3] += 0.003
    cases = [
        {"input": "noise", "statistic": "sharpe", **cscv(noise, 8, sharpe)},
        {"input": "noise", "statistic": "mean", **cscv(noise, 10, annual_mean)},
        {"input": "skill", "statistic": "sharpe", **cscv(skill, 8, sharpe)},
        {"input": "skill", "statistic": "sharpe", **cscv(skill, 16, sharpe)},
    ]
    inputs = {"noise": noise.tolist(), "skill": skill.tolist()}
    print(json.dumps({"inputs": inputs, "cases": cases}))


main()
