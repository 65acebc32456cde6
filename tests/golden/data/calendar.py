"""Golden values of the calendar fields: numpy's business days, two and a half years of consecutive dates.

    python tests/golden/data/calendar.py > tests/golden/data/calendar.json
"""

import json
import sys

import numpy as np

dates = np.arange("2019-12-20", "2022-06-10", dtype="datetime64[D]")
months = dates.astype("datetime64[M]")
first, after = (m.astype("datetime64[D]") for m in (months, months + 1))
json.dump(
    {
        "start": str(dates[0]),
        "calendar.month": (months.astype(int) % 12 + 1).tolist(),
        "calendar.weekday": ((dates.astype(int) + 3) % 7 + 1).tolist(),
        "calendar.workday": np.busday_count(first, dates + 1).tolist(),
        "calendar.workdays_left": np.busday_count(dates + 1, after).tolist(),
    },
    sys.stdout,
)
