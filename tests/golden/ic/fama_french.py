"""SPY on the three Fama-French factors by statsmodels: python fama_french.py DATA_FOLDER > fama_french.json

Only derived statistics are written, none of the data.
"""

import json
import sys

import pandas as pd
import statsmodels.api as sm

folder = sys.argv[1]
ff = pd.read_csv(f"{folder}/macro/ff3_daily_192607_202308.csv.gz", skipfooter=2, engine="python")
ff = ff[ff.DATE.astype(str).str.fullmatch(r"\d{8}")]
ff.index = pd.to_datetime(ff.DATE.astype(str), format="%Y%m%d")
ff = ff.drop(columns="DATE").astype(float) / 100
spy = pd.read_csv(f"{folder}/macro/SPY_benchmark.csv.gz", index_col=0)["return"]
spy.index = pd.to_datetime(spy.index.str[:10])
both = ff.join(spy, how="inner").dropna()
x = sm.add_constant(both[["Mkt-RF", "SMB", "HML"]])
fit = sm.OLS(both["return"] - both.RF, x).fit(cov_type="HAC", cov_kwds={"maxlags": 9})
print(
    json.dumps(
        {
            "dates": len(both),
            "from": str(both.index[0].date()),
            "to": str(both.index[-1].date()),
            "lags": 9,
            "params": fit.params.tolist(),
            "se": fit.bse.tolist(),
            "rSquared": fit.rsquared,
        }
    )
)
