import { describe, expect, it } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../../lib/src/core/index.js";
import { sessionCalendar } from "../../../../lib/src/data/calendar/namedCalendar.js";
import { decisionsOf } from "../../../../lib/src/data/events/decisions.js";
import { holdsFuture } from "../../../../lib/src/data/events/futureColumns.js";
import { events, Market } from "../../../../lib/src/data/index.js";
import { csvFile } from "./files.js";

const { EventTable } = events;

const time = sessionCalendar("XNYS").sessions("2013-06-26", "2013-07-12");
const panel = (symbols: readonly string[], value = 10) =>
  Panel.of(time, AssetIndex.of(symbols), new Float64Array(time.length * symbols.length).fill(value));
const market = Market.fromPanels({ fields: { close: panel(["A", "B"]) } });

/** A number known at an instant, of symbol A. */
const known = (at: string, x: number | null, symbol: string | null = "A") => ({
  ...{ symbol, event: at.slice(0, 10), known: at, values: { x, who: x === null ? null : `w${x}` } },
});
const columns = [
  { name: "x", kind: "number", unit: "USD" },
  { name: "who", kind: "text" },
] as const;
const table = (rows: events.EventRow[], rest: object = {}) =>
  EventTable.of({ name: "t", columns, rows, ...rest });
const joined = (
  rows: events.EventRow[],
  field: events.EventField,
  rest: object = {},
  options: object = {},
) => {
  const panel = table(rows, rest)
    .onto(market, { fields: { f: field }, ...options })
    .panel("events.t.f");
  return Object.fromEntries(time.labels().map((date, i) => [date, panel.row(i)[0]]));
};
const WHOLE = { coverage: { from: "2013-01-01", to: "2014-01-01" } };

describe("EventTable", () => {
  it("sorts by known time, then event time, then as given, and gives the columns back", () => {
    const rows = [
      known("2013-07-02T10:00:00Z", 3),
      known("2013-07-01T10:00:00Z", 1),
      known("2013-07-01T10:00:00Z", 2),
    ];
    const sorted = table(rows);
    expect([...sorted.numbers("x")]).toEqual([1, 2, 3]);
    expect(sorted.row(0)).toMatchObject({ symbol: "A", values: { x: 1, who: "w1" } });
    expect(table([...rows].reverse()).fingerprint).not.toBe(sorted.fingerprint);
    expect(table([rows[1], rows[2], rows[0]]).fingerprint).toBe(sorted.fingerprint);
    expect(sorted.filter(({ values }) => values.x !== 2).length).toBe(2);
    expect(sorted.knownBy("2013-07-01T10:00:00Z").length).toBe(2);
  });

  it("refuses a mere date as known time, mixed symbols, unknown columns and what is no number", () => {
    expect(() => table([known("2013-07-01", 1)])).toThrow(/must be an instant.*T21:00/);
    expect(() => table([known("2013-07-01T01:00Z", 1), known("2013-07-01T01:00Z", 1, null)])).toThrow(
      /1 of 2 without/,
    );
    expect(() => table([known("2013-07-01T01:00Z", Infinity)])).toThrow(/x must be a number/);
    expect(() => table([]).numbers("who")).toThrow(/number columns x/);
    expect(() => table([], { extra: 1 })).toThrow(/unknown option "extra"/);
  });

  it("shows span, delay, columns with units, losses, the newest events", () => {
    const text = table([known("2013-07-02T10:00:00Z", 3)]).toText();
    expect(text).toMatch(/^t: 1 event of 1 symbol\n/);
    expect(text).toMatch(/0.4167 days/);
    expect(text).toMatch(/x +USD +100.00 %/);
  });
});

