"""Golden values of the volatility factors, written a second time in pandas from their definitions.

    python tests/golden/factors/volatility.py > tests/golden/factors/volatility.json
"""

import math

import numpy as np
from panel import C, H, L, O, R, YEAR, write

gap, body = np.log(O / C.shift(1)), np.log(C / O)
rs = np.log(H / C) * np.log(H / O) + np.log(L / C) * np.log(L / O)
gk = 0.5 * np.log(H / L) ** 2 - (2 * math.log(2) - 1) * body**2
k = 0.34 / (1.34 + 22 / 20)
vol = R.rolling(21, min_periods=15).std() * math.sqrt(YEAR)
squares = (R**2).rolling(63, min_periods=42).mean()
bipower = math.pi / 2 * (R.abs() * R.abs().shift(1)).rolling(63, min_periods=42).mean()


def month(x):
    return x.rolling(21, min_periods=15)


def quarter(x):
    return x.rolling(63, min_periods=42)


def root(x):
    return np.sqrt(YEAR * x)


write(
    {
        "realized_vol_63": root(quarter(R).var()),
        "realized_vol_252": root(R.rolling(252, min_periods=126).var()),
        "ewma_vol_94": root((R**2).ewm(alpha=0.06, adjust=False, ignore_na=True, min_periods=21).mean()),
        "parkinson_vol_21": root(month(np.log(H / L) ** 2).mean() / (4 * math.log(2))),
        "garman_klass_vol_21": root(month(gk).mean()),
        "rogers_satchell_vol_21": root(month(rs).mean()),
        "yang_zhang_vol_21": root(month(gap).var() + k * month(body).var() + (1 - k) * month(rs).mean()),
        "vol_of_vol_63": quarter(vol).std() / quarter(vol).mean(),
        "vol_trend_21_252": vol / root(R.rolling(252, min_periods=126).var()) - 1,
        "upside_dev_63": root(quarter(R.clip(lower=0) ** 2).mean()),
        "downside_share_63": quarter(R.clip(upper=0) ** 2).mean() / squares,
        "overnight_variance_share_63": quarter(gap).var() / (quarter(gap).var() + quarter(body).var()),
        "bipower_vol_63": root(bipower),
        "jump_share_63": 1 - bipower / squares,
        "max_return_21": month(R).max(),
        "min_return_21": month(R).min(),
        "skew_63": quarter(R).skew(),
        "kurt_63": quarter(R).kurt(),
    }
)
