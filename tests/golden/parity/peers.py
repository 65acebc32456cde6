"""Figures of the Python peers on input.json: alphalens-reloaded, empyrical-reloaded, quantstats, pandas, scipy,
statsmodels, skfolio. Each peer is called as it stands, with its defaults unless the name of the figure says otherwise.

    python tests/golden/parity/peers.py     writes peers.json beside this file
"""

import contextlib
import io
import json
import warnings
from importlib.metadata import version
from pathlib import Path

import empyrical as ep
import numpy as np
import pandas as pd
import quantstats.stats as qs
import statsmodels.api as sm
from alphalens import performance, utils
from scipy import stats
from skfolio.alpha import alpha_forecast_evaluation
from skfolio.containers import AssetPanel
from sklearn.base import BaseEstimator

warnings.filterwarnings("ignore")
FOLDER = Path(__file__).parent
HORIZON, QUANTILES, LAGS = 5, 5, 4
RISK_FREE = 0.0001

data = json.loads((FOLDER / "input.json").read_text())
days = pd.DatetimeIndex(data["dates"])
close = pd.DataFrame(data["close"], days, data["symbols"])
factor = pd.DataFrame(data["factor"], days, data["symbols"])
sectors = dict(zip(data["symbols"], data["sectors"]))
returns = pd.Series(data["returns"], days[1:])
benchmark = pd.Series(data["benchmark"], days[1:])
figures = {}


def put(peer, **values):
    figures.setdefault(peer, {}).update({name: float(value) for name, value in values.items()})


def long_factor():
    long = factor.stack(future_stack=True)
    long.index.names = ["date", "asset"]
    return long


def clean(periods, **options):
    with contextlib.redirect_stdout(io.StringIO()):
        return utils.get_clean_factor_and_forward_returns(
            long_factor(), close, groupby=sectors, quantiles=QUANTILES, periods=periods, max_loss=1.0, **options
        )


def ic_table(prefix, ic):
    t, p = stats.ttest_1samp(ic, 0)
    put(
        "alphalens",
        **{
            f"{prefix}mean": ic.mean(),
            f"{prefix}std": ic.std(),
            f"{prefix}ir": ic.mean() / ic.std(),
            f"{prefix}t": t,
            f"{prefix}p": p,
            f"{prefix}skew": stats.skew(ic),
            f"{prefix}kurtosis": stats.kurtosis(ic),
        },
    )


def alphalens():
    one, several = clean((HORIZON,)), clean((1, HORIZON, 21))
    column = f"{HORIZON}D"
    ic_table("", performance.factor_information_coefficient(one)[column])
    put("alphalens", mean_of_several_horizons=performance.mean_information_coefficient(several)[column])
    neutral = performance.factor_information_coefficient(one, group_adjust=True)[column]
    put("alphalens", group_neutral_mean=neutral.mean())
    plain, _ = performance.mean_return_by_quantile(one, demeaned=False)
    demeaned, _ = performance.mean_return_by_quantile(one)
    for q in range(1, QUANTILES + 1):
        put("alphalens", **{f"quantile_{q}": plain[column][q], f"quantile_{q}_demeaned": demeaned[column][q]})
        turnover = performance.quantile_turnover(one["factor_quantile"], q, HORIZON)
        put("alphalens", **{f"turnover_{q}": turnover.mean()})
    by_date, _ = performance.mean_return_by_quantile(one, by_date=True, demeaned=False)
    spread, _ = performance.compute_mean_returns_spread(by_date, QUANTILES, 1)
    put("alphalens", spread=spread[column].mean())
    put("alphalens", autocorrelation=performance.factor_rank_autocorrelation(one, HORIZON).mean())
    weighted = performance.factor_returns(one)[column]
    put("alphalens", factor_returns_mean=weighted.mean())
    table = performance.factor_alpha_beta(one, weighted.to_frame())[column]
    put("alphalens", alpha=table["Ann. alpha"], beta=table["beta"])


def empyrical():
    alpha, beta = ep.alpha_beta_aligned(returns, benchmark, risk_free=RISK_FREE)
    put(
        "empyrical",
        total_return=ep.cum_returns_final(returns),
        cagr=ep.annual_return(returns),
        volatility=ep.annual_volatility(returns),
        downside_risk=ep.downside_risk(returns),
        sharpe=ep.sharpe_ratio(returns, RISK_FREE),
        sortino=ep.sortino_ratio(returns),
        calmar=ep.calmar_ratio(returns),
        omega=ep.omega_ratio(returns, RISK_FREE),
        omega_required_5_percent=ep.omega_ratio(returns, required_return=0.05),
        tail_ratio=ep.tail_ratio(returns),
        max_drawdown=ep.max_drawdown(returns),
        var_95=ep.value_at_risk(returns),
        cvar_95=ep.conditional_value_at_risk(returns),
        var_99=ep.value_at_risk(returns, 0.01),
        cvar_99=ep.conditional_value_at_risk(returns, 0.01),
        alpha=alpha,
        beta=beta,
        excess_sharpe=ep.excess_sharpe(returns, benchmark),
    )