describe("onto", () => {
  it("counts what is known at the close for its session, and later for the next; early closes and clock changes too", () => {
    // 13:00 in New York on 3 July 2013 is an early close.
    expect(new Date(decisionsOf(time)[time.indexOf("2013-07-03")]).toISOString()).toBe(
      "2013-07-03T17:00:00.000Z",
    );
    const at = (instant: string) => {
      const values = joined([known(instant, 7)], { take: "last", column: "x" });
      return Object.keys(values).find((date) => values[date] === 7);
    };
    expect(at("2013-07-02T12:00:00Z")).toBe("2013-07-02");
    expect(at("2013-07-02T20:00:00Z")).toBe("2013-07-02");
    expect(at("2013-07-02T20:00:01Z")).toBe("2013-07-03");
    expect(at("2013-07-03T17:00:01Z")).toBe("2013-07-05");
    expect(at("2013-07-06T12:00:00Z")).toBe("2013-07-08");
  });

  it("with the decision at the open, counts what came before the opening only", () => {
    const row = (instant: string) =>
      joined([known(instant, 7)], { take: "last", column: "x" }, {}, { decision: "open" })["2013-07-02"];
    expect(row("2013-07-02T13:30:00Z")).toBe(7);
    expect(row("2013-07-02T13:30:01Z")).toBeNaN();
  });

  it("on bars within a session, decides at the instant of each bar", () => {
    const bars = TimeIndex.of(["2013-07-02T15:00:00Z", "2013-07-02T15:05:00Z", "2013-07-02T15:10:00Z"], "5m");
    const close = Panel.of(bars, AssetIndex.of(["A"]), new Float64Array(3).fill(10));
    const intraday = Market.fromPanels({ fields: { close } });
    const rows = [known("2013-07-02T15:05:00Z", 7)];
    const values = table(rows)
      .onto(intraday, { fields: { f: { take: "last", column: "x" } } })
      .panel("events.t.f").values;
    expect([...values]).toEqual([Number.NaN, 7, 7]);
  });

  it("last: the newest event's own value, missing where that has none or is stale; age in whole days", () => {
    const rows = [
      known("2013-06-28T15:00:00Z", 1),
      known("2013-07-02T15:00:00Z", null),
      known("2013-07-05T15:00:00Z", 3),
    ];
    const last = joined(rows, { take: "last", column: "x", days: 5 });
    expect(last).toMatchObject({
      "2013-06-27": Number.NaN,
      "2013-07-01": 1,
      "2013-07-02": Number.NaN,
      "2013-07-09": 3,
    });
    expect(last["2013-07-10"]).toBeNaN();
    expect(joined(rows, { take: "age" })).toMatchObject({
      "2013-06-28": 0,
      "2013-07-01": 3,
      "2013-07-11": 6,
    });
  });

  it("windows: nothing is 0, outside the coverage is missing, values that are missing are left out", () => {
    const rows = [
      known("2013-06-28T15:00:00Z", 1),
      known("2013-07-01T15:00:00Z", null),
      known("2013-07-02T15:00:00Z", 1),
    ];
    const take = (take: "count" | "sum" | "mean" | "distinct", column?: string, rest: object = WHOLE) =>
      joined(rows, { take, column, days: 5 }, rest);
    expect(take("count")).toMatchObject({
      "2013-06-27": 0,
      "2013-06-28": 1,
      "2013-07-02": 3,
      "2013-07-08": 0,
    });
    expect(take("count", "x")).toMatchObject({ "2013-07-02": 2 });
    expect(take("sum", "x")).toMatchObject({ "2013-06-27": 0, "2013-07-02": 2, "2013-07-05": 1 });
    expect(take("mean", "x")).toMatchObject({ "2013-06-27": Number.NaN, "2013-07-02": 1 });
    expect(take("distinct", "who")).toMatchObject({ "2013-07-02": 1, "2013-06-27": 0 });
    const own = take("count", undefined, {});
    expect(own["2013-07-02"]).toBeNaN();
    expect(own["2013-07-03"]).toBeNaN();
    expect(take("count", undefined, { coverage: { from: "2013-06-20", to: "2013-07-09" } })).toMatchObject({
      ...{ "2013-07-03": 2, "2013-07-08": 0, "2013-07-09": Number.NaN },
    });
    const today = joined(rows, { take: "count", sessions: 1 }, WHOLE);
    expect(today).toMatchObject({
      "2013-06-26": Number.NaN,
      "2013-06-27": 0,
      "2013-06-28": 1,
      "2013-07-02": 1,
    });
  });

  it("gives a series to every symbol, and nothing where a symbol has no close", () => {
    const close = panel(["A", "B"]);
    const values = Float64Array.from(close.values);
    values[3] = Number.NaN;
    const holed = Market.fromPanels({ fields: { close: Panel.of(time, close.assets, values) } });
    const series = table([known("2013-06-26T10:00:00Z", 5, null)]).onto(holed, {
      fields: { f: { take: "last", column: "x" } },
    });
    expect([...series.panel("events.t.f").values.slice(0, 6)]).toEqual([5, 5, 5, Number.NaN, 5, 5]);
    expect(series.panel("events.t.f").unit).toBe("USD");
  });

  it("rescales what is per share for splits after it became known, from their ex-date on", () => {
    const rows = [known("2013-06-26T15:00:00Z", 8), known("2013-07-10T15:00:00Z", 5)];
    const perShare = EventTable.of({
      name: "t",
      columns: [{ name: "x", kind: "number", unit: "USD/share" }],
      rows: rows.map((row) => ({ ...row, values: { x: row.values.x } })),
    });
    const split = { symbol: "A", date: "2013-07-02", kind: "split", value: 4 } as const;
    const after = Market.fromPanels({ fields: { close: panel(["A", "B"]) }, actions: [split] });
    const values = perShare.onto(after, { fields: { f: { take: "last", column: "x" } } }).panel("events.t.f");
    expect(
      ["2013-07-01", "2013-07-02", "2013-07-09", "2013-07-10"].map((date) => values.at(date, "A")),
    ).toEqual([8, 2, 2, 5]);
    expect(() => after.withFields({ close: panel(["A", "B"]) })).toThrow(/has a field of this name/);
  });

  it("refuses fields that cannot be meant, and says what there is", () => {
    const bad = (field: object) => () =>
      joined([known("2013-06-26T15:00:00Z", 8)], field as events.EventField);
    expect(bad({ take: "last", column: "y" })).toThrow(/column must be one of x, who/);
    expect(bad({ take: "last", column: "who" })).toThrow(/needs a column of numbers/);
    expect(bad({ take: "sum", column: "x" })).toThrow(/either days or sessions/);
    expect(bad({ take: "sum", column: "x", days: 3, sessions: 1 })).toThrow(/either days or sessions/);
    expect(bad({ take: "last", column: "x", sessions: 1 })).toThrow(/bounded by days/);
    expect(bad({ take: "age", column: "x" })).toThrow(/age has no column/);
    expect(bad({ take: "last" })).toThrow(/needs a column/);
    expect(bad({ take: "first" })).toThrow(/take must be one of/);
    expect(bad({ take: "age", day: 3 })).toThrow(/did you mean days/);
    expect(() => table([]).onto(market)).toThrow(/has no fields of its own/);
  });

  it("refuses a column that is the return which followed, whatever it is called", () => {
    const random = new Random(1);
    const days = sessionCalendar("XNYS").sessions("2014-01-02", "2014-12-31");
    const closes = new Float64Array(days.length).fill(100);
    for (let i = 1; i < closes.length; i++) closes[i] = closes[i - 1] * Math.exp(0.02 * random.normal());
    const own = Market.fromPanels({ fields: { close: Panel.of(days, AssetIndex.of(["A"]), closes) } });
    const rows = Array.from({ length: 100 }, (_, k) => {
      const at = 5 + 2 * k;
      const [x, noise] = [closes[at + 5] / closes[at] - 1, random.normal()];
      const instant = `${days.label(at)}T15:00:00Z`;
      return { symbol: "A", event: instant, known: instant, values: { x: x + 0.001 * noise, noise } };
    });
    const names = ["x", "noise"].map((name) => ({ name, kind: "number" as const }));
    const leaky = EventTable.of({ name: "t", columns: names, rows });
    const use = (column: string) => () => leaky.onto(own, { fields: { f: { take: "last", column } } });
    expect(use("x")).toThrow(/the column x is the return of the 5 sessions after the event/);
    expect(use("noise")).not.toThrow();
  });

  it("changes nothing before a date when later events are gone or different", () => {
    const random = new Random(2);
    const rows = Array.from({ length: 60 }, (_, k) => {
      const at = new Date(Date.UTC(2013, 5, 20) + random.uniform() * 22 * 86_400_000).toISOString();
      return { ...known(at, Math.round(5 * random.normal())), symbol: k % 3 ? "A" : "B" };
    });
    const fields: Record<string, events.EventField> = {
      last: { take: "last", column: "x", days: 3 },
      age: { take: "age" },
      sum: { take: "sum", column: "x", days: 4 },
      distinct: { take: "distinct", column: "who", sessions: 2 },
    };
    const whole = table(rows);
    const all = whole.onto(market, { fields });
    const decisions = decisionsOf(time);
    for (let cut = 0; cut < time.length; cut++) {
      const scrambled = rows.map((row) =>
        Date.parse(String(row.known)) > decisions[cut]
          ? { ...row, symbol: "A", values: { x: 99, who: "z" } }
          : row,
      );
      for (const later of [whole.knownBy(decisions[cut]), table(scrambled)]) {
        const part = later.onto(market.asOf(time.label(cut)), { fields });
        for (const name of Object.keys(fields)) {
          expect(
            part.panel(`events.t.${name}`).equals(all.panel(`events.t.${name}`).rows(0, cut + 1)),
            name,
          ).toBe(true);
        }
      }
    }
  });
});

