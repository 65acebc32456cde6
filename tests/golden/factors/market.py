"""Golden values of the factors against the equal-weight market, from their definitions.

    python tests/golden/factors/market.py > tests/golden/factors/market.json
"""

import numpy as np
import pandas as pd
from panel import C, COLUMNS, DV, R, ROWS, YEAR, write

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


def everywhere(series):
    """One value per date, for the assets that have a return."""
    return pd.DataFrame(np.where(R.notna(), series.to_numpy()[:, None], np.nan))


def loadings(n, least, k):
    out, returns = np.full((ROWS, COLUMNS), np.nan), R.to_numpy()
    for t in range(ROWS):
        window = returns[max(0, t - n + 1) : t + 1]
        taken = np.isfinite(window).sum(axis=0) >= least
        if taken.sum() < k:
            continue
        window = window[:, taken]
        window = np.where(np.isfinite(window), window - np.nanmean(window, axis=0), 0)
        values, vectors = np.linalg.eigh(window.T @ window / (len(window) - 1))
        vector = vectors[:, -k] * np.sqrt(values[-k])
        out[t, taken] = vector * np.sign(vector.sum())
    return pd.DataFrame(out)


year, quarter = regressions(252, 126), regressions(63, 42)
rising = regressions(252, 40, lambda market: market > 0)
falling = regressions(252, 40, lambda market: market < 0)


def on_the_day_before(own):
    """Slope on the market of the day before, over the days on which the asset has a return on both."""
    market = M.where(own.notna()).shift(1)
    pair = own.notna() & market.notna()
    own, market = (x.where(pair).rolling(252, min_periods=126) for x in (own, market))
    return own.cov(market.obj) / market.var()


late = R.apply(on_the_day_before)
three, log_return = np.log(C / C.shift(3)), np.log(C / C.shift(1))
common = log_return.mean(axis=1)
correlation = three.apply(lambda own: own.rolling(1260, min_periods=252).corr(three.mean(axis=1).where(own.notna())))
deviation = log_return.apply(lambda own: common.where(own.notna()).rolling(252, min_periods=126).std())
shrunk = 0.4 + 0.6 * correlation * log_return.rolling(252, min_periods=126).std() / deviation
net = (R > 0).sum(axis=1) / R.count(axis=1) - (R < 0).sum(axis=1) / R.count(axis=1)
traded = DV.where(R.notna())
up = traded.where(R > 0).sum(axis=1) / traded.sum(axis=1)
residual = year[3].rolling(231, min_periods=126)
average = C.rolling(50, min_periods=40).mean()
top, bottom = C.rolling(252, min_periods=126).max(), C.rolling(252, min_periods=126).min()
dispersion = np.sqrt(R.var(axis=1, ddof=0)).to_numpy()[:, None]

write(
    {
        "beta_252": year[0],
        "beta_63": quarter[0],
        "downside_beta_252": falling[0],
        "upside_beta_252": rising[0],
        "lagged_beta_252": year[0] + late,
        "shrunk_beta": shrunk,
        "pca_loading_126": loadings(126, 84, 1),
        "pca_loading2_126": loadings(126, 84, 2).abs(),
        "market_r2_252": year[1],
        "idio_vol_63": quarter[2] * np.sqrt(YEAR),
        "residual_mom_12_1": (residual.sum() / residual.std()).shift(21),
        "breadth_50": breadth(C > average, C + average),
        "breadth_new_highs_252": breadth(C >= top, C + top) - breadth(C <= bottom, C + bottom),
        "advance_decline_10": everywhere(net).rolling(10, min_periods=8).mean(),
        "up_volume_share_10": everywhere(up).rolling(10, min_periods=8).mean(),
        "dispersion_21": pd.DataFrame(np.where(R.notna(), dispersion, np.nan)).rolling(21, min_periods=15).mean(),
    }
)
