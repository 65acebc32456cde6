"""A factor's evaluation with alphalens-reloaded: the parts that Assay's evaluation has too."""

import numpy as np

import data


def alphalens(folder, dates, names, horizons, quantiles):
    from alphalens import performance, utils

    key = f"{dates}x{names}"
    prices = data.frame(folder, key, "close", names)
    factor = data.frame(folder, key, "factor", names).iloc[: dates - max(horizons)]
    long = factor.stack().rename_axis(["date", "asset"])
    groups = dict(zip(data.symbols(names), data.sectors(folder, key), strict=True))

    def work():
        clean = utils.get_clean_factor_and_forward_returns(
            long, prices, groupby=groups, quantiles=quantiles, periods=horizons, max_loss=1.0
        )
        ic = performance.factor_information_coefficient(clean)
        adjusted = performance.factor_information_coefficient(clean, group_adjust=True)
        means, _ = performance.mean_return_by_quantile(clean, demeaned=False)
        neutral, _ = performance.mean_return_by_quantile(clean, demeaned=False, group_adjust=True)
        performance.mean_return_by_quantile(clean, by_date=True, demeaned=False)
        turnover = {
            h: [
                performance.quantile_turnover(clean["factor_quantile"], q, h).mean()
                for q in range(1, quantiles + 1)
            ]
            for h in horizons
        }
        autocorrelation = {h: performance.factor_rank_autocorrelation(clean, h).mean() for h in horizons}
        return ic, adjusted, means, neutral, turnover, autocorrelation

    def numbers(value):
        ic, adjusted, means, neutral, turnover, autocorrelation = value
        parts = []
        for column, h in zip(ic.columns, horizons, strict=True):
            parts += [ic[column].dropna(), adjusted[column].dropna(), means[column], neutral[column]]
            parts += [turnover[h], [autocorrelation[h]]]
        return np.concatenate([np.asarray(part, float) for part in parts])

    return work, numbers
