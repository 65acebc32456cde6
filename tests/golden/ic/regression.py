"""Fama-MacBeth by linearmodels, time-series regressions by statsmodels: python regression.py > regression.json"""

import json

import numpy as np
import pandas as pd
import statsmodels.api as sm
from linearmodels.panel import FamaMacBeth

DATES, SYMBOLS, HORIZON = 60, 14, 3


def holes(x):
    return [None if not np.isfinite(v) else float(v) for v in np.ravel(x)]


def market(rng):
    a = np.round(rng.normal(size=(DATES, SYMBOLS)), 4)
    b = np.round(0.5 * a + rng.normal(size=(DATES, SYMBOLS)) * 3 + 20, 4)
    drift = 0.002 * np.nan_to_num(a) + rng.normal(0, 0.01, (DATES, SYMBOLS))
    price = np.round(100 * np.exp(np.cumsum(np.vstack([np.zeros(SYMBOLS), drift[:-1]]), axis=0)), 4)
    b[rng.random(b.shape) < 0.08] = np.nan
    price[30:, 3] = np.nan
    a[20] = 1.5
    return a, b, price


def fama_macbeth(a, b, price, scale):
    forward = np.full_like(price, np.nan)
    forward[:-HORIZON] = price[HORIZON:] / price[:-HORIZON] - 1
    index = pd.MultiIndex.from_product([range(DATES), range(SYMBOLS)], names=["date", "symbol"])
    data = pd.DataFrame({"y": forward.ravel(), "a": a.ravel(), "b": b.ravel()}, index=index).dropna()
    data = data[data.groupby(level=0).y.transform("size") >= 10]
    data = data.drop(20, level=0)
    for name in ("a", "b"):
        by_date = data.groupby(level=0)[name]
        if scale == "zscore":
            data[name] = (data[name] - by_date.transform("mean")) / by_date.transform("std")
        if scale == "rank":
            data[name] = (by_date.rank() - 1) / (by_date.transform("size") - 1) - 0.5
    data = data.swaplevel().sort_index()
    dates = pd.Timestamp("2020-01-01") + pd.to_timedelta(data.index.get_level_values("date"), "D")
    data.index = pd.MultiIndex.from_arrays([data.index.get_level_values("symbol"), dates])
    x = sm.add_constant(data[["a", "b"]])
    fit = FamaMacBeth(data.y, x).fit(
        cov_type="kernel", kernel="bartlett", bandwidth=HORIZON - 1, debiased=False
    )
    r2 = [
        sm.OLS(day.y, x.loc[day.index]).fit().rsquared for _, day in data.groupby(level=1)
    ]
    slopes = fit.all_params.sort_index()
    return {
        "scale": scale,
        "mean": fit.params.tolist(),
        "se": fit.std_errors.tolist(),
        "dates": len(r2),
        "rSquared": float(np.mean(r2)),
        "names": float(data.groupby(level=1).size().mean()),
        "slopes": slopes["a"].tolist(),
    }


def time_series(rng):
    n = 180
    rf = np.round(np.full(n, 0.01) + rng.normal(0, 0.001, n), 4)
    factors = np.round(rng.normal(0, 1, (n, 3)), 4)
    noise = np.zeros(n)
    for i in range(1, n):
        noise[i] = 0.4 * noise[i - 1] + rng.normal(0, 0.5)
    y = np.round((rf + 0.05 + factors @ [0.9, 0.3, -0.2] + noise) / 100, 8)
    cases = []
    for lags, names in ((0, ["Mkt-RF"]), (4, ["Mkt-RF", "SMB", "HML"])):
        x = sm.add_constant(factors[:, : len(names)] / 100)
        ols = sm.OLS(y - rf / 100, x)
        fit = ols.fit(cov_type="HAC", cov_kwds={"maxlags": lags})
        cases.append(
            {
                "lags": lags,
                "columns": names,
                "params": fit.params.tolist(),
                "se": fit.bse.tolist(),
                "t": fit.tvalues.tolist(),
                "p": fit.pvalues.tolist(),
                "rSquared": fit.rsquared,
                "adjusted": fit.rsquared_adj,
                "residualStd": float(np.sqrt(ols.fit().mse_resid)),
            }
        )
    dates = pd.bdate_range("2018-01-01", periods=n).strftime("%Y%m%d").tolist()
    rows = [
        {"DATE": d, "Mkt-RF": f[0], "SMB": f[1], "HML": f[2], "RF": r} for d, f, r in zip(dates, factors, rf)
    ]
    return {"returns": y.tolist(), "rows": rows, "cases": cases}


def main():
    rng = np.random.default_rng(23)
    a, b, price = market(rng)
    out = {
        "symbols": SYMBOLS,
        "horizon": HORIZON,
        "a": holes(a),
        "b": holes(b),
        "close": holes(price),
        "famaMacBeth": [fama_macbeth(a, b, price, scale) for scale in ("zscore", "rank", "raw")],
        "timeSeries": time_series(rng),
    }
    print(json.dumps(out))


main()
