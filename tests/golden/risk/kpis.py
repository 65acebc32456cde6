"""Golden values of risk: empyrical-reloaded, scipy and pandas. Writes kpis.json.

Run: python tests/golden/risk/kpis.py   (needs numpy, pandas, scipy, empyrical-reloaded)

Where empyrical differs by choice, the value is taken from numpy and the reason said here:
VaR of a series with holes (empyrical: NaN) is np.percentile of the present returns.
"""

import json
import warnings
from pathlib import Path

import empyrical as ep
import numpy as np
import pandas as pd
from empyrical import stats as es
from scipy import stats

warnings.simplefilter("ignore")
rng = np.random.default_rng(7)
RF, TARGET = 0.0001, 0.0003


def plain(x):
    if x is None or isinstance(x, str):
        return x
    x = float(x)
    if np.isnan(x):
        return None
    return x if np.isfinite(x) else ("inf" if x > 0 else "-inf")


def date(x):
    return None if x is None or pd.isna(x) else str(x.date())


def episodes(r):
    """Independent of the library: walk over wealth with the base of 1 before the first return."""
    wealth = np.r_[1.0, (1 + r.fillna(0)).cumprod().to_numpy()]
    out, peak_row = [], 0
    for row in range(1, len(wealth)):
        if wealth[row] >= wealth[peak_row]:
            if row - peak_row > 1:
                trough = peak_row + int(np.argmin(wealth[peak_row:row]))
                out.append((peak_row, trough, row))
            peak_row = row
    if peak_row < len(wealth) - 1:
        trough = peak_row + int(np.argmin(wealth[peak_row:]))
        out.append((peak_row, trough, None))
    day = lambda row: r.index[max(0, row - 1)]
    rows = []
    for peak, trough, end in out:
        last = r.index[-1] if end is None else day(end)
        rows.append(
            {
                "depth": wealth[trough] / wealth[peak] - 1,
                "start": date(day(peak)),
                "trough": date(day(trough)),
                "end": None if end is None else date(day(end)),
                "days": (last - day(peak)).days,
            }
        )
    return sorted(rows, key=lambda d: d["depth"])


def kpis(r, b, rf, target):
    present = r.dropna()
    worst = episodes(r)[:1]
    first = worst[0] if worst else {}
    constant = present.nunique() == 1
    alpha, beta = es.alpha_beta_aligned(r.to_numpy(), b.to_numpy(), risk_free=rf)
    both = r.notna() & b.notna()
    return {
        "total_return": ep.cum_returns_final(r),
        "cagr": ep.annual_return(r),
        "best_day": r.max(),
        "worst_day": r.min(),
        "hit_rate": (present > 0).mean(),
        "volatility": ep.annual_volatility(r),
        "downside_risk": ep.downside_risk(r, target),
        "skewness": np.nan if constant else stats.skew(present),
        "kurtosis": np.nan if constant else stats.kurtosis(present),
        "sharpe": ep.sharpe_ratio(r, rf),
        "sortino": ep.sortino_ratio(r, target),
        "calmar": ep.calmar_ratio(r),
        "omega": ep.omega_ratio(r, rf, target, annualization=1),
        "tail_ratio": ep.tail_ratio(r),
        "max_drawdown": ep.max_drawdown(r),
        "max_drawdown_start": first.get("start"),
        "max_drawdown_trough": first.get("trough"),
        "max_drawdown_end": first.get("end"),
        "max_drawdown_days": first.get("days", np.nan),
        "var_95": np.percentile(present, 5),
        "cvar_95": ep.conditional_value_at_risk(r, 0.05),
        "var_99": np.percentile(present, 1),
        "cvar_99": ep.conditional_value_at_risk(r, 0.01),
        "beta": beta,
        "alpha": alpha,
        "tracking_error": (r - b)[both].std(ddof=1) * np.sqrt(252),
        "information_ratio": es.excess_sharpe(r, b) * np.sqrt(252),
    }


def case(name, values, start="2015-01-02"):
    index = pd.bdate_range(start, periods=len(values))
    r = pd.Series(np.asarray(values, dtype=float), index=index)
    b = pd.Series(rng.normal(0.0004, 0.009, len(r)), index=index)
    if not r.isna().any():
        assert np.allclose(ep.value_at_risk(r, 0.05), np.percentile(r, 5))
    month = (1 + r).groupby([r.index.year, r.index.month]).prod(min_count=1) - 1
    row = lambda s: [plain(v) for v in s]
    return {
        "name": name,
        "dates": [str(d.date()) for d in index],
        "returns": row(r),
        "benchmark": row(b),
        "kpis": {k: plain(v) for k, v in kpis(r, b, 0.0, 0.0).items()},
        "with_rates": {k: plain(v) for k, v in kpis(r, b, RF, TARGET).items()},
        "drawdown": row(es.drawdown_series(r)),
        "drawdowns": episodes(r)[:5],
        "monthly": [[int(y), int(m), plain(v)] for (y, m), v in month.items()],
    }


holes = rng.normal(0.0003, 0.012, 400)
holes[rng.random(400) < 0.15] = np.nan
holes[:5] = np.nan
fat = rng.standard_t(3, 1500) * 0.008
cases = [
    case("normal", rng.normal(0.0005, 0.01, 504)),
    case("holes", holes),
    case("constant", np.full(30, 0.001)),
    case("zero", np.zeros(10)),
    case("all negative", -np.abs(rng.normal(0.001, 0.01, 60))),
    case("all positive", np.abs(rng.normal(0.001, 0.01, 60))),
    case("one value", [0.02]),
    case("one loss", [-0.02]),
    case("two values", [0.01, -0.03]),
    case("drawdown at the start", np.r_[[-0.05, -0.02, 0.01], rng.normal(0.0012, 0.01, 1000)]),
    case("fat tails", fat),
    case("total loss", [0.01, -1.0, 0.02]),
    case("ties with the peak", [0.5, -0.5, 1.0, -0.5, 1.0, 0.0, -0.25]),
]
out = {
    "empyrical": ep.__version__,
    "risk_free": RF,
    "target": TARGET,
    "cases": cases,
}
Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
