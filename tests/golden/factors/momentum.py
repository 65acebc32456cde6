"""Golden values of the momentum, reversal, trend and season factors, from their definitions.

    python tests/golden/factors/momentum.py > tests/golden/factors/momentum.json
"""

import numpy as np
import pandas as pd
from panel import C, COLUMNS, H, L, O, R, ROWS, YEAR, write

log_close, log_return = np.log(C), np.log(C / C.shift(1))
M = R.mean(axis=1).to_numpy()


def roll(x, n, least=None):
    return x.rolling(n, min_periods=least)


def each_window(n, least, statistic, x):
    out = np.full((ROWS, COLUMNS), np.nan)
    for j in range(COLUMNS):
        a = x[j].to_numpy()
        for t in range(ROWS):
            rows = np.arange(max(0, t - n + 1), t + 1)
            rows = rows[np.isfinite(a[rows])]
            if len(rows) >= least:
                out[t, j] = statistic(rows, a[rows], t)
    return pd.DataFrame(out)


def slope(rows, x, _):
    return np.polyfit(rows - rows[0], x, 1)[0]


def rsquare(rows, x, _):
    return np.corrcoef(rows, x)[0, 1] ** 2


def residual(rows, x, today):
    b, a = np.polyfit(M[rows], x, 1)
    return x[-1] - a - b * M[today] if rows[-1] == today else np.nan


def share(condition):
    return condition.astype(float).where(R.notna())


def efficiency(n):
    return (C - C.shift(n)) / roll((C - C.shift(1)).abs(), n).sum()


def seasons(years):
    past = [C.shift(252 * k - 21) / C.shift(252 * k) - 1 for k in range(1, years + 1)]
    return pd.DataFrame(np.nanmean(np.stack(past), axis=0))


dates = np.datetime64("1970-01-01") + 18_000 + np.arange(len(C))
first = dates.astype("datetime64[M]").astype("datetime64[D]")
after = (dates.astype("datetime64[M]") + 1).astype("datetime64[D]")
turn = (np.busday_count(first, dates + 1) <= 3) | (np.busday_count(dates + 1, after) == 0)
turn = np.repeat(turn[:, None], C.shape[1], axis=1)
both = R.notna() & R.shift(1).notna()
month_ago = C.shift(21)
whole, half, older = month_ago / C.shift(252) - 1, month_ago / C.shift(126) - 1, C.shift(126) / C.shift(252) - 1
top, bottom = roll(H, YEAR, 126).max(), roll(L, YEAR, 126).min()
falling, rising = roll(share(R < 0), 231, 126).mean(), roll(share(R > 0), 231, 126).mean()
write(
    {
        "mom_3_1": month_ago / C.shift(63) - 1,
        "mom_6_1": half,
        "mom_12_7": older,
        "mom_acceleration": half - older,
        "mom_risk_adjusted_12_1": whole / roll(R, YEAR, 126).std(),
        "information_discreteness": np.sign(whole) * (falling - rising).shift(21),
        "overnight_mom_63": roll(np.log(O / C.shift(1)), 63, 42).mean(),
        "intraday_mom_63": roll(np.log(C / O), 63, 42).mean(),
        "reversal_1": -R,
        "reversal_21": 1 - C / C.shift(21),
        "residual_reversal_21": -roll(each_window(YEAR, 126, residual, R), 21, 15).sum(),
        "low_52w_distance": C / bottom - 1,
        "range_52w_position": (C - bottom) / (top - bottom),
        "high_52w_recency": 1 - each_window(YEAR, 126, lambda rows, x, t: t - rows[np.argmax(x)], H) / YEAR,
        "season_5y_21": seasons(5),
        "turn_of_month_252": roll(R.where(turn), 252, 24).mean()
        - roll(R.where(~turn), 252, 100).mean(),
        "season_1y_21": C.shift(231) / C.shift(252) - 1,
        "efficiency_ratio_21": efficiency(21),
        "efficiency_ratio_126": efficiency(126),
        "trend_r2_63": each_window(63, 42, rsquare, log_close),
        "adjusted_slope_90": 252
        * each_window(90, 60, slope, log_close)
        * each_window(90, 60, rsquare, log_close),
        "up_share_63": roll(share(R > 0), 63, 42).mean(),
        "autocorr_63": roll(R.where(both), 63, 42).corr(R.shift(1).where(both)),
        "variance_ratio_5_252": roll(np.log(C / C.shift(5)), 252, 126).var()
        / (5 * roll(log_return, 252, 126).var()),
        "season_weekday_10": sum(R.shift(5 * week - 1) for week in range(1, 11)) / 10,
    }
)
