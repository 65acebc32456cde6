"""The same bars as Arrow files of several writers, compressions and column types, and as CSV.

Run: python write.py (pyarrow, pandas, polars); writes the files beside it.
"""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
from pyarrow import feather

HERE = Path(__file__).parent
DAYS = [date(2020, 1, 6) + timedelta(days=k) for k in range(5)]
SYMBOLS = [f"S{k:02d}" for k in range(8)] + ["NA", "A symbol of more than twelve letters"]


def bars() -> pa.Table:
    rows = [(day, symbol) for day in DAYS for symbol in SYMBOLS]
    close = [10 + k / 8 for k in range(len(rows))]
    return pa.table(
        {
            "date": pa.array([day for day, _ in rows], pa.date32()),
            "symbol": [symbol for _, symbol in rows],
            "open": close,
            "high": [value + 0.5 for value in close],
            "low": [value - 0.5 for value in close],
            "close": close,
            "volume": pa.array([None if k == 3 else 1000 * k for k in range(1, len(rows) + 1)], pa.int64()),
        }
    )


table = bars()
for compression in ("lz4", "zstd", "uncompressed"):
    feather.write_feather(table, HERE / f"pyarrow_{compression}.feather", compression=compression)
polars = pl.from_arrow(table)
for compression in ("lz4", "zstd"):
    polars.write_ipc(HERE / f"polars_{compression}.arrow", compression=compression)
frame = table.to_pandas().assign(date=lambda x: pd.to_datetime(x.date), symbol=lambda x: x.symbol.astype("category"))
frame.to_feather(HERE / "pandas_categories.feather")
polars.write_csv(HERE / "bars.csv")
