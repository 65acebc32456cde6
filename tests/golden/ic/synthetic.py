"""Golden values of the `ic` room on a small synthetic panel: scipy, statsmodels HAC and alphalens-reloaded.

Run in this folder:  python synthetic.py     (numpy 2.4, pandas 2.3, scipy 1.17, statsmodels 0.15, alphalens-reloaded 0.5.1)
Writes synthetic_input.json (dates, symbols, close, factor) and synthetic.json (expected values).

Conventions that matter:
* alphalens fills price gaps forward and drops a name at every horizon when it lacks one; both are avoided here by handing it,
  one horizon at a time, forward returns that are missing where either price is missing.
* alphalens drops a date on which quantile edges coincide (`pd.qcut` raises). Those dates are listed in `tied`.
* alphalens-reloaded 0.5.1 halves the quantile spread; `spread` here is top minus bottom, not halved.
"""

import contextlib
import io
import json
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from alphalens import performance, utils
from scipy import stats

warnings.filterwarnings("ignore")
QUANTILES = 5
CASES = [(1, 0), (5, 0), (21, 0), (5, 1)]  # (horizon, delay) in sessions


def synthetic_panel(seed=20240607, dates=120, names=30):
    """Prices and a factor with gaps, ties, a late listing and delistings."""
    rng = np.random.default_rng(seed)
    days = pd.bdate_range("2021-01-04", periods=dates + 2).delete([10, 57])  # two holidays
    symbols = [f"S{i:02d}" for i in range(names)]
    factor = np.zeros((dates, names))
    state = rng.normal(size=names)
    for t in range(dates):
        state = 0.95 * state + np.sqrt(1 - 0.95**2) * rng.normal(size=names)
        factor[t] = state
    returns = 0.015 * rng.standard_t(4, size=(dates, names))
    returns[1:] += 0.002 * factor[:-1]
    close = 50 * np.exp(np.cumsum(returns, axis=0))
    factor = np.round(factor, 2)  # a few ties
    factor[40] = np.round(factor[40])  # many ties: quantile edges coincide
    factor[41] = 1.0  # no variance at all
    factor[:15, :20] = np.nan
    factor[:5] = np.nan  # warm-up
    factor[rng.random(factor.shape) < 0.03] = np.nan
    factor[60, 3:] = np.nan  # three names left
    factor[61, 1:] = np.nan  # one name left
    close[rng.random(close.shape) < 0.01] = np.nan
    close[:30, 0] = np.nan  # listed late
    close[70:, 1] = np.nan  # delisted, the factor goes on
    close[100:, 2] = np.nan
    close[50] = np.where(np.arange(names) < 4, np.nan, close[50])
    close = pd.DataFrame(np.round(close, 4), days, symbols)
    return close, pd.DataFrame(factor, days, symbols)


def forward_returns(close, horizon, delay):
    return close.shift(-(horizon + delay)) / close.shift(-delay) - 1


def correlations(factor, forward):
    """Per date Pearson and Spearman of the complete pairs; missing when undefined."""
    ic, rank_ic, names = [], [], []
    for day in factor.index:
        both = pd.concat([factor.loc[day], forward.loc[day]], axis=1).dropna()
        x, y = both.iloc[:, 0].to_numpy(), both.iloc[:, 1].to_numpy()
        names.append(len(both))
        ok = len(both) >= 2 and np.ptp(x) > 0 and np.ptp(y) > 0
        ic.append(stats.pearsonr(x, y)[0] if ok else np.nan)
        rank_ic.append(stats.spearmanr(x, y)[0] if ok else np.nan)
    return pd.Series(ic, factor.index), pd.Series(rank_ic, factor.index), names


