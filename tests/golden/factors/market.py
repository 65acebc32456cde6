"""Golden values of the factors against the equal-weight market, from their definitions.

    python tests/golden/factors/market.py > tests/golden/factors/market.json
"""

import numpy as np
import pandas as pd
from panel import C, COLUMNS, R, ROWS, YEAR, write

M = R.mean(axis=1)


def regressions(n, least, keep=lambda market: np.isfinite(market)):
    """Slope, R², residual deviation (ddof 1) and today's residual of a polynomial fit of each window."""
    slope, fit, left, today = (np.full((ROWS, COLUMNS), np.nan) for _ in range(4))
    market = M.to_numpy()
    for j in range(COLUMNS):
        own = R[j].to_numpy()
        for t in range(ROWS):
            rows = np.arange(max(0, t - n + 1), t + 1)
            rows = rows[np.isfinite(own[rows]) & keep(market[rows])]
            if len(rows) < least:
                continue
            b, a = np.polyfit(market[rows], own[rows], 1)
            residual = own[rows] - a - b * market[rows]
            slope[t, j], left[t, j] = b, np.std(residual, ddof=1)
            fit[t, j] = 1 - residual.var() / own[rows].var()
            today[t, j] = own[t] - a - b * market[t]
    return [pd.DataFrame(x) for x in (slope, fit, left, today)]


def breadth(condition, where):
    x = condition.astype(float).where(where.notna())
    return pd.DataFrame(np.where(where.notna(), x.mean(axis=1).to_numpy()[:, None], np.nan))


year, quarter = regressions(252, 126), regressions(63, 42)
falling = regressions(252, 40, lambda market: market < 0)
residual = year[3].rolling(231, min_periods=126)
average = C.rolling(50, min_periods=40).mean()
top, bottom = C.rolling(252, min_periods=126).max(), C.rolling(252, min_periods=126).min()
dispersion = np.sqrt(R.var(axis=1, ddof=0)).to_numpy()[:, None]

write(
    {
        "beta_252": year[0],
        "beta_63": quarter[0],
        "downside_beta_252": falling[0],
        "market_r2_252": year[1],
        "idio_vol_63": quarter[2] * np.sqrt(YEAR),
        "residual_mom_12_1": (residual.sum() / residual.std()).shift(21),
        "breadth_50": breadth(C > average, C + average),
        "breadth_new_highs_252": breadth(C >= top, C + top) - breadth(C <= bottom, C + bottom),
        "dispersion_21": pd.DataFrame(np.where(R.notna(), dispersion, np.nan)).rolling(21, min_periods=15).mean(),
    }
)
