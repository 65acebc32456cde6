"""A daily backtest as one writes it in numpy: a loop over dates, arrays over names."""

import numpy as np

import data


def numpy_loop(folder, dates, names, quantiles, bps):
    key = f"{dates}x{names}"
    open_, close, factor = (data.values(folder, key, field, names) for field in ("open", "close", "factor"))

    def work():
        cash, units, curve = 1e6, np.zeros(names), []
        for t in range(1, dates):
            weights = target(factor[t - 1], quantiles)
            if weights is None and not curve:
                continue
            equity = cash + units @ open_[t]
            trade = weights * equity - units * open_[t]
            cash -= trade.sum() + np.abs(trade).sum() * bps / 1e4
            units = weights * equity / open_[t]
            curve.append(cash + units @ close[t])
        return np.array(curve)

    return work, lambda curve: curve


def target(row, quantiles):
    if np.isnan(row).any():
        return None
    low, high = np.quantile(row, [1 / quantiles, 1 - 1 / quantiles])
    long, short = row > high, row <= low
    return 0.5 * long / long.sum() - 0.5 * short / short.sum()
