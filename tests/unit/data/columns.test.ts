import { describe, expect, it } from "vitest";
import { detectColumns } from "../../../lib/src/data/columns/detectColumns.js";
import { BAR_FIELDS } from "../../../lib/src/data/columns/fields.js";

const detect = (columns: string[], options = {}) =>
  Object.fromEntries(detectColumns(columns, BAR_FIELDS, options).map((match) => [match.field, match.column]));

describe("column detection", () => {
  it.each([
    ["the panel", "date,open,high,low,close,volume,symbol", {}],
    [
      "capitals and a company name",
      "Date,Name,Ticker,Open,High,Low,Close,Volume",
      { symbol: "Ticker", date: "Date" },
    ],
    ["Name as the symbol", "date,open,high,low,close,volume,Name", { symbol: "Name" }],
    [
      "Yahoo",
      "Symbol,Date,Open,High,Low,Close,Adj Close,Volume,Stock Splits",
      { adj_close: "Adj Close", split: undefined },
    ],
    [
      "Alpha Vantage",
      "symbol,timestamp,1. open,2. high,3. low,4. close,5. adjusted close,6. volume,8. split coefficient",
      { date: "timestamp", open: "1. open", adj_close: "5. adjusted close", split: "8. split coefficient" },
    ],
    [
      "Quandl WIKI",
      "ticker,Date,Open,High,Low,Close,Volume,Ex-Dividend,Split Ratio,Adj. Open,Adj. Close",
      { open: "Open", dividend: "Ex-Dividend", split: "Split Ratio", adj_close: "Adj. Close" },
    ],
    [
      "underscores and sectors",
      "trade_date,sym,open_price,high_price,low_price,close_price,vol,GICS Sector",
      { date: "trade_date", sector: "GICS Sector", volume: "vol" },
    ],
  ])("knows %s", (_, header, expected) => {
    const found = detect(header.split(","));
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(["date", "symbol", "open", "high", "low", "close"]),
    );
    for (const [field, column] of Object.entries(expected)) expect(found[field]).toBe(column);
  });

  it("prefers the map, and does not use a mapped column twice", () => {
    const found = detect(["date", "symbol", "open", "high", "low", "close", "last"], {
      map: { close: "last", volume: "close" },
    });
    expect(found).toMatchObject({ close: "last", volume: "close" });
  });

  it("says what is missing, what was found and how to name it", () => {
    expect(() => detect(["day", "ticker", "o", "h", "l", "price"])).toThrow(
      'data.ingest: no column found for close among "day", "ticker", "o", "h", "l", "price"; ' +
        "detected: date=day, symbol=ticker, open=o, high=h, low=l " +
        '(name it with map: { close: "COLUMN" }, or --map close=COLUMN)',
    );
  });

  it("does not guess between two columns of one name", () => {
    expect(() => detect(["date", "symbol", "open", "high", "low", "close", "Close "])).toThrow(
      /both called close/,
    );
  });

  it("refuses a map to an unknown field or column", () => {
    const columns = ["date", "symbol", "open", "high", "low", "close"];
    expect(() => detect(columns, { map: { clos: "close" } })).toThrow(
      /unknown field "clos".*did you mean close/,
    );
    expect(() => detect(columns, { map: { close: "Close" } })).toThrow(
      /no column for close.*did you mean close/,
    );
  });
});
