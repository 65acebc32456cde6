"""Golden values of the deeper evaluation of one factor: groups, calendar, decay, quantile tests, held portfolios.

Run in this folder:  python deep.py   (numpy 2.4, pandas 2.3, scipy 1.17, statsmodels 0.15, alphalens-reloaded 0.5.1)
Writes deep_input.json (dates, symbols, groups, close, dollar volume, factor) and deep.json (expected values).

As in synthetic.py, alphalens is handed forward returns that are missing where either price is missing.
"""

import contextlib
import io
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from alphalens import performance, utils
from scipy import optimize, stats

from synthetic import forward_returns, write

warnings.filterwarnings("ignore")
QUANTILES = 4
NAMES = 20


def numbers(values):
    return [None if pd.isna(v) else float(f"{v:.13g}") for v in values]


def panel(seed=20250311, dates=300):
    """Prices with group moves and gaps, a factor that leans on groups, one delisting."""
    rng = np.random.default_rng(seed)
    days = pd.bdate_range("2021-03-01", periods=dates)
    symbols = [f"S{i:02d}" for i in range(NAMES)]
    groups = [["tech", "bank", "food", "oil"][i % 4] for i in range(NAMES)]
    codes = np.arange(NAMES) % 4
    level = rng.normal(size=4)[codes]
    state = rng.normal(size=NAMES)
    factor = np.zeros((dates, NAMES))
    for t in range(dates):
        state = 0.9 * state + np.sqrt(1 - 0.81) * rng.normal(size=NAMES)
        factor[t] = state + level
    returns = 0.01 * rng.standard_t(5, size=(dates, NAMES)) + 0.006 * rng.normal(size=(dates, 4))[:, codes]
    returns[1:] += 0.0015 * factor[:-1]
    close = 40 * np.exp(np.cumsum(returns, axis=0))
    factor = np.round(factor, 6)
    factor[rng.random(factor.shape) < 0.02] = np.nan
    close[rng.random(close.shape) < 0.005] = np.nan
    close[220:, 3] = np.nan  # delisted, the factor goes on
    volume = 1000 * np.round(1e5 * np.exp(rng.normal(size=(dates, NAMES)) * 0.3 + 2 * rng.normal(size=NAMES)))
    frame = lambda values: pd.DataFrame(values, days, symbols)
    return frame(np.round(close, 3)), frame(factor), frame(volume), pd.Series(groups, symbols)


def alphalens_frame(close, factor, forward, groups, horizon):
    long = factor.stack(future_stack=True)
    long.index.names = ["date", "asset"]
    with contextlib.redirect_stdout(io.StringIO()):
        frame = utils.compute_forward_returns(long, close, periods=(horizon,))
        column = frame.columns[0]
        values = forward.stack(future_stack=True)
        values.index.names = ["date", "asset"]
        frame[column] = values.reindex(frame.index)
        data = utils.get_clean_factor(
            long, frame, groupby=groups.to_dict(), quantiles=QUANTILES, max_loss=1.0
        )
    return data, column


def group_case(close, factor, groups, horizon):
    forward = forward_returns(close, horizon, 0)
    data, column = alphalens_frame(close, factor, forward, groups, horizon)
    days = factor.index
    names = sorted(groups.unique())
    ic = performance.factor_information_coefficient(data, by_group=True)[column].unstack("group")
    adjusted = performance.factor_information_coefficient(data, group_adjust=True)[column]
    by_group, _ = performance.mean_return_by_quantile(data, by_group=True, demeaned=False)
    neutral, _ = performance.mean_return_by_quantile(data, by_date=False, demeaned=False, group_adjust=True)
    weights = performance.factor_weights(data)
    net = weights.groupby([weights.index.get_level_values("date"), data["group"]], observed=True).sum()
    # Both sides demeaned, by pandas and scipy alone.
    pairs = pd.DataFrame({"x": data["factor"], "y": data[column], "g": data["group"].astype(str)})
    date = pairs.index.get_level_values("date")
    dx = pairs["x"] - pairs.groupby([date, "g"])["x"].transform("mean")
    dy = pairs["y"] - pairs.groupby([date, "g"])["y"].transform("mean")
    both = pd.DataFrame({"x": dx, "y": dy})
    rank_ic = both.groupby(level="date").apply(lambda d: stats.spearmanr(d["x"], d["y"])[0])
    pearson = both.groupby(level="date").apply(lambda d: stats.pearsonr(d["x"], d["y"])[0])
    within = (dx**2).groupby(level="date").sum()
    total = pairs["x"].groupby(level="date").apply(lambda x: ((x - x.mean()) ** 2).sum())
    return {
        "horizon": horizon,
        "names": names,
        "rankIc": [numbers(ic[name].reindex(days)) for name in names],
        "adjustedRankIc": numbers(adjusted.reindex(days)),
        "neutralRankIc": numbers(rank_ic.reindex(days)),
        "neutralIc": numbers(pearson.reindex(days)),
        "quantileMeans": [
            numbers(by_group[column].unstack("group")[name].reindex(range(1, QUANTILES + 1))) for name in names
        ],
        "neutralQuantileMeans": numbers(neutral[column]),
        "explained": numbers((1 - within / total).reindex(days)),
        "weights": numbers(net.unstack("group")[names].mean()),
    }


