"""Events joined to sessions, and the factors on them, by pandas: merge_asof for the newest event, boolean masks for windows.

    python tests/golden/data/events/joined.py > tests/golden/data/events/joined.json

Made-up files of each format, made-up closes with a hole and a split, session closes by exchange_calendars (early closes and
clock changes included). Twelve months of reports are added up by the number of the quarter.
"""

import json
import sys

import exchange_calendars
import numpy as np
import pandas as pd

NY = "America/New_York"
DAY = pd.Timedelta("1D")
EVERY = 5
rng = np.random.default_rng(20261121)

calendar = exchange_calendars.get_calendar("XNYS", start="2015-01-01", end="2021-01-01")
sessions = calendar.sessions_in_range("2019-01-02", "2020-06-30")
closes = calendar.closes.loc[sessions]
closes = pd.DatetimeIndex(closes).tz_localize("UTC") if pd.DatetimeIndex(closes).tz is None else pd.DatetimeIndex(closes)
symbols = ["A", "NA", "TRUE", "D"]
n = len(sessions)
steps = rng.normal(0, 0.02, (n, len(symbols)))
close = pd.DataFrame(40 * np.exp(np.cumsum(steps, axis=0)), index=sessions, columns=symbols).round(4)
split = {"symbol": "NA", "date": str(sessions[200].date()), "ratio": 2.0}
close.loc[sessions[200]:, "NA"] = (close.loc[sessions[200]:, "NA"] / 2).round(4)
close.iloc[100:104, 3] = np.nan
volume = pd.DataFrame(rng.integers(1_000, 9_000, (n, len(symbols))).astype(float), index=sessions, columns=symbols)
volume[close.isna()] = np.nan
adjusted = close.copy()
adjusted.loc[sessions[200]:, "NA"] *= 2
daily = adjusted / adjusted.shift(1) - 1
dollar = close * volume


def instants(local):
    """Local times of New York as UTC."""
    return pd.DatetimeIndex(local).tz_localize(NY).tz_convert("UTC")


def newest(table, column, days):
    """Per session and symbol the column of the newest event known at the close, or its age in whole days."""
    out = {}
    for symbol in symbols:
        own = table[table.symbol == symbol] if "symbol" in table else table
        own = own.sort_values(["known", "event"], kind="stable").assign(at=lambda x: x.known)
        left = pd.DataFrame({"known": closes})
        joined = pd.merge_asof(left, own, on="known", tolerance=days * DAY)
        values = np.floor((joined.known - joined["at"]) / DAY) if column == "age" else joined[column]
        out[symbol] = values.to_numpy(float)
    return pd.DataFrame(out, index=sessions).where(close.notna())


def window(table, take, days=None, whole=None):
    """Per session and symbol a function of the events with from < known <= close, inside the coverage of the table."""
    start, end = table.known.min(), table.known.max().floor("D") + DAY
    out = pd.DataFrame(np.nan, index=sessions, columns=symbols)
    for i, at in enumerate(closes):
        since = at - days * DAY if days else (closes[i - whole] if i >= whole else None)
        if since is None or since < start or at > end:
            continue
        seen = table[(table.known > since) & (table.known <= at)]
        for symbol in symbols:
            out.iloc[i, symbols.index(symbol)] = take(seen[seen.symbol == symbol])
    return out.where(close.notna())


def dates(count, first="2016-01-04", last="2020-06-25"):
    span = (pd.Timestamp(last) - pd.Timestamp(first)).days
    return pd.Timestamp(first) + pd.to_timedelta(rng.integers(0, span, count), unit="D")


# Earnings -----------------------------------------------------------------------------------------------------------
rows = []
for j, symbol in enumerate(symbols):
    for day in pd.date_range("2017-01-10", "2020-06-20", freq="88D") + j * 3 * DAY:
        estimate, surprise = (round(float(x), 2) for x in (rng.integers(-20, 90) / 100, rng.integers(-12, 15) / 100))
        rows.append([symbol, day, estimate, surprise, rng.choice(["pre", "post"])])
