"""Outside values for the simulated market: normal scores (scipy) and the session calendar (pandas)."""

import json
from pathlib import Path

import pandas as pd
from pandas.tseries.holiday import AbstractHolidayCalendar, Holiday, nearest_workday
from scipy.stats import norm


class Kept(AbstractHolidayCalendar):
    rules = [
        Holiday("New Year", month=1, day=1, observance=nearest_workday),
        Holiday("Independence Day", month=7, day=4, observance=nearest_workday),
        Holiday("Christmas", month=12, day=25, observance=nearest_workday),
    ]


def sessions(start: str, years: int) -> list[str]:
    end = pd.Timestamp(start) + pd.DateOffset(years=years) - pd.Timedelta(days=1)
    days = pd.bdate_range(start, end)
    closed = Kept().holidays(start, end + pd.Timedelta(days=10))
    return [day.strftime("%Y-%m-%d") for day in days.difference(closed)]


def scores(m: int) -> list[float]:
    return [float(norm.ppf((i + 0.5) / m)) for i in range(m)]


golden = {
    "normalScores": {str(m): scores(m) for m in (1, 2, 5, 30, 301)},
    "sessions": [
        {"start": start, "years": years, "dates": sessions(start, years)}
        for start, years in (("2018-01-02", 6), ("2020-07-03", 2))
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
