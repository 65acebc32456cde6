"""Golden values of Sharpe ratio inference on one series of returns, from numpy and scipy.

    python tests/golden/risk/sharpe_inference.py > tests/golden/risk/sharpe_inference.json
"""

import json
import sys

import numpy as np
from scipy import stats

rng = np.random.default_rng(12)
noise = stats.skewnorm.rvs(-4, size=750, random_state=rng)
returns = 0.0006 + 0.01 * (noise - noise.mean())
n, year = len(returns), 252
sharpe = returns.mean() / returns.std(ddof=1)
skew, kurt = stats.skew(returns), stats.kurtosis(returns, fisher=False)
error = np.sqrt((1 - skew * sharpe + (kurt - 1) / 4 * sharpe**2) / (n - 1))
gamma = np.euler_gamma


def best(trials):
    return (1 - gamma) * stats.norm.ppf(1 - 1 / trials) + gamma * stats.norm.ppf(1 - 1 / (trials * np.e))


json.dump(
    {
        "returns": returns.tolist(),
        "error": error * np.sqrt(year),
        "psr": {str(b): stats.norm.cdf((sharpe - b / np.sqrt(year)) / error) for b in (0, 0.5, 1)},
        "dsr": {str(k): stats.norm.cdf((sharpe - np.sqrt(1 / (n - 1)) * best(k)) / error) for k in (2, 10, 500)},
        "track": {
            str(c): (1 + error**2 * (n - 1) * (stats.norm.ppf(c) / sharpe) ** 2) / year for c in (0.9, 0.95, 0.99)
        },
    },
    sys.stdout,
)
