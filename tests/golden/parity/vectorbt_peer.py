"""Figures of vectorbt on input.json: its returns accessor with its defaults, a year of 365 days.

    python tests/golden/parity/vectorbt_peer.py     writes vectorbt.json beside this file (needs vectorbt)
"""

import json
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import vectorbt  # noqa: F401  (registers the accessor)

FOLDER = Path(__file__).parent
data = json.loads((FOLDER / "input.json").read_text())
returns = pd.Series(data["returns"], pd.DatetimeIndex(data["dates"][1:]))
benchmark = pd.Series(data["benchmark"], returns.index)
accessor = returns.vbt.returns(freq="D")
figures = {
    "total_return": accessor.total(),
    "cagr": accessor.annualized(),
    "volatility": accessor.annualized_volatility(),
    "sharpe": accessor.sharpe_ratio(),
    "sortino": accessor.sortino_ratio(),
    "calmar": accessor.calmar_ratio(),
    "omega": accessor.omega_ratio(),
    "downside_risk": accessor.downside_risk(),
    "tail_ratio": accessor.tail_ratio(),
    "max_drawdown": accessor.max_drawdown(),
    "var_95": accessor.value_at_risk(),
    "cvar_95": accessor.cond_value_at_risk(),
    "beta": accessor.beta(benchmark),
    "alpha": accessor.alpha(benchmark),
    "information_ratio": accessor.information_ratio(benchmark),
}
out = {
    "versions": {"vectorbt": ["vectorbt", version("vectorbt")]},
    "figures": {"vectorbt": {name: float(value) for name, value in figures.items()}},
}
(FOLDER / "vectorbt.json").write_text(json.dumps(out, indent=1) + "\n")