earn = pd.DataFrame(rows, columns=["symbol", "event", "estimate", "surprise", "release"])
hours = earn.release.map({"pre": pd.Timedelta("9h30min"), "post": pd.Timedelta("23h59min59s")})
earn["known"] = instants(earn.event + hours)
past = earn.groupby("symbol").surprise.transform(lambda s: s.shift(1).rolling(8, min_periods=4).std())
earn["sue"] = earn.surprise / past.where(past > 0)
earn["relative"] = earn.surprise / earn.estimate.abs().where(earn.estimate != 0)
earn["beat"] = np.sign(earn.surprise)
sue, age = newest(earn, "sue", 100), newest(earn, "age", 100)
announced = window(earn, len, whole=1)
market = daily.mean(axis=1)
reaction = daily.sub(market, axis=0).where(announced > 0)
factors = {
    "sue": sue,
    "sue_fading_90": sue * (1 - age / 90).clip(lower=0),
    "surprise_to_estimate": newest(earn, "relative", 100).clip(-5, 5),
    "earnings_beats_365": window(earn, lambda e: e.beat.mean(), days=365),
    "earnings_reaction_63": reaction.rolling(63, min_periods=1).mean(),
}
earn_csv = ["symbol,date,qtr,eps_est,eps,release_time,surp"] + [
    f"{r.symbol},{r.event.month}/{r.event.day}/{r.event.year % 100},NULL,{r.estimate},"
    f"{round(r.estimate + r.surprise, 2)},{r.release},{r.surprise}"
    for r in earn.itertuples()
]

# Insiders -----------------------------------------------------------------------------------------------------------
count = 260
trade = pd.DataFrame({"symbol": rng.choice(symbols, count), "event": dates(count, "2018-06-01")})
trade["local"] = trade.event + 2 * DAY + pd.to_timedelta(rng.integers(6 * 60, 22 * 60, count), unit="min")
trade["known"] = instants(trade.local)
trade["insider"] = rng.choice(["Ann", "Bob", "Cy", "Di", "Ed"], count)
trade["kind"] = rng.choice(["P", "S"], count, p=[0.7, 0.3])
trade["value"] = rng.integers(100, 900, count) * 100.0
trade["net"] = trade.value.where(trade.kind == "P", -trade.value)
buyers = lambda e: e[e.kind == "P"].insider.nunique()
turnover = dollar.rolling(63, min_periods=42).mean()
thirty = window(trade, buyers, days=30)
factors |= {
    "insider_net_90": window(trade, lambda e: e.net.sum(), days=90) / turnover,
    "insider_buyers_90": window(trade, buyers, days=90),
    "insider_cluster_30": thirty * (thirty >= 2).where(thirty.notna()),
}
trade_csv = ["X,filing_date,trade_date,ticker,insider,title,trade_type,price,qty,value,ret_1w"] + [
    f",{r.local},{r.event.date()},{r.symbol},{r.insider},CEO,{r.kind} - x,10,{r.value / 10},{r.value},0.1"
    for r in trade.itertuples()
]

# Congress -----------------------------------------------------------------------------------------------------------
count = 160
deal = pd.DataFrame({"symbol": rng.choice(symbols, count), "event": dates(count, "2018-06-01", "2020-05-01")})
deal["received"] = deal.event + pd.to_timedelta(rng.integers(0, 45, count), unit="D")
deal["known"] = instants(deal.received + pd.Timedelta("23h59min59s"))
deal["member"] = rng.choice(["Ann", "Bob", "Cy"], count)
deal["type"] = rng.choice(["Purchase", "Sale (Full)", "Sale (Partial)", "Exchange"], count)
deal["sign"] = deal.type.map({"Purchase": 1, "Exchange": 0}).fillna(-1)
deal["range"] = rng.choice(["$1,001 - $15,000", "$15,001 - $50,000", "Over $50,000,000"], count)
deal["net"] = deal.sign * deal.range.map({"$1,001 - $15,000": 8000.5, "$15,001 - $50,000": 32500.5}).fillna(50e6)
deal = deal.drop_duplicates(["symbol", "event", "member", "type", "range"])
persons = lambda sign: lambda e: e[e.sign == sign].member.nunique()
factors |= {
    "congress_net_buyers_90": window(deal, persons(1), days=90) - window(deal, persons(-1), days=90),
    "congress_net_amount_90": window(deal, lambda e: e.net.sum(), days=90) / turnover,
}
us = lambda day: day.strftime("%m/%d/%Y")
filings = [
    {
        **{"first_name": r.member, "last_name": "", "ptr_link": "x", "date_recieved": us(r.received)},
        "transactions": [
            {
                **{"transaction_date": us(r.event), "owner": "Self", "asset_description": "x", "asset_type": "Stock"},
                **{"ticker": f'<a href="x">{r.symbol}</a>', "type": r.type, "amount": r.range},
            }
        ],
    }
    for r in deal.itertuples()
]

