"""Derived figures of momentum 12-1 on the real S&P 500 panel, by plain pandas, statsmodels and alphalens-reloaded.

Run in this folder:  python sp500.py PATH_TO/sp500_daily_20130208_20180207.csv.gz
Writes sp500.json: statistics only, no data.

`filtered` leaves out the rows that the ingest quarantines (rules below, as in lib/src/data/quality); `unfiltered` keeps every
row that has a close. `alphalens` holds alphalens' own figures on the filtered rows, fed one horizon at a time with forward
returns that are missing where a price is missing. `alphalensDefault` is what alphalens gives out of the box (prices filled
forward, all horizons at once, forward returns beyond 20 standard deviations dropped): for information.
"""

import contextlib
import io
import json
import sys
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from alphalens import performance, utils

warnings.filterwarnings("ignore")
HORIZONS = [1, 5, 21]
QUANTILES = 5


def read(path):
    # NA and TRUE are symbols here, not missing values.
    return pd.read_csv(path, parse_dates=["date"], keep_default_na=False, na_values=[""], dtype={"symbol": str})


def quarantined(rows):
    """Boolean mask of the rows the ingest does not publish, and counts by reason."""
    ohlc = rows[["open", "high", "low", "close"]]
    missing = ohlc.isna().any(axis=1)
    over = ohlc[["open", "close", "low"]].max(axis=1) - rows.high
    under = rows.low - ohlc[["open", "close", "high"]].min(axis=1)
    inconsistent = ~missing & (np.maximum(over, under) / rows.close > 0.005)
    good = rows[~missing & ~inconsistent].sort_values(["symbol", "date"])
    close = good.groupby("symbol").close
    jump = np.log(good.close / close.shift(1))
    rest = np.log(close.shift(-1) / close.shift(1))
    spike = (jump.abs() > np.log(1.25)) & (rest.abs() < np.log(1.05))
    spike = spike.reindex(rows.index, fill_value=False)
    counts = {"missing_price": missing, "ohlc_inconsistent": inconsistent, "one_day_spike": spike}
    return missing | inconsistent | spike, {reason: int(mask.sum()) for reason, mask in counts.items()}


def mean_test(series, lags):
    x = series.dropna().to_numpy()
    hac = sm.OLS(x, np.ones(len(x))).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
    return {
        "mean": x.mean(),
        "std": x.std(ddof=1),
        "ir": x.mean() / x.std(ddof=1),
        "t": hac.tvalues[0],
        "tIid": x.mean() / (x.std(ddof=1) / np.sqrt(len(x))),
        "hitRate": (x > 0).mean(),
        "dates": len(x),
    }


def plain_pandas(close, factor, horizon):
    """IC and rank IC of every symbol with both values."""
    forward = close.shift(-horizon) / close - 1
    both = factor.notna() & forward.notna()
    x, y = factor.where(both), forward.where(both)
    ic = x.corrwith(y, axis=1)
    rank_ic = x.rank(axis=1).corrwith(y.rank(axis=1), axis=1)
    return {
        "ic": mean_test(ic, horizon - 1),
        "rankIc": mean_test(rank_ic, horizon - 1),
        "observations": int(both.to_numpy().sum()),
    }


def quietly(function, *args, **kwargs):
    with contextlib.redirect_stdout(io.StringIO()):
        return function(*args, **kwargs)


def long_form(frame):
    out = frame.stack(future_stack=True)
    out.index.names = ["date", "asset"]
    return out


def alphalens_figures(close, factor, horizon):
    signal = long_form(factor)
    frame = utils.compute_forward_returns(signal, close, periods=(horizon,))
    column = frame.columns[0]
    frame[column] = long_form(close.shift(-horizon) / close - 1).reindex(frame.index)
    data = quietly(utils.get_clean_factor, signal, frame, quantiles=QUANTILES, max_loss=1.0)
    return figures(data, column, horizon)


def figures(data, column, horizon):
    rank_ic = performance.factor_information_coefficient(data)[column]
    means, _ = performance.mean_return_by_quantile(data, demeaned=False)
    by_date, _ = performance.mean_return_by_quantile(data, by_date=True, demeaned=False)
    by_date = by_date[column].unstack("factor_quantile")
    spread = by_date[QUANTILES] - by_date[1]  # not halved
    turnover = [
        performance.quantile_turnover(data["factor_quantile"], q, horizon).mean() for q in range(1, QUANTILES + 1)
    ]
    return {
        "rankIcMean": rank_ic.mean(),
        "rankIcStd": rank_ic.std(ddof=1),
        "quantileMeans": list(means[column]),
        "spread": mean_test(spread, horizon - 1),
        "turnover": turnover,
        "autocorrelation": performance.factor_rank_autocorrelation(data, horizon).mean(),
        "observations": len(data),
    }


def alphalens_default(close, factor):
    data = quietly(
        utils.get_clean_factor_and_forward_returns,
        long_form(factor).dropna(), close, quantiles=QUANTILES, periods=HORIZONS, max_loss=1.0,
    )
    ic = performance.factor_information_coefficient(data)
    return {f"rankIcMean_h{h}": ic[column].mean() for h, column in zip(HORIZONS, ic.columns)}


def panel(rows):
    return rows.pivot(index="date", columns="symbol", values="close")


def momentum(close):
    return close.shift(21) / close.shift(252) - 1


def main(path):
    rows = read(path)
    mask, counts = quarantined(rows)
    close, everything = panel(rows[~mask]), panel(rows)
    factor = momentum(close)
    result = {
        "factor": "mom_12_1 = close.lag(21) / close.lag(252) - 1",
        "rows": {"delivered": len(rows), "published": int((~mask).sum()), "quarantined": counts},
        "dates": len(close),
        "symbols": close.shape[1],
        "quantiles": QUANTILES,
        "filtered": {f"h{h}": plain_pandas(close, factor, h) for h in HORIZONS},
        "unfiltered": {f"h{h}": plain_pandas(everything, momentum(everything), h) for h in HORIZONS},
        "alphalens": {f"h{h}": alphalens_figures(close, factor, h) for h in HORIZONS},
        "alphalensDefault": alphalens_default(close, factor),
    }
    with open("sp500.json", "w") as file:
        json.dump(result, file, indent=1, default=float)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
