"""Reads the arrays that the harness wrote."""

import numpy as np
import pandas as pd


def values(folder, key, field, names):
    return np.fromfile(folder / f"{key}-{field}.f64").reshape(-1, names)


def symbols(names):
    return [f"S{j:04d}" for j in range(names)]


def frame(folder, key, field, names):
    array = values(folder, key, field, names)
    return pd.DataFrame(array, pd.bdate_range("2010-01-04", periods=len(array)), symbols(names))


def sectors(folder, key):
    return np.fromfile(folder / f"{key}-sector.f64").astype(np.int64)