# News ---------------------------------------------------------------------------------------------------------------
SCORES = {"beats estimates": 1.0, "warns of losses": -1.0, "gains as profit falls": 1 / 3, "names a director": np.nan}
count = 900
story = pd.DataFrame({"symbol": rng.choice(symbols, count), "event": dates(count, "2018-09-01")})
story["known"] = pd.DatetimeIndex(story.event + pd.to_timedelta(rng.integers(0, 24 * 60, count), unit="min")).tz_localize("UTC")
story["text"] = rng.choice(list(SCORES), count)
story["score"] = story.text.map(SCORES)
week, quarter = (window(story, lambda e: e.score.mean(), days=d) for d in (7, 90))
counts = [window(story, len, days=d) for d in (7, 90)]
factors |= {
    "news_sentiment_7": week,
    "news_sentiment_change_7_90": week - quarter,
    "news_attention_7_90": counts[0] / counts[1].where(counts[1] > 0) * 90 / 7,
}
news_csv = ["published,symbol,headline"] + [
    f"{r.known.strftime('%Y-%m-%dT%H:%M:%SZ')},{r.symbol},Number {i} {r.text}" for i, r in enumerate(story.itertuples())
]

# Shipping -----------------------------------------------------------------------------------------------------------
days = pd.bdate_range("2018-12-03", "2020-06-29")
freight = pd.DataFrame({"event": days, "value": (1500 * np.exp(np.cumsum(rng.normal(0, 0.03, len(days))))).round(2)})
freight["known"] = pd.DatetimeIndex(freight.event + pd.Timedelta("13h")).tz_localize("Europe/London").tz_convert("UTC")
index = newest(freight, "value", 10)
change = index / index.shift(1) - 1
pairs = daily.notna() & change.notna()
x, y = change.where(pairs), daily.where(pairs)
beta = y.rolling(252, min_periods=126).cov(x) / x.rolling(252, min_periods=126).var()
factors |= {"shipping_beta_252": beta, "shipping_momentum_63": beta * (index / index.shift(63) - 1)}
freight_csv = ["Date,Price"] + [f'{r.event:%m/%d/%Y},"{r.value:,.2f}"' for r in freight[::-1].itertuples()]

