"""Each operator as its users write it in pandas and in polars (wide frames; long ones across names)."""

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

    def winsorize():
        low, high = close.quantile(0.01, axis=1), close.quantile(0.99, axis=1)
        return close.clip(low, high, axis=0)

    works = {
        "lag": lambda: close.shift(n),
        "returns": lambda: close.pct_change(n, fill_method=None),
        "mul": lambda: close * volume,
        "sum": lambda: rolling(close).sum(),
        "mean": lambda: rolling(close).mean(),
        "std": lambda: rolling(close).std(),
        "tsZscore": lambda: (close - rolling(close).mean()) / rolling(close).std(),
        "max": lambda: rolling(close).max(),
        "min": lambda: rolling(close).min(),
        "slope": lambda: slope_on(time, close),
        "corr": lambda: rolling(close).corr(volume),
        "cov": lambda: rolling(close).cov(volume),
        "beta": lambda: slope_on(volume, close),
        "ewm": lambda: close.ewm(span=n, adjust=False, ignore_na=True).mean(),
        "rank": lambda: close.rank(axis=1, pct=True),
        "rank by sector": lambda: close.T.groupby(sectors).rank(pct=True).T,
        "zscore": lambda: close.sub(close.mean(axis=1), axis=0).div(close.std(axis=1), axis=0),
        "demean by sector": lambda: close - close.T.groupby(sectors).transform("mean").T,
        "winsorize": winsorize,
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

    def slope_on(x, y):
        x = pl.when(y.is_not_null()).then(x)
        return pl.rolling_cov(y, x, **window) / x.rolling_var(**window)

    series = {
        "lag": lambda c, v: c.shift(n),
        "returns": lambda c, v: c / c.shift(n) - 1,
        "mul": lambda c, v: c * v,
        "sum": lambda c, v: c.rolling_sum(**window),
        "mean": lambda c, v: c.rolling_mean(**window),
        "std": lambda c, v: c.rolling_std(**window),
        "tsZscore": lambda c, v: (c - c.rolling_mean(**window)) / c.rolling_std(**window),
        "max": lambda c, v: c.rolling_max(**window),
        "min": lambda c, v: c.rolling_min(**window),
        "slope": lambda c, v: slope_on(pl.col("t"), c),
        "corr": lambda c, v: pl.rolling_corr(c, v, **window),
        "cov": lambda c, v: pl.rolling_cov(c, v, **window),
        "beta": lambda c, v: slope_on(v, c),
        "ewm": lambda c, v: c.ewm_mean(span=n, adjust=False, ignore_nulls=True).forward_fill(),
    }
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
        "winsorize": x.clip(
            x.quantile(0.01, "linear").over("date"), x.quantile(0.99, "linear").over("date")
        ),
    }
    work = across[op]
    return lambda: long.select(work.alias("x")), lambda result: result["x"].to_numpy()
