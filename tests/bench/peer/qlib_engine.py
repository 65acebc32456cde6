"""qlib's expression engine over its own binary files, in one process and without its caches.

Runs in the Python that ASSAY_QLIB_PYTHON names. qlib works instrument by instrument: a part of them is measured.
"""

import gc

import numpy as np
import pandas as pd
import qlib
from qlib.contrib.data.loader import Alpha158DL
from qlib.data import D
from qlib.data.cache import H

import data

FIELDS = ["open", "high", "low", "close", "volume", "vwap"]


def dump(folder, key, dates, names, instruments):
    """The layout of qlib's own dump_bin: calendar, instruments, one float32 file per instrument and field."""
    home = folder / f"qlib-{key}"
    if home.exists():
        return home
    calendar = pd.bdate_range("2010-01-04", periods=dates).strftime("%Y-%m-%d")
    (home / "calendars").mkdir(parents=True)
    (home / "calendars" / "day.txt").write_text("\n".join(calendar) + "\n")
    (home / "instruments").mkdir()
    lines = [f"{name}\t{calendar[0]}\t{calendar[-1]}" for name in instruments]
    (home / "instruments" / "all.txt").write_text("\n".join(lines) + "\n")
    panels = {field: data.values(folder, f"bars-{key}", field, names) for field in FIELDS[:-1]}
    panels["vwap"] = (panels["high"] + panels["low"] + panels["close"]) / 3
    for j, name in enumerate(instruments):
        place = home / "features" / name.lower()
        place.mkdir(parents=True)
        for field, values in panels.items():
            np.concatenate([[0], values[:, j]]).astype("<f4").tofile(place / f"{field}.day.bin")
    return home


def expressions(folder, dates, names, *, count, wanted, first, every):
    """`count` of the instruments; numbers: every n-th session from `first` on, factor by factor."""
    key, instruments = f"{dates}x{names}", data.symbols(names)
    home = dump(folder, key, dates, names, instruments)
    qlib.init(provider_uri=str(home), kernels=1, expression_cache=None, dataset_cache=None, logging_level=50)
    texts, labels = Alpha158DL.get_feature_config()
    text_of = dict(zip(labels, texts))
    texts = [text_of[name] for name in wanted]
    chosen = instruments[:count]

    def work():
        H.clear()
        return D.features(chosen, texts, freq="day")

    def numbers(frame):
        wide = [frame[text].unstack(level=0)[chosen].to_numpy(float)[first::every] for text in texts]
        gc.collect()
        return np.stack(wide)

    return work, numbers
