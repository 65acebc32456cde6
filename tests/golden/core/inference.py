"""Reference values for distributions, corrected p-values and the stationary bootstrap.

scipy (distributions), statsmodels (multipletests, OLS), arch (StationaryBootstrap; 20,000 resamples), numpy.

    python tests/golden/core/inference.py > tests/golden/core/inference.json
"""
import json

import numpy as np
from arch.bootstrap import StationaryBootstrap
from scipy.stats import norm, t
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(11)
distributions = {
    "normal": [{"x": x, "p": norm.cdf(x)} for x in [-8, -5, -3, -1.96, -0.3, 0, 0.7, 2.5, 6]],
    "normal_quantile": [{"p": p, "x": norm.ppf(p)} for p in [1e-9, 0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999]],
    "t": [
        {"x": x, "df": df, "p": t.cdf(x, df)}
        for df in [1, 2, 3.5, 11, 30, 1249]
        for x in [-40, -5, -2.2, -0.3, 0, 0.05, 1.7, 8]
    ],
    "t_quantile": [
        {"p": p, "df": df, "x": t.ppf(p, df)} for df in [1, 4, 11, 1249] for p in [0.0005, 0.025, 0.4, 0.5, 0.975]
    ],
}

p = np.round(np.concatenate([rng.uniform(size=12), rng.uniform(0, 0.01, 6), [0.02, 0.02, 1.0, 0.0]]), 6)
names = {"bonferroni": "bonferroni", "holm": "holm", "bh": "fdr_bh", "by": "fdr_by"}
adjusted = {ours: multipletests(p, method=theirs)[1].tolist() for ours, theirs in names.items()}

noise = rng.standard_normal(400)
x = np.empty(400)
x[0] = noise[0]
for i in range(1, 400):
    x[i] = 0.8 * x[i - 1] + noise[i]
x = np.round(x * 0.05, 8)


def exact_se(block):
    """Standard error of the stationary bootstrap's mean in closed form (Politis & Romano 1994, lemma 1)."""
    n = len(x)
    d = x - x.mean()
    q = 1 - 1 / block
    c = [(d * np.roll(d, -k)).mean() for k in range(n)]
    var = c[0] + 2 * sum((1 - k / n) * q**k * c[k] for k in range(1, n))
    return float(np.sqrt(var / n))


bootstraps = []
for block in [1, 5, 20]:
    bs = StationaryBootstrap(block, x, seed=5)
    means = bs.apply(lambda v: np.array([v.mean()]), 20_000)[:, 0]
    bootstraps.append(
        {
            "block": block,
            "exact_se": exact_se(block) if block > 1 else float(x.std() / np.sqrt(len(x))),
            "arch_se": float(means.std(ddof=1)),
            "arch_interval": np.quantile(means, [0.025, 0.975]).tolist(),
            "arch_p": float((np.abs(means - x.mean()) >= abs(x.mean())).mean()),
        }
    )

out = {"distributions": distributions, "p": p.tolist(), "adjusted": adjusted, "x": x.tolist(), "bootstraps": bootstraps}
print(json.dumps(out, indent=1))