# Reports ------------------------------------------------------------------------------------------------------------
METRICS = ["revenues", "op_income", "net_income", "eps_basic", "eps_diluted", "dividend", "assets", "cur_assets", "cur_liab"]
METRICS += ["cash", "equity", "cash_flow_op", "cash_flow_inv", "cash_flow_fin"]
reports = []
for j, symbol in enumerate(symbols):
    for q in range(16 * 4, 20 * 4 + 1):  # quarters since 2000
        end = pd.Timestamp(2000 + q // 4, 3 * (q % 4) + 1, 1) + pd.offsets.QuarterEnd(0)
        annual = q % 4 == 3
        size = (4 if annual else 1) * (1 + 0.2 * rng.random())
        income = round(1e7 * size * (0.5 + rng.random()))
        assets = round(1e9 * (1 + 0.3 * rng.random()))
        values = [round(1e8 * size), round(2e7 * size), income, income / 1e7, income / 1.1e7, 0.1 * size, assets]
        values += [assets * 0.4, assets * 0.2, assets * 0.1 * rng.random(), assets * (0.3 + 0.3 * rng.random())]
        values += [income * (1 + rng.random()), -1e6, 1e6]
        crawl = end + (30 + 4 * j) * DAY
        reports.append([symbol, q, end, crawl, False, annual, *values])
        if rng.random() < 0.15:
            values[0] = round(values[0] * 1.05)
            reports.append([symbol, q, end, crawl + 40 * DAY, True, annual, *values])
report = pd.DataFrame(reports, columns=["symbol", "q", "end", "crawl", "amend", "annual", *METRICS])
report = report.sort_values(["crawl", "end"], kind="stable").reset_index(drop=True)
report_csv = [f"first_crawl,symbol,end_date,amend,doc_type,{','.join(METRICS)}"] + [
    f"{r.crawl:%Y%m%d},{r.symbol},{r.end.date()},{r.amend},{'10-K' if r.annual else '10-Q'},"
    + ",".join(repr(float(getattr(r, m))) for m in METRICS)
    for r in report.itertuples()
]


def quarterly(known, metric, q):
    if q not in known:
        return np.nan
    if not known[q]["annual"]:
        return known[q][metric]
    others = [known[q - k][metric] if q - k in known else np.nan for k in (1, 2, 3)]
    return known[q][metric] - sum(others)


states = []
for symbol, own in report.groupby("symbol"):
    known = {}
    for r in own.to_dict("records"):
        known[r["q"]] = r
        q = max(known)
        now, year = known[q], max((k for k in known if known[k]["annual"]), default=None)
        ttm = lambda m: now[m] if now["annual"] else sum(quarterly(known, m, q - k) for k in range(4))
        before = known.get(q - 4, {m: np.nan for m in METRICS})
        shares = ttm("net_income") / ttm("eps_basic")
        shares = now["net_income"] / now["eps_basic"] if np.isnan(shares) else shares
        last = known[year] if year is not None else {m: np.nan for m in METRICS}
        states.append(
            {
                **{"symbol": symbol, "event": now["end"], "known": r["crawl"] + pd.Timedelta("23h59min59s")},
                **{"eps": ttm("eps_diluted"), "book": now["equity"] / shares, "sales": ttm("revenues") / shares},
                **{"cash_flow": last["cash_flow_op"] / shares, "dividend": ttm("dividend"), "shares": shares},
                **{"roe": ttm("net_income") / now["equity"], "roa": ttm("net_income") / now["assets"]},
                **{"op_roe": ttm("op_income") / now["equity"], "margin": ttm("op_income") / ttm("revenues")},
                "turnover": ttm("revenues") / now["assets"],
                "accruals": (last["net_income"] - last["cash_flow_op"]) / last["assets"],
                "growth": now["assets"] / before["assets"] - 1,
                "revenue_growth": now["revenues"] / before["revenues"] - 1,
                "eps_change": now["eps_diluted"] - before["eps_diluted"],
                "leverage": (now["assets"] - now["equity"]) / now["assets"],
                **{"current": now["cur_assets"] / now["cur_liab"], "cash": now["cash"] / now["assets"]},
            }
        )
state = pd.DataFrame(states)
state["known"] = instants(state.known)
last = lambda column: newest(state, column, 200)
# A report from before the split is per old share from the ex-date on.
known_at = pd.DataFrame({s: newest(state.assign(k=state.known.astype("int64")), "k", 200)[s] for s in symbols})
ex = pd.Timestamp(split["date"], tz="UTC")
old = pd.DataFrame(1.0, index=sessions, columns=symbols)
old.loc[(sessions >= ex.tz_localize(None)) & (known_at["NA"] < ex.value), "NA"] = split["ratio"]
per_price = lambda column: last(column) / old / close
factors |= {
    "earnings_yield": per_price("eps"),
    "book_to_market": per_price("book"),
    "sales_to_price": per_price("sales"),
    "cash_flow_to_price": per_price("cash_flow"),
    "dividend_yield": per_price("dividend"),
    "market_value": np.log(last("shares") * old * close),
    "return_on_equity": last("roe"),
    "return_on_assets": last("roa"),
    "operating_profitability": last("op_roe"),
    "operating_margin": last("margin"),
    "asset_turnover": last("turnover"),
    "accruals": last("accruals"),
    "asset_growth": last("growth"),
    "revenue_growth": last("revenue_growth"),
    "earnings_change": per_price("eps_change"),
    "book_leverage": last("leverage"),
    "current_ratio": last("current"),
    "cash_to_assets": last("cash"),
}


def flat(frame):
    return [None if not np.isfinite(v) else float(v) for v in np.asarray(frame, float).ravel()]


json.dump(
    {
        **{"symbols": symbols, "dates": [str(d.date()) for d in sessions], "split": split, "every": EVERY},
        **{"close": flat(close), "volume": flat(volume)},
        "closes": [int(t.value // 10**6) for t in closes][::EVERY],
        "files": {
            **{"earnings": earn_csv, "insiders": trade_csv, "news": news_csv, "shipping": freight_csv},
            **{"fundamentals": report_csv, "congress": filings},
        },
        "factors": {name: flat(frame[::EVERY]) for name, frame in factors.items()},
    },
    sys.stdout,
)
