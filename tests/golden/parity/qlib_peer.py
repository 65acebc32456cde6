"""Figures of qlib on input.json: its evaluation and risk functions, called as they stand.

    python tests/golden/parity/qlib_peer.py     writes qlib.json beside this file (needs pyqlib)
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from qlib.contrib.eva.alpha import calc_ic, calc_long_short_return, pred_autocorr
from qlib.contrib.evaluate import risk_analysis

warnings.filterwarnings("ignore")
FOLDER = Path(__file__).parent
HORIZON = 5

data = json.loads((FOLDER / "input.json").read_text())
days = pd.DatetimeIndex(data["dates"], name="datetime")
close = pd.DataFrame(data["close"], days, pd.Index(data["symbols"], name="instrument"))
factor = pd.DataFrame(data["factor"], days, close.columns)
returns = pd.Series(data["returns"], days[1:])

label = (close.shift(-HORIZON) / close - 1).iloc[:-HORIZON].stack()
prediction = factor.iloc[:-HORIZON].stack()
ic, rank_ic = calc_ic(prediction, label)
long_short, average = calc_long_short_return(prediction, label)
figures = {
    "ic_mean": ic.mean(),
    "icir": ic.mean() / ic.std(),
    "rank_ic_mean": rank_ic.mean(),
    "rank_icir": rank_ic.mean() / rank_ic.std(),
    "long_short": long_short.mean(),
    "autocorrelation": pred_autocorr(prediction, lag=HORIZON).mean(),
}
for mode in ["sum", "product"]:
    for name, value in risk_analysis(returns, freq="day", mode=mode)["risk"].items():
        figures[f"{name}_{mode}"] = value

out = {"versions": {"qlib": ["pyqlib", version("pyqlib")]}, "figures": {"qlib": {k: float(v) for k, v in figures.items()}}}
(FOLDER / "qlib.json").write_text(json.dumps(out, indent=1) + "\n")
