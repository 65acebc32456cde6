"""From a long table to one dates × names frame per field, in pandas."""

import numpy as np
import pandas as pd

FIELDS = ["open", "high", "low", "close", "volume"]


def pivoted(bars):
    return {field: bars.pivot(index="date", columns="symbol", values=field) for field in FIELDS}


def numbers(frames):
    return np.stack([frames["close"].to_numpy(), frames["volume"].to_numpy()])


def read_csv(folder):
    return lambda: pivoted(pd.read_csv(folder / "bars.csv", parse_dates=["date"])), numbers


def read_parquet(folder):
    files = sorted((folder / "lake/raw/bench/v1/bars").glob("*/*.parquet"))
    return lambda: pivoted(pd.concat([pd.read_parquet(file, partitioning=None) for file in files])), numbers
