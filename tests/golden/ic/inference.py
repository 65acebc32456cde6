"""Reference tests of a zero mean: scipy ttest_1samp and discrete cosine transform, statsmodels OLS with HAC errors.

    python tests/golden/ic/inference.py > tests/golden/ic/inference.json
"""
import json

import numpy as np
import statsmodels.api as sm
from scipy.fft import dct
from scipy.stats import t as student_t
from scipy.stats import ttest_1samp

rng = np.random.default_rng(4)
horizon = 10
noise = rng.standard_normal(260)
x = np.array([0.02 + 0.03 * noise[i : i + horizon].mean() * np.sqrt(horizon) for i in range(250)]).round(8)
x = np.concatenate([[np.nan, np.nan], x, [np.nan]])
present = x[~np.isnan(x)]


def student(values):
    r = ttest_1samp(values, 0)
    low, high = r.confidence_interval(0.95)
    return {"t": r.statistic, "p": r.pvalue, "low": low, "high": high}


def hac(lags):
    r = sm.OLS(present, np.ones(len(present))).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
    low, high = r.conf_int()[0]
    return {"t": r.tvalues[0], "p": r.pvalues[0], "low": low, "high": high}


def cosines(count):
    n = len(present)
    projections = dct(present, type=2, norm="ortho")[1 : count + 1]
    frequencies = np.pi * np.arange(1, count + 1) / n
    seen = np.mean([abs(np.exp(1j * w * np.arange(horizon)).mean()) ** 2 for w in frequencies])
    se = np.sqrt(np.mean(projections**2) / n / seen)
    t = present.mean() / se
    reach = student_t.ppf(0.975, count) * se
    return {
        "t": t,
        "p": 2 * student_t.sf(abs(t), count),
        "low": present.mean() - reach,
        "high": present.mean() + reach,
        "detail": f"{count} cosines",
    }


bandwidth = max(3 * horizon, int(np.ceil(1.3 * np.sqrt(len(present)))))
out = {
    "horizon": horizon,
    "x": [None if np.isnan(v) else v for v in x],
    "iid": student(present),
    "neweyWest": hac(horizon - 1),
    "everyHth": student(present[::horizon]),
    "cosine": cosines(min(int(0.4 * len(present) ** (2 / 3)), int(0.75 * len(present) / horizon + 0.5))),
    "fixedB": {"t": hac(bandwidth - 1)["t"], "b": bandwidth / len(present)},
}
print(json.dumps(out, indent=1))
