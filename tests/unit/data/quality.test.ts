import { describe, expect, it } from "vitest";
import { Random } from "../../../lib/src/core/index.js";
import { QUALITY_RULES } from "../../../lib/src/data/index.js";
import { Identities } from "../../../lib/src/data/quality/identity/identities.js";
import { Revised } from "../../../lib/src/data/quality/revised.js";
import { SECURITY_RULES } from "../../../lib/src/data/quality/rules.js";
import { counted, judged, soundTestBars, type TestBar, weekday } from "./qualityBars.js";

const SYMBOLS = Array.from({ length: 25 }, (_, j) => `S${String(j).padStart(2, "0")}`);
const A = SYMBOLS[0];
const sound = soundTestBars(SYMBOLS);
const DAYS = 100;

type Options = Parameters<typeof judged>[1];

interface Case {
  rule: string;
  what: string;
  change: (bars: TestBar[]) => TestBar[];
  /** Rule → findings of all bars, without those of the sound ones; default: once the rule. */
  expected?: Record<string, number>;
  /** Of the first finding of the rule. */
  known?: number;
  value?: number;
  options?: Options;
}

/** Change the bars of the first symbol from day `from` to before `to`. */
const change =
  (from: number, to: number, patch: (bar: TestBar, before: TestBar) => Partial<TestBar>) =>
  (bars: TestBar[]) =>
    bars.map((bar, i) =>
      bar.symbol === A && bar.day >= from && bar.day < to ? { ...bar, ...patch(bar, bars[i - 1]) } : bar,
    );
const on = (day: number, patch: (bar: TestBar, before: TestBar) => Partial<TestBar>) =>
  change(day, day + 1, patch);
const scale = (by: number) => (bar: TestBar) => ({
  open: bar.open * by,
  high: bar.high * by,
  low: bar.low * by,
  close: bar.close * by,
});
const flat = (price: number) => ({ open: price, high: price, low: price, close: price });
const without = (gone: (bar: TestBar) => boolean) => (bars: TestBar[]) => bars.filter((bar) => !gone(bar));
/** The close of the first symbol on day 87. */
const LAST_PRICE = sound[87].close;
const isWeekday = (day: number) => (day + 3) % 7 < 5;
const later = (bar: TestBar, day: number): TestBar => ({ ...bar, day });

/** All prices of rows revised by ln(new / published). */
const repriced = (...moves: [row: number, move: number][]) =>
  new Revised(new Map(moves.map(([row, move]) => [row, { move, spread: 0 }])));

type Called = [
  row: number,
  id: "same" | "other" | "unknown",
  name: "same" | "other",
  before: string,
  after: string,
];

/** Rows from which on a symbol is called otherwise. */
const called = (...changes: Called[]) =>
  new Identities(
    new Map(changes.map(([row, id, name, before, after]) => [row, { id, name, before, after }])),
  );

