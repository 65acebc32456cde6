"""Each operator as its users write it in pandas and in polars (wide frames; long ones across names)."""

import warnings

import numpy as np
import pandas as pd

import data

MIN = {21: 15, 252: 126}


def pandas_operator(folder, op, dates, names):
    key = f"{dates}x{names}-holes"
    close = data.frame(folder, key, "close", names)
    volume = data.frame(folder, key, "volume", names)
    sectors = data.sectors(folder, key)
    name, _, rest = op.partition(" ")
    n = int(rest) if rest.isdigit() else 0
    rolling = lambda x: x.rolling(n, min_periods=MIN[n])
    time = pd.DataFrame(np.repeat(np.arange(dates, dtype=float)[:, None], names, 1), close.index, close.columns)

    def slope_on(x, y):
        x = x.where(y.notna())
        return rolling(y).cov(x) / rolling(x).var()

    def present_time():
        return time.where(close.notna())

    def residual_on(x, y):
        both = x.notna() & y.notna()
        return y - rolling(y.where(both)).mean() - slope_on(x, y) * (x - rolling(x.where(both)).mean())

    def windows(statistic, fill):
        """A statistic of every window of the columns, `fill` for what is missing."""
        x = close.to_numpy()
        x = np.vstack([np.full((n - 1, x.shape[1]), np.nan), x])
        view = np.lib.stride_tricks.sliding_window_view(np.where(np.isnan(x), fill, x), n, axis=0)
        few = close.notna().rolling(n, min_periods=1).sum() < MIN[n]
        return pd.DataFrame(statistic(view), close.index, close.columns).mask(few)

    def deviation(view):
        with np.errstate(invalid="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return np.nanmean(np.abs(view - np.nanmean(view, axis=-1, keepdims=True)), axis=-1)

    def decay():
        total = weights = 0
        there = close.notna()
        zeroed = close.fillna(0)
        for k in range(n):
            total = total + zeroed.shift(k, fill_value=0) * (n - k)
            weights = weights + there.shift(k, fill_value=False) * (n - k)
        return (total / weights).where(there.rolling(n, min_periods=1).sum() >= MIN[n])

    def neutralize():
        y, x, out = close.to_numpy(), volume.to_numpy(), np.full((dates, names), np.nan)
        dummies = (sectors[:, None] == np.unique(sectors)).astype(float)
        for i in range(dates):
            ok = ~np.isnan(y[i] + x[i])
            design = np.column_stack([dummies[ok], x[i, ok]])
            coefficients, *_ = np.linalg.lstsq(design, y[i, ok])
            out[i, ok] = y[i, ok] - design @ coefficients
        return pd.DataFrame(out)

    def winsorize():
        low, high = close.quantile(0.01, axis=1), close.quantile(0.99, axis=1)
        return close.clip(low, high, axis=0)

    works = {
        "lag": lambda: close.shift(n),
        "returns": lambda: close.pct_change(n, fill_method=None),
        "logReturns": lambda: np.log(close / close.shift(n)),
        "log": lambda: np.log(close),
        "mul": lambda: close * volume,
        "gt": lambda: (close > n).astype(float).where(close.notna()),
        "sum": lambda: rolling(close).sum(),
        "mean": lambda: rolling(close).mean(),
        "std": lambda: rolling(close).std(),
        "variance": lambda: rolling(close).var(),
        "tsZscore": lambda: (close - rolling(close).mean()) / rolling(close).std(),
        "max": lambda: rolling(close).max(),
        "min": lambda: rolling(close).min(),
        "skew": lambda: rolling(close).skew(),
        "kurt": lambda: rolling(close).kurt(),
        "argmax": lambda: n - 1 - windows(lambda view: view.argmax(axis=-1), -np.inf),
        "median": lambda: rolling(close).median(),
        "quantile": lambda: rolling(close).quantile(0.2),
        "tsRank": lambda: rolling(close).rank(pct=True),
        "count": lambda: close.rolling(n, min_periods=1).count(),
        "product": lambda: windows(lambda view: view.prod(axis=-1), 1.0),
        "mad": lambda: windows(deviation, np.nan),
        "decayLinear": decay,
        "rsquare": lambda: rolling(close).corr(time) ** 2,
        "residual": lambda: residual_on(present_time(), close),
        "residualOn": lambda: residual_on(volume, close),
        "slope": lambda: slope_on(time, close),
        "corr": lambda: rolling(close).corr(volume),
        "cov": lambda: rolling(close).cov(volume),
        "beta": lambda: slope_on(volume, close),
        "ewm": lambda: close.ewm(span=n, adjust=False, ignore_na=True).mean(),
        "ewmStd": lambda: close.ewm(span=n, adjust=False, ignore_na=True).std(),
        "rank": lambda: close.rank(axis=1, pct=True),
        "rank by sector": lambda: close.T.groupby(sectors).rank(pct=True).T,
        "zscore": lambda: close.sub(close.mean(axis=1), axis=0).div(close.std(axis=1), axis=0),
        "demean by sector": lambda: close - close.T.groupby(sectors).transform("mean").T,
        "winsorize": winsorize,
        "scale": lambda: close.div(close.abs().sum(axis=1), axis=0),
        "bucket": lambda: close.apply(lambda row: pd.qcut(row, 5, labels=False, duplicates="drop"), axis=1) + 1,
        "neutralize by sector, on volume": neutralize,
    }
    return works[op if op in works else name], lambda result: result.to_numpy()


def polars_operator(folder, op, dates, names):
    import polars as pl

    key = f"{dates}x{names}-holes"
    close = data.values(folder, key, "close", names)
    volume = data.values(folder, key, "volume", names)
    sectors = data.sectors(folder, key)
    columns = range(names)
    name, _, rest = op.partition(" ")
    n = int(rest) if rest.isdigit() else 0
    window = {"window_size": n, "min_samples": MIN.get(n)}
    wide = pl.DataFrame(
        {f"c{j}": close[:, j] for j in columns} | {f"v{j}": volume[:, j] for j in columns}
        | {"t": np.arange(dates, dtype=float)}
    ).fill_nan(None)

    def each(expression):
        """One expression per name over its close and volume."""
        work = [expression(pl.col(f"c{j}"), pl.col(f"v{j}")).alias(f"c{j}") for j in columns]
        return lambda: wide.select(work)

    def residual_on(x, y):
        both = x.is_not_null() & y.is_not_null()
        mean = lambda z: pl.when(both).then(z).rolling_mean(**window)
        return y - mean(y) - slope_on(x, y) * (x - mean(x))

    def slope_on(x, y):
        x = pl.when(y.is_not_null()).then(x)
        return pl.rolling_cov(y, x, **window) / x.rolling_var(**window)

    def ranked(c):
        return c.is_not_null().cast(pl.Float64).rolling_sum(n, min_samples=1)

    series = {
        "lag": lambda c, v: c.shift(n),
        "returns": lambda c, v: c / c.shift(n) - 1,
        "logReturns": lambda c, v: (c / c.shift(n)).log(),
        "log": lambda c, v: c.log(),
        "mul": lambda c, v: c * v,
        "gt": lambda c, v: (c > n).cast(pl.Float64),
        "sum": lambda c, v: c.rolling_sum(**window),
        "mean": lambda c, v: c.rolling_mean(**window),
        "std": lambda c, v: c.rolling_std(**window),
        "variance": lambda c, v: c.rolling_var(**window),
        "tsZscore": lambda c, v: (c - c.rolling_mean(**window)) / c.rolling_std(**window),
        "max": lambda c, v: c.rolling_max(**window),
        "min": lambda c, v: c.rolling_min(**window),
        "skew": lambda c, v: c.rolling_skew(bias=False, **window),
        "kurt": lambda c, v: c.rolling_kurtosis(bias=False, **window),
        "median": lambda c, v: c.rolling_median(**window),
        "quantile": lambda c, v: c.rolling_quantile(0.2, "linear", **window),
        "tsRank": lambda c, v: c.rolling_rank(n, "average", min_samples=MIN[n]) / ranked(c),
        "count": lambda c, v: c.is_not_null().cast(pl.Float64).rolling_sum(n, min_samples=1),
        "rsquare": lambda c, v: pl.rolling_corr(pl.col("t"), c, **window) ** 2,
        "residual": lambda c, v: residual_on(pl.col("t"), c),
        "residualOn": lambda c, v: residual_on(v, c),
        "slope": lambda c, v: slope_on(pl.col("t"), c),
        "corr": lambda c, v: pl.rolling_corr(c, v, **window),
        "cov": lambda c, v: pl.rolling_cov(c, v, **window),
        "beta": lambda c, v: slope_on(v, c),
        "ewm": lambda c, v: c.ewm_mean(span=n, adjust=False, ignore_nulls=True).forward_fill(),
    }
    series["ewmStd"] = lambda c, v: c.ewm_std(span=n, adjust=False, ignore_nulls=True).forward_fill()
    wide_numbers = lambda result: result.to_numpy()
    if name in series:
        return each(series[name]), wide_numbers

    long = pl.DataFrame(
        {
            "date": np.repeat(np.arange(dates, dtype=np.int32), names),
            "sector": np.tile(sectors.astype(np.int32), dates),
            "x": close.ravel(),
        }
    ).fill_nan(None)
    x = pl.col("x")
    across = {
        "rank": x.rank("average").over("date") / x.count().over("date"),
        "rank by sector": x.rank("average").over("date", "sector") / x.count().over("date", "sector"),
        "zscore": (x - x.mean().over("date")) / x.std().over("date"),
        "demean by sector": x - x.mean().over("date", "sector"),
        "scale": x / x.abs().sum().over("date"),
        "winsorize": x.clip(
            x.quantile(0.01, "linear").over("date"), x.quantile(0.99, "linear").over("date")
        ),
    }
    work = across[op]
    return lambda: long.select(work.alias("x")), lambda result: result["x"].to_numpy()
