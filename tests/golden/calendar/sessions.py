"""Golden sessions: two independent calendars for New York, one for London, with the UTC times of open and close.

    python tests/golden/calendar/sessions.py > tests/golden/calendar/sessions.json

`closed`: Mondays to Fridays without a session. `hours`: UTC open and close from a session on, until the next entry.
"""

import json
import sys

import exchange_calendars
import pandas as pd
import pandas_market_calendars


def summary(schedule, open_column, close_column, first, last):
    sessions = pd.DatetimeIndex(schedule.index).tz_localize(None)
    weekdays = pd.date_range(first, last, freq="B")
    assert sessions.difference(weekdays).empty
    hours, before = [], None
    for day, opened, closed in zip(sessions, schedule[open_column], schedule[close_column]):
        times = [t.tz_convert("UTC").strftime("%H:%M") for t in (opened, closed)]
        if times != before:
            hours.append([str(day.date()), *times])
        before = times
    closed = [str(d.date()) for d in weekdays.difference(sessions)]
    return {"from": first, "to": last, "sessions": len(sessions), "closed": closed, "hours": hours}


def exchange(name, first, last):
    calendar = exchange_calendars.get_calendar(name, start=first, end=last)
    return summary(calendar.schedule, "open", "close", first, last)


def market(name, first, last):
    schedule = pandas_market_calendars.get_calendar(name).schedule(first, last)
    return summary(schedule, "market_open", "market_close", first, last)


json.dump(
    {
        "exchange_calendars": {
            "version": exchange_calendars.__version__,
            "XNYS": exchange("XNYS", "1990-01-01", "2030-12-31"),
            "XLON": exchange("XLON", "2000-01-01", "2030-12-31"),
        },
        "pandas_market_calendars": {
            "version": pandas_market_calendars.__version__,
            "XNYS": market("NYSE", "1990-01-01", "2030-12-31"),
        },
    },
    sys.stdout,
)
