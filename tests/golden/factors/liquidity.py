"""Golden values of the liquidity factors, written a second time in pandas from their definitions.

    python tests/golden/factors/liquidity.py > tests/golden/factors/liquidity.json
"""

import numpy as np
import pandas as pd
from panel import C, COLUMNS, DV, H, L, R, ROWS, V, write


def quarter(x):
    return x.rolling(63, min_periods=42)


def both(x, y):
    present = x.notna() & y.notna()
    return x.where(present), y.where(present)


def paired(x, y):
    """Covariance, variance of y and correlation over the sessions in which both are present."""
    x, y = both(x, y)
    return quarter(x).cov(y), quarter(y).var(), quarter(x).corr(y)


def slope(window):
    t = np.flatnonzero(~np.isnan(window))
    return np.polyfit(t, window[t], 1)[0] if len(t) >= 42 else np.nan


def corwin_schultz():
    """Session by session, as in the paper's section on overnight price changes."""
    out = np.full((ROWS, COLUMNS), np.nan)
    c, h, l = C.to_numpy(), H.to_numpy(), L.to_numpy()
    for j in range(COLUMNS):
        for t in range(1, ROWS):
            today_high, today_low, last = h[t, j], l[t, j], c[t - 1, j]
            if not np.isfinite(today_high + today_low + last + h[t - 1, j] + l[t - 1, j]):
                continue
            shift = today_low - last if today_low > last else today_high - last if today_high < last else 0
            today_high, today_low = today_high - shift, today_low - shift
            beta = np.log(today_high / today_low) ** 2 + np.log(h[t - 1, j] / l[t - 1, j]) ** 2
            gamma = np.log(max(today_high, h[t - 1, j]) / min(today_low, l[t - 1, j])) ** 2
            k = 3 - 2 * np.sqrt(2)
            alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / k - np.sqrt(gamma / k)
            out[t, j] = max(0, 2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha)))
    return pd.DataFrame(out)


middle, log_close = (np.log(H) + np.log(L)) / 2, np.log(C)
products = (log_close.shift(1) - middle.shift(1)) * (log_close.shift(1) - middle)
impact, spread, _ = paired(R, np.sign(R) * DV / 1e6)
autocovariance = paired(R, R.shift(1))[0]

write(
    {
        "amihud_252": (R.abs() / DV).rolling(252, min_periods=126).mean() * 1e6,
        "dollar_volume_shock_63": np.log(DV / quarter(DV).mean()),
        "relative_turnover_5_63": V.rolling(5, min_periods=4).mean() / quarter(V).mean(),
        "turnover_cv_63": quarter(V).std() / quarter(V).mean(),
        "volume_slope_63": np.log(V).rolling(63, min_periods=1).apply(slope, raw=True),
        "zero_return_share_63": quarter((R == 0).astype(float).where(R.notna())).mean(),
        "corwin_schultz_spread_21": corwin_schultz().rolling(21, min_periods=15).mean(),
        "abdi_ranaldo_spread_21": 2 * np.sqrt(products.rolling(21, min_periods=15).mean().clip(lower=0)),
        "roll_spread_63": 2 * np.sqrt((-autocovariance).clip(lower=0)),
        "kyle_lambda_63": impact / spread,
        "volume_volatility_corr_63": paired(R.abs(), np.log(V))[2],
    }
)