const CASES: Case[] = [
  { rule: "missing_symbol", what: "no symbol", change: (bars) => [...bars, { ...bars[0], symbol: "" }] },
  { rule: "bad_date", what: "no date", change: (bars) => [...bars, later(bars[0], Number.NaN)] },
  { rule: "non_numeric", what: "a word as price", change: on(50, () => ({ open: Number.NaN, bad: true })) },
  { rule: "missing_price", what: "an empty close", change: on(50, () => ({ close: Number.NaN })) },
  { rule: "non_positive_price", what: "a zero low", change: on(50, () => ({ low: 0 })), value: 0 },
  { rule: "negative_volume", what: "a negative volume", change: on(50, () => ({ volume: -5 })), value: -5 },
  {
    rule: "ohlc_inconsistent",
    what: "a high 1 % below the close",
    change: on(50, (bar) => ({ open: bar.close, low: bar.close * 0.98, high: bar.close * 0.99 })),
    value: 0.01,
  },
  {
    rule: "ohlc_rounding",
    what: "a high 0.1 % below the close",
    change: on(50, (bar) => ({ open: bar.close, low: bar.close * 0.98, high: bar.close * 0.999 })),
    value: 0.001,
  },
  { rule: "duplicate", what: "the same bar again", change: (bars) => [...bars, bars[50]] },
  {
    rule: "duplicate",
    what: "twice again",
    change: (bars) => [...bars, bars[50], bars[50]],
    expected: { duplicate: 2 },
  },
  {
    rule: "conflicting_duplicate",
    what: "another volume",
    change: (bars) => [...bars, { ...bars[50], volume: 7 }],
  },
  {
    rule: "unit_error",
    what: "three days in pence",
    change: change(50, 53, scale(100)),
    expected: { unit_error: 3 },
    known: 3,
  },
  { rule: "unit_error", what: "one day in pounds", change: on(50, scale(0.01)), known: 1 },
  { rule: "one_day_spike", what: "a bar that halves", change: on(50, scale(0.5)), known: 1 },
  {
    rule: "foreign_rows",
    what: "three bars of something else",
    change: change(50, 53, (bar) => ({ ...scale(0.6)(bar), volume: bar.volume / 20 })),
    expected: { foreign_rows: 3, large_move: 2, extreme_move: 2, unrecorded_payout: 1, volume_anomaly: 2 },
    known: 3,
  },
  {
    rule: "passing_name",
    what: "two sessions under another name",
    change: (bars) => bars,
    options: { identities: called([51, "unknown", "other", "a", "b"], [53, "unknown", "other", "b", "a"]) },
    known: 2,
  },
  {
    rule: "other_security",
    what: "another FIGI",
    change: (bars) => bars,
    options: { identities: new Identities(called([51, "other", "same", "a", "b"]).changes, true, true) },
    known: 10,
  },
  {
    rule: "other_security",
    what: "another name, and half as much again the price two bars later",
    change: change(52, DAYS, scale(1.62)),
    options: { identities: called([51, "unknown", "other", "a", "b"]) },
    expected: { other_security: 1, large_move: 1, extreme_move: 1 },
    known: 10,
  },
  {
    rule: "renamed_security",
    what: "another name, a new identifier of the same name, and a name that stays with its identifier over a break",
    change: change(70, DAYS, scale(1.62)),
    options: {
      identities: called(
        [20, "unknown", "other", "a", "b"],
        [45, "other", "same", "b", "c"],
        [70, "same", "other", "c", "d"],
      ),
    },
    expected: { renamed_security: 3, large_move: 1, extreme_move: 1 },
    known: 10,
  },
  {
    rule: "symbol_reuse",
    what: "back after ten sessions at three times the price",
    change: (bars) =>
      change(60, DAYS, scale(3))(without(({ symbol, day }) => symbol === A && day >= 50 && day < 60)(bars)),
    expected: { symbol_reuse: 1, large_move: 1, extreme_move: 1, missing_session: 10, unrecorded_split: 1 },
  },
  {
    rule: "rescaled_history",
    what: "five bars in a row at half the price that they were published at, and one alone",
    change: (bars) => bars,
    options: {
      revised: repriced([51, -0.69], [52, -0.7], [53, -0.68], [54, -0.69], [55, -0.69], [57, -0.69]),
    },
    expected: { rescaled_history: 5, large_restatement: 1 },
    known: -1,
    value: 0.5,
  },
  {
    rule: "large_restatement",
    what: "four bars in a row, corrected by a fifth",
    change: (bars) => bars,
    options: { revised: repriced([51, -0.2], [52, -0.2], [53, -0.2], [54, -0.2]) },
    expected: { large_restatement: 4 },
    known: -1,
    value: 0.8,
  },
  {
    rule: "restatement",
    what: "a cent",
    change: (bars) => bars,
    options: { revised: repriced([51, 0.0004], [60, 1e-8]) },
    known: -1,
    value: 1,
  },
  {
    rule: "restated_volume",
    what: "twice the volume, and a little more of it",
    change: (bars) => bars,
    options: { revised: new Revised(new Map(), new Map([51, 52].map((row, i) => [row, [0.7, 0.05][i]]))) },
    known: -1,
    value: 2,
  },
  {
    rule: "large_move",
    what: "a takeover",
    change: (bars) =>
      on(50, (bar) => ({ volume: bar.volume * 15, open: bar.open / 1.3, low: bar.low / 1.3 }))(
        change(50, DAYS, scale(1.62))(bars),
      ),
    expected: { large_move: 1, extreme_move: 1 },
  },
  {
    rule: "extreme_move",
    what: "a fall of 22 % on news",
    change: (bars) => on(50, (bar) => ({ volume: bar.volume * 12 }))(change(50, DAYS, scale(0.78))(bars)),
  },
  {
    rule: "unrecorded_split",
    what: "half the price from one day on",
    change: change(50, DAYS, (bar) => ({ ...scale(0.5)(bar), volume: bar.volume * 2 })),
    expected: { unrecorded_split: 1, large_move: 1, extreme_move: 1 },
    value: 0.5,
  },
  {
    rule: "unrecorded_payout",
    what: "28 % less from one day on",
    change: change(50, DAYS, scale(0.72)),
    expected: { unrecorded_payout: 1, extreme_move: 1 },
    value: 0.72,
  },
  {
    rule: "stale_price",
    what: "twelve equal closes",
    change: change(88, DAYS, () => ({ ...flat(LAST_PRICE), volume: 0 })),
    expected: { stale_price: 4, zero_volume: 12 },
    value: 10,
  },
  {
    rule: "repeated_bar",
    what: "yesterday's bar again",
    change: on(50, (_, before) => ({ ...before, day: 50 })),
  },
  { rule: "zero_volume", what: "no trade", change: on(50, () => ({ volume: 0 })), value: 0 },
  { rule: "missing_volume", what: "an empty volume", change: on(50, () => ({ volume: Number.NaN })) },
  { rule: "volume_anomaly", what: "fifty times the volume", change: on(50, () => ({ volume: 50e6 })) },
  {
    rule: "partial_session",
    what: "a fifth of the volume on the last day",
    change: (bars) => bars.map((bar) => (bar.day === DAYS - 1 ? { ...bar, volume: bar.volume / 5 } : bar)),
  },
  {
    rule: "missing_session",
    what: "two days without a row",
    change: without(({ symbol, day }) => symbol === A && (day === 50 || day === 51)),
    expected: { missing_session: 2 },
    known: 2,
  },
  {
    rule: "absent_session",
    what: "a session without any row",
    change: without(({ day }) => day === 50),
    options: { isSession: isWeekday },
    known: 1,
  },
  {
    rule: "thin_session",
    what: "a session of a third of the symbols",
    change: without(({ symbol, day }) => day === 50 && symbol > "S07"),
  },
  {
    rule: "off_calendar",
    what: "rows on a holiday",
    change: (bars) => bars,
    options: { isSession: (day) => isWeekday(day) && day !== weekday(50) },
    expected: { off_calendar: SYMBOLS.length },
  },
  {
    rule: "isolation_forest",
    what: "a wild bar",
    change: on(50, (bar) => ({
      low: bar.close / 1.2,
      high: bar.close * 1.2,
      open: bar.close / 1.15,
      volume: 19e6,
    })),
  },
];