def alpha_beta_case(close, factor, groups, horizon):
    forward = forward_returns(close, horizon, 0)
    data, column = alphalens_frame(close, factor, forward, groups, horizon)
    returns = performance.factor_returns(data)[column]
    market = data.groupby(level="date")[column].mean()
    peer = performance.factor_alpha_beta(data)
    lags = horizon - 1 if horizon > 1 else int(np.floor(4 * (len(returns) / 100) ** (2 / 9)))
    hac = sm.OLS(returns.to_numpy(), sm.add_constant(market.to_numpy())).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False}
    )
    return {
        "horizon": horizon,
        "weighted": numbers(returns.reindex(factor.index)),
        "market": numbers(market.reindex(factor.index)),
        "alphaAnnual": float(peer.loc["Ann. alpha"].iloc[0]),
        "beta": float(peer.loc["beta"].iloc[0]),
        "alpha": hac.params[0],
        "alphaError": hac.bse[0],
        "betaError": hac.bse[1],
        "r2": hac.rsquared,
        "lags": lags,
    }


def rank_ic(factor, forward):
    out = []
    for day in factor.index:
        both = pd.concat([factor.loc[day], forward.loc[day]], axis=1).dropna()
        ok = len(both) >= 2 and both.nunique().min() > 1
        out.append(stats.spearmanr(both.iloc[:, 0], both.iloc[:, 1])[0] if ok else np.nan)
    return pd.Series(out, factor.index)


def calendar_case(factor, close):
    ic = rank_ic(factor, forward_returns(close, 5, 0)).dropna()
    whole = ic.reindex(factor.index)
    rolling = whole.rolling(60, min_periods=30)
    periods = {}
    for name, freq in [("month", "M"), ("quarter", "Q"), ("year", "Y")]:
        grouped = ic.groupby(ic.index.to_period(freq))
        periods[name] = {
            "mean": numbers(grouped.mean()),
            "std": numbers(grouped.std()),
            "hitRate": numbers(grouped.apply(lambda x: (x > 0).mean())),
            "dates": [int(n) for n in grouped.count()],
        }
    hits = int((ic > 0).sum())
    return {
        "periods": periods,
        "rollingMean": numbers(rolling.mean()),
        "rollingIr": numbers(rolling.mean() / rolling.std()),
        "hits": hits,
        "binomialP": stats.binomtest(hits, len(ic)).pvalue,
        "binomials": [[k, n, stats.binomtest(k, n).pvalue] for k, n in [(0, 5), (3, 5), (60, 100), (520, 1000)]],
    }


def decay_case(factor, close, longest=8):
    horizons = [rank_ic(factor, forward_returns(close, h, 1)).mean() for h in range(1, longest + 1)]
    lags = np.array([rank_ic(factor, forward_returns(close, 1, 1 + k)).mean() for k in range(longest)])
    curve = lambda k, a, half: a * 2 ** (-k / half)
    fits = []
    for values in [lags, 0.05 * 2 ** (-np.arange(12) / 3.5), np.array([0.04, 0.01, -0.005, 0.004, -0.003, 0.001])]:
        (a, half), _ = optimize.curve_fit(curve, np.arange(len(values)), values, p0=(values[0], 2), xtol=1e-14, ftol=1e-14)
        residuals = values - curve(np.arange(len(values)), a, half)
        fits.append({
            "values": list(values), "start": a, "halfLife": half,
            "r2": 1 - (residuals**2).sum() / (values**2).sum(),
        })
    return {"delay": 1, "horizons": horizons, "lags": list(lags), "fits": fits}