def mean_test(series, lags):
    """Mean, ddof-1 deviation, ratio, Newey-West and i.i.d. t, share above zero."""
    x = series.dropna().to_numpy()
    hac = sm.OLS(x, np.ones(len(x))).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False}
    )
    return {
        "mean": x.mean(),
        "std": x.std(ddof=1),
        "ir": x.mean() / x.std(ddof=1),
        "se": hac.bse[0],
        "t": hac.tvalues[0],
        "tIid": stats.ttest_1samp(x, 0).statistic,
        "hitRate": (x > 0).mean(),
        "skewness": stats.skew(x),
        "kurtosis": stats.kurtosis(x),
        "dates": len(x),
    }


def alphalens_case(close, factor, forward, horizon):
    """alphalens' own figures for one horizon, from forward returns with honest gaps."""
    long = factor.stack(future_stack=True)
    long.index.names = ["date", "asset"]
    with contextlib.redirect_stdout(io.StringIO()):
        frame = utils.compute_forward_returns(long, close, periods=(horizon,))
        column = frame.columns[0]
        values = forward.stack(future_stack=True)
        values.index.names = ["date", "asset"]
        frame[column] = values.reindex(frame.index)
        data = utils.get_clean_factor(long, frame, quantiles=QUANTILES, max_loss=1.0)
    days = factor.index
    by_date, _ = performance.mean_return_by_quantile(data, by_date=True, demeaned=False)
    overall, error = performance.mean_return_by_quantile(data, demeaned=False)
    by_date = by_date[column].unstack("factor_quantile").reindex(days)
    turnover = [
        performance.quantile_turnover(data["factor_quantile"], q, horizon).reindex(days)
        for q in range(1, QUANTILES + 1)
    ]
    autocorrelation = performance.factor_rank_autocorrelation(data, horizon).reindex(days)
    spread = by_date[QUANTILES] - by_date[1]
    rank_ic = performance.factor_information_coefficient(data)[column].reindex(days)
    return {
        "rankIc": numbers(rank_ic),
        "rankIcMean": rank_ic.mean(),
        "quantileMeans": numbers(overall[column]),
        "quantileErrors": numbers(error[column]),
        "quantileByDate": [numbers(row) for _, row in by_date.iterrows()],
        "spread": mean_test(spread, horizon - 1),
        "turnoverMeans": [series.mean() for series in turnover],
        "turnoverTop": numbers(turnover[-1]),
        "autocorrelation": numbers(autocorrelation),
        "autocorrelationMean": autocorrelation.mean(),
        "observations": len(data),
    }


def numbers(values):
    return [None if pd.isna(v) else float(v) for v in values]


def tied_dates(factor, forward):
    """Dates with at least two names whose quantile edges coincide."""
    out = []
    for i, day in enumerate(factor.index):
        x = factor.loc[day][forward.loc[day].notna()].dropna()
        if len(x) >= 2 and len(np.unique(np.quantile(x, np.linspace(0, 1, QUANTILES + 1)))) <= QUANTILES:
            out.append(i)
    return out


def case(close, factor, horizon, delay):
    forward = forward_returns(close, horizon, delay)
    ic, rank_ic, names = correlations(factor, forward)
    used = rank_ic.notna().to_numpy()
    return {
        "horizon": horizon,
        "delay": delay,
        "names": names,
        "ic": numbers(ic),
        "rankIc": numbers(rank_ic),
        "icStats": mean_test(ic, horizon - 1),
        "rankIcStats": mean_test(rank_ic, horizon - 1),
        "observations": int(np.array(names)[used].sum()),
        "tied": tied_dates(factor, forward),
        "alphalens": alphalens_case(close, factor, forward, horizon),
    }


def main():
    close, factor = synthetic_panel()
    grid = lambda frame: [numbers(row) for row in frame.to_numpy()]
    write("synthetic_input.json", {
        "dates": [str(day.date()) for day in close.index],
        "symbols": list(close.columns),
        "close": grid(close),
        "factor": grid(factor),
    })
    write("synthetic.json", {"quantiles": QUANTILES, "cases": [case(close, factor, h, d) for h, d in CASES]})


def write(path, value):
    with open(path, "w") as file:
        json.dump(value, file, separators=(",", ":"), default=float)
        file.write("\n")


if __name__ == "__main__":
    main()