describe("quality rules", () => {
  it("find nothing in sound bars", () => {
    expect(judged(sound, { isSession: isWeekday })).toEqual([]);
  });

  it.each(CASES)("$rule: $what", ({ rule, change: apply, expected, known = 0, value, options }) => {
    const found = judged(apply(sound), options);
    // A bar that stands out is one for the forest too; its own case asks for it.
    const others = found.filter((each) => each.rule !== "isolation_forest" || rule === "isolation_forest");
    expect(counted(others)).toEqual(expected ?? { [rule]: 1 });
    const first = found.find((each) => each.rule === rule);
    expect(first?.known).toBe(rule === "isolation_forest" ? -1 : known);
    if (value !== undefined) expect(first?.value).toBeCloseTo(value, 1);
  });

  it("have a case each, distinct names, and explain themselves", () => {
    const names = QUALITY_RULES.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    for (const rule of QUALITY_RULES) {
      expect(CASES.map((each) => each.rule)).toContain(rule.name);
      expect(rule.sentence).toMatch(/^[A-Z].*\.$/);
      expect(rule.formula.length).toBeGreaterThan(5);
      expect(rule.actions).toContain(rule.action);
      for (const name of Object.keys(rule.thresholds))
        expect(rule.formula).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  it("do not mind a recorded split or dividend", () => {
    const split = change(50, DAYS, (bar) => ({ ...scale(0.5)(bar), volume: bar.volume * 2 }))(sound);
    const actions = [{ symbol: 1, day: weekday(50), kind: "split" as const, value: 2 }];
    expect(judged(split, { actions })).toEqual([]);
    const before = sound.find((bar) => bar.symbol === A && bar.day === 49)?.close ?? 0;
    const paid = change(50, DAYS, scale(0.7))(sound);
    const dividend = [{ symbol: 1, day: weekday(50), kind: "dividend" as const, value: 0.3 * before }];
    expect(judged(paid, { actions: dividend })).toEqual([]);
  });

  it("do what the policy says", () => {
    const spike = on(50, scale(0.5))(sound);
    const rules = (one_day_spike: "flag" | "off" | { jump: number }) => ({
      quality: { rules: { one_day_spike } },
    });
    expect(judged(spike).map(({ fallen }) => fallen)).toEqual([true]);
    expect(judged(spike, rules("flag")).find(({ rule }) => rule === "one_day_spike")?.fallen).toBe(false);
    expect(counted(judged(spike, rules("off"))).one_day_spike).toBeUndefined();
    expect(counted(judged(spike, rules({ jump: 2 }))).one_day_spike).toBeUndefined();
  });

  it("do not depend on the order of delivery", () => {
    const flawed = CASES.reduce((bars, each) => (each.options ? bars : each.change(bars)), sound);
    const keys = (bars: readonly TestBar[]) =>
      judged(bars)
        .map(({ rule, symbol, day, value, known }) => `${rule} ${symbol} ${day} ${value} ${known}`)
        .sort();
    const unique = flawed.filter(
      (bar, i) => flawed.findIndex((b) => b.symbol === bar.symbol && b.day === bar.day) === i,
    );
    expect(keys(new Random(1).shuffle(unique))).toEqual(keys(unique));
  });
});

describe("verdicts in time", () => {
  const random = new Random(7);
  const flaws: ((bar: TestBar, before: TestBar) => Partial<TestBar>)[] = [
    scale(0.5),
    scale(1.4),
    scale(100),
    (bar) => ({ volume: bar.volume / 20, ...scale(0.6)(bar) }),
    (bar) => ({ volume: bar.volume * 60 }),
    (_, before) => ({ ...before }),
    (bar) => ({ high: bar.low }),
    () => ({ close: Number.NaN }),
    () => ({ volume: 0 }),
    (bar) => ({ high: Math.max(bar.open, bar.close) * 0.999 }),
  ];
  let flawed = soundTestBars(SYMBOLS, DAYS, 3);
  for (const [at, symbol] of SYMBOLS.slice(5, 15).entries()) {
    const [from, by, days] = [35 + 5 * at, [100, 0.5, 0.62, 1.9, 3][at % 5], [3, 90, 90, 4, 90][at % 5]];
    const level = (bar: TestBar) => ({ ...scale(by)(bar), volume: bar.volume / (days === 4 ? 10 : 1) });
    flawed = flawed.map((bar) =>
      bar.symbol === symbol && bar.day >= from && bar.day < from + days ? { ...bar, ...level(bar) } : bar,
    );
  }
  flawed = flawed.map((bar, i) =>
    random.uniform() < 0.03 && bar.day > 0
      ? {
          ...bar,
          ...flaws[random.integer(flaws.length)](bar, flawed[i - 1]),
          day: bar.day,
          symbol: bar.symbol,
        }
      : bar,
  );
  flawed = flawed.filter(() => random.uniform() > 0.02);
  /** Names that stay, pass, or change again and again, by symbol. */
  const nameOf = ({ symbol, day }: TestBar) => {
    const j = SYMBOLS.indexOf(symbol);
    const turn = 25 + 2 * j;
    if (j % 3 === 0) return day >= turn ? "b" : "a";
    if (j % 3 === 1) return day >= turn && day < turn + 2 + (j % 12) ? "b" : "a";
    return day < turn ? "a" : day < turn + 6 || day >= turn + 20 ? "b" : "c";
  };
  const optionsFor = (rows: readonly TestBar[]) => {
    const names = rows.map(nameOf);
    const turns = rows.flatMap((bar, i): Called[] =>
      i > 0 && rows[i - 1].symbol === bar.symbol && names[i] !== names[i - 1]
        ? [[i + 1, "unknown", "other", names[i - 1], names[i]]]
        : [],
    );
    return { isSession: isWeekday, identities: called(...turns) };
  };
  const all = judged(flawed, optionsFor(flawed));
  const key = ({ rule, symbol, day, value, known }: (typeof all)[number]) =>
    `${rule} ${symbol} ${day} ${value} ${known}`;
  const sessions = [...new Set(flawed.map(({ day }) => day))].sort((a, b) => a - b);
  /** The session at which a verdict is certain; never for one that needs the whole delivery. */
  const certain = ({ day, known }: (typeof all)[number]) =>
    known < 0
      ? Number.POSITIVE_INFINITY
      : (sessions[sessions.indexOf(day) + known] ?? sessions.find((s) => s > day) ?? 0);

  it("are made of many rules", () => {
    expect(Object.keys(counted(all)).length).toBeGreaterThanOrEqual(18);
    expect(counted(all)).toMatchObject({
      other_security: expect.any(Number),
      passing_name: expect.any(Number),
    });
  });

  it.each([40, 55, 70, 85])("on day %i are those that are certain by then", (today) => {
    const seen = flawed.filter(({ day }) => day <= today);
    const then = judged(seen, optionsFor(seen));
    const known = new Set(then.map(key));
    const due = all.filter((finding) => certain(finding) <= today);
    expect(due.length).toBeGreaterThan(20);
    expect(due.map(key).filter((each) => !known.has(each))).toEqual([]);
    const later = new Set(all.map(key));
    const settled = then.filter((each) => SECURITY_RULES.includes(each.rule) && certain(each) <= today);
    expect(settled.map(key).filter((each) => !later.has(each))).toEqual([]);
    const withdrawn = then.filter(({ fallen, known: after }) => fallen && after >= 0).map(key);
    expect(withdrawn.filter((each) => !later.has(each))).toEqual([]);
  });
});