def held_case(factor, close, horizon, delay):
    """h sub-portfolios by hand: each a separate account, formed every h sessions, held unchanged."""
    filled = close.ffill()
    days, dates = close.index, len(close)
    accounts = [[] for _ in range(QUANTILES + 1)]  # the last is factor-weighted
    for t in range(dates):
        entry = t + delay
        if entry >= dates - 1:
            break
        x = factor.iloc[t][close.iloc[t].notna()].dropna()
        if len(x) < 2:
            continue
        bucket = pd.qcut(x, QUANTILES, labels=False)
        paid = close.iloc[entry].reindex(x.index)
        x, bucket = x[paid.notna()], bucket[paid.notna()]
        path = filled.iloc[entry : entry + horizon + 1][x.index] / close.iloc[entry][x.index]
        for q in range(QUANTILES):
            accounts[q].append(path.loc[:, bucket == q].mean(axis=1).pct_change().iloc[1:])
        weight = x - x.mean()
        weight /= weight.abs().sum()
        accounts[-1].append((1 + ((path - 1) * weight).sum(axis=1)).pct_change().iloc[1:])
    series = [pd.concat(parts).groupby(level=0).mean().reindex(days[1 + delay :]) for parts in accounts]
    daily = close.pct_change(fill_method=None)
    return {
        "horizon": horizon,
        "delay": delay,
        "quantiles": [numbers(s) for s in series[:-1]],
        "weighted": numbers(series[-1]),
        "market": numbers(daily.mean(axis=1).reindex(days[1 + delay :])),
    }


def monotonicity_case(factor, close, groups, horizon=5, samples=20000, block=7):
    """Patton & Timmermann's test with its own stationary bootstrap; p-values agree up to resampling noise."""
    forward = forward_returns(close, horizon, 0)
    data, column = alphalens_frame(close, factor, forward, groups, horizon)
    by_date, _ = performance.mean_return_by_quantile(data, by_date=True, demeaned=False)
    wide = by_date[column].unstack("factor_quantile").dropna()
    steps = np.diff(wide.to_numpy(), axis=1)
    n = len(steps)
    rng = np.random.default_rng(5)
    means = np.empty((samples, steps.shape[1]))
    for b in range(samples):
        new = rng.random(n) < 1 / block
        new[0] = True
        at = np.where(new, rng.integers(n, size=n), 0)
        last = np.maximum.accumulate(np.where(new, np.arange(n), 0))
        means[b] = steps[(at[last] + np.arange(n) - last) % n].mean(axis=0)
    centre = steps.mean(axis=0)
    out = {"horizon": horizon, "block": block, "steps": list(centre), "dates": n,
           "spearman": stats.spearmanr(range(QUANTILES), data.groupby("factor_quantile", observed=True)[column].mean())[0]}
    for name, sign in [("rising", 1), ("falling", -1)]:
        statistic = (sign * centre).min()
        p = ((sign * (means - centre)).min(axis=1) >= statistic).mean()
        out[name] = {"statistic": statistic, "p": p}
    return out


def exposure_case(factor, close, volume):
    dollars = volume  # handed over as the field dollar_volume
    measures = {
        "size": np.log(dollars.rolling(63).mean()),
        "volatility": close.pct_change(fill_method=None).rolling(63).std(),
        "momentum": close.shift(21) / close.shift(252) - 1,
    }
    out = {}
    for name, measure in measures.items():
        series = rank_ic(factor.where(factor.notna()), measure)
        out[name] = {"byDate": numbers(series), "mean": series.mean(), "std": series.std()}
    return out


def main():
    close, factor, volume, groups = panel()
    grid = lambda frame: [numbers(row) for row in frame.to_numpy()]
    write("deep_input.json", {
        "dates": [str(day.date()) for day in close.index],
        "symbols": list(close.columns),
        "groups": list(groups),
        "close": grid(close),
        "dollarVolume": grid(volume),
        "factor": grid(factor),
    })
    write("deep.json", {
        "quantiles": QUANTILES,
        "groups": [group_case(close, factor, groups, h) for h in (1, 5)],
        "alphaBeta": [alpha_beta_case(close, factor, groups, h) for h in (1, 5)],
        "calendar": calendar_case(factor, close),
        "decay": decay_case(factor, close),
        "held": [held_case(factor, close, h, d) for h, d in [(1, 0), (5, 1), (21, 2)]],
        "monotonicity": monotonicity_case(factor, close, groups),
        "exposures": exposure_case(factor, close, volume),
    })


if __name__ == "__main__":
    main()