describe("reactions", () => {
  it("names the first session that knows of an event, for an event study", () => {
    const rows = [
      known("2013-07-02T20:00:01Z", 1),
      known("2013-07-03T10:00:00Z", 1, "B"),
      known("2013-07-03T10:00:00Z", 1, "Z"),
    ];
    expect(table(rows).reactions(market)).toEqual([
      { symbol: "A", date: "2013-07-03" },
      { symbol: "B", date: "2013-07-03" },
    ]);
    expect(table([known("2013-07-12T20:30:00Z", 1)]).reactions(market)).toEqual([]);
  });
});

describe("events.read", () => {
  const file = () =>
    csvFile(
      "ticker,published,target,action,ret_5d",
      'NA,2021-03-01 16:30,"1,200",up,1',
      "TRUE,2021-03-02,x,down,2",
      ",2021-03-02,1,up,3",
    );

  it("reads the columns that are asked for; a mere date is known at the end of its day", async () => {
    const options = { name: "ratings", symbol: "ticker", known: "published" };
    const ratings = await events.read(file(), { ...options, columns: { target: "USD", action: "text" } });
    expect(ratings.symbols).toEqual(["NA", "TRUE"]);
    expect(ratings.row(0)).toMatchObject({
      known: Date.UTC(2021, 2, 1, 21, 30),
      values: { target: 1200, action: "up" },
    });
    expect(ratings.row(1)).toMatchObject({
      known: Date.UTC(2021, 2, 3, 4, 59, 59),
      values: { target: null },
    });
    expect(ratings.loss.reasons).toEqual({ "not a number": 1, "cannot be read: ticker": 1 });
    await expect(events.read(file(), options)).rejects.toThrow(/what happened after the event.*ret_5d/);
    const all = await events.read(file(), { ...options, drop: ["ret_*"] });
    expect(all.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["target text", "action text"]);
    await expect(events.read(file(), { ...options, columns: { ret_5d: "1" } })).rejects.toThrow(
      /what happened after/,
    );
    await expect(events.read(file(), { ...options, known: "when" })).rejects.toThrow(
      /lacks the columns when/,
    );
  });
});

describe("holdsFuture", () => {
  const future = [
    "ret_1m",
    "Return 5d",
    "fwd_ret",
    "forward return",
    "next_1d_return",
    "entry_price",
    "exit date",
  ];
  const past = [
    "retail_sales",
    "returns_filed",
    "target_price",
    "momentum_12_1",
    "eps",
    "value",
    "next_fiscal_year",
  ];

  it.each([...future, "label", "1w", "future_close", "y_ahead", "target_return"])(
    "takes %s for the future",
    (name) => {
      expect(holdsFuture(name)).toBe(true);
    },
  );
  it.each([...past, "day", "close", "return_on_equity"])("does not take %s for it", (name) => {
    expect(holdsFuture(name)).toBe(false);
  });
});