def quantstats():
    greeks = qs.greeks(returns, benchmark)
    put(
        "quantstats",
        total_return=qs.comp(returns),
        cagr=qs.cagr(returns),
        volatility=qs.volatility(returns),
        sharpe=qs.sharpe(returns),
        sharpe_rf=qs.sharpe(returns, rf=0.02),
        sortino=qs.sortino(returns),
        calmar=qs.calmar(returns),
        omega=qs.omega(returns),
        tail_ratio=qs.tail_ratio(returns),
        max_drawdown=qs.max_drawdown(returns),
        win_rate=qs.win_rate(returns),
        best=qs.best(returns),
        worst=qs.worst(returns),
        skew=qs.skew(returns),
        kurtosis=qs.kurtosis(returns),
        var_95=qs.value_at_risk(returns),
        cvar_95=qs.cvar(returns),
        cvar_95_historical=qs.cvar(returns, method="historical"),
        information_ratio=qs.information_ratio(returns, benchmark),
        alpha=greeks["alpha"],
        beta=greeks["beta"],
        psr=qs.probabilistic_sharpe_ratio(returns),
    )


def inference():
    x = returns.to_numpy()
    for name, correction in [("plain", False), ("corrected", True)]:
        options = {"maxlags": LAGS, "use_correction": correction}
        hac = sm.OLS(x, np.ones(len(x))).fit(cov_type="HAC", cov_kwds=options)
        put("statsmodels", **{f"hac_se_{name}": hac.bse[0], f"hac_p_{name}": hac.pvalues[0]})
    line = sm.OLS(x, sm.add_constant(benchmark.to_numpy())).fit()
    put("statsmodels", slope=line.params[1])
    put("scipy", t=stats.ttest_1samp(x, 0).statistic, p=stats.ttest_1samp(x, 0).pvalue)
    put("scipy", skew=stats.skew(x), kurtosis=stats.kurtosis(x))
    put("scipy", spearman=stats.spearmanr(x, benchmark).statistic, pearson=stats.pearsonr(x, benchmark)[0])
    put("scipy", sem=stats.sem(x), percentile=np.percentile(x, 5))


def rolling():
    x, y = close.iloc[:, 0], close.iloc[:, 1]
    window = x.rolling(20)
    put(
        "pandas",
        mean=window.mean().iloc[-1],
        std=window.std().iloc[-1],
        std_population=window.std(ddof=0).iloc[-1],
        var=window.var().iloc[-1],
        skew=window.skew().iloc[-1],
        kurt=window.kurt().iloc[-1],
        median=window.median().iloc[-1],
        quantile=window.quantile(0.8).iloc[-1],
        rank=window.rank(pct=True).iloc[-1],
        max=window.max().iloc[-1],
        corr=window.corr(y).iloc[-1],
        cov=window.cov(y).iloc[-1],
        ewm=x.ewm(alpha=0.1, adjust=False).mean().iloc[-1],
        ewm_adjusted=x.ewm(alpha=0.1).mean().iloc[-1],
        ewm_std=x.ewm(alpha=0.1).std().iloc[-1],
        rank_across=factor.rank(axis=1, pct=True).iloc[-1, 0],
        zscore_across=((factor.T - factor.mean(axis=1)) / factor.std(axis=1)).T.iloc[-1, 0],
    )


class Known(BaseEstimator):
    """An estimator of skfolio that forecasts what it is given."""

    def fit_transform(self, panel, y=None):
        return np.asarray(panel["forecast"])


def skfolio():
    fields = {"returns": close.pct_change().to_numpy(), "forecast": factor.to_numpy()}
    panel = AssetPanel(fields, observations=close.index.to_numpy(), asset_names=close.columns.to_numpy())
    for horizon in [1, HORIZON]:
        options = {"holding_period": horizon, "evaluation_step": 1, "factor_correlation_method": None}
        table = alpha_forecast_evaluation(Known(), panel, target="returns", **options).ic_summary()
        for name in ["spearman", "pearson"]:
            row = table.loc[f"{name}_ic"]
            for key in ["mean", "std", "icir", "hit_rate"]:
                put("skfolio", **{f"{name}_{key}_{horizon}": row[key]})


alphalens()
empyrical()
quantstats()
inference()
rolling()
skfolio()
packages = ["alphalens-reloaded", "empyrical-reloaded", "quantstats", "pandas", "scipy", "statsmodels", "skfolio"]
out = {
    "versions": {name.removesuffix("-reloaded"): [name, version(name)] for name in packages},
    "figures": figures,
}
(FOLDER / "peers.json").write_text(json.dumps(out, indent=1) + "\n")
