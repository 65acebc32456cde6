import { describe, expect, it } from "vitest";
import { QUALITY_RULES } from "../../../lib/src/data/index.js";
import { changed, csv, DAYS, soundBars, tempDir, tempLake, writeText } from "./lakes.js";

interface Case {
  /** The rule that must speak. */
  rule: string;
  what: string;
  /** Change the sound lines; AAA is lines 0…, BBB follows. */
  change: (lines: string[]) => string[];
  /** All that must be reported, reason → rows; default: once the rule. */
  expected?: Record<string, number>;
}

const bar = (i: number, cells: string) => `${DAYS[i]},AAA,${cells}`;
const set = (i: number, line: string) => (lines: string[]) => changed(lines, i, line);
const add = (line: string) => (lines: string[]) => [...lines, line];

const CASES: Case[] = [
  {
    rule: "missing_symbol",
    what: "an empty symbol",
    change: set(3, `${DAYS[3]},,20,21,19,20,1`),
    expected: { missing_symbol: 1, missing_session: 1 },
  },
  { rule: "bad_date", what: "no date", change: add(",AAA,20,21,19,20,1") },
  { rule: "bad_date", what: "a date that does not exist", change: add("2020-02-30,AAA,20,21,19,20,1") },
  { rule: "missing_symbol", what: "a footer", change: add("Source: a vendor,,,,,,") },
  { rule: "non_numeric", what: "a word as price", change: set(3, bar(3, "20,21,19,n/a,1")) },
  { rule: "non_numeric", what: "an infinite price", change: set(3, bar(3, "20,inf,19,20,1")) },
  { rule: "non_numeric", what: "a word as volume", change: set(3, bar(3, "20,21,19,20,many")) },
  { rule: "missing_price", what: "an empty close", change: set(3, bar(3, "20,21,19,,1")) },
  { rule: "missing_price", what: "NaN as open", change: set(3, bar(3, "NaN,21,19,20,1")) },
  { rule: "non_positive_price", what: "a zero low", change: set(3, bar(3, "20,21,0,20,1")) },
  { rule: "non_positive_price", what: "a negative open", change: set(3, bar(3, "-20,21,19,20,1")) },
  { rule: "negative_volume", what: "a negative volume", change: set(3, bar(3, "20,21,19,20,-1")) },
  {
    rule: "ohlc_inconsistent",
    what: "a close above the high by 1 %",
    change: set(3, bar(3, "20,19.8,19,20,1")),
  },
  {
    rule: "ohlc_inconsistent",
    what: "an open below the low by 5 %",
    change: set(3, bar(3, "18,21,19,20,1")),
  },
  { rule: "duplicate", what: "the same line twice", change: (lines) => [...lines, lines[4]] },
  {
    rule: "duplicate",
    what: "a line three times",
    change: (lines) => [...lines, lines[4], lines[4]],
    expected: { duplicate: 2 },
  },
  {
    rule: "conflicting_duplicate",
    what: "another close for the same day",
    change: add(bar(4, "20,21,19,20.01,1")),
  },
  { rule: "one_day_spike", what: "a close that halves for a day", change: set(5, bar(5, "10,11,9,10,1")) },
  { rule: "one_day_spike", what: "a close that doubles for a day", change: set(5, bar(5, "40,41,39,41,1")) },
  {
    rule: "large_move",
    what: "a move that lasts",
    change: (lines) => lines.map((line, i) => (i >= 10 && i < DAYS.length ? bar(i, "40,41,39,40,1") : line)),
  },
  {
    rule: "large_move",
    what: "a move on the last day",
    change: set(DAYS.length - 1, bar(DAYS.length - 1, "10,11,9,10,1")),
  },
  {
    rule: "ohlc_rounding",
    what: "a close above the high by 0.1 %",
    change: set(3, bar(3, "19.5,19.98,19,20,1")),
  },
  { rule: "zero_volume", what: "no trade", change: set(3, bar(3, "20,21,19,20,0")) },
  { rule: "missing_volume", what: "an empty volume", change: set(3, bar(3, "20,21,19,20,")) },
  { rule: "missing_session", what: "a day without a row", change: (lines) => changed(lines, 3) },
  {
    rule: "malformed_line",
    what: "a line with a cell too many",
    change: set(3, bar(3, "20,21,19,20,1,oops")),
    expected: { malformed_line: 1, missing_session: 1 },
  },
];

describe("quality rules", () => {
  it("find nothing in sound bars", async () => {
    const result = await ingestLines(soundBars());
    expect(result.outcome).toBe("published");
    expect([result.quarantined, result.flagged]).toEqual([{}, {}]);
    expect(result.rows).toBe(3 * DAYS.length);
  });

  it.each(CASES)("$rule: $what", async ({ rule, change, expected }) => {
    const lines = change(soundBars());
    const result = await ingestLines(lines);
    expect({ ...result.quarantined, ...result.flagged }).toEqual(expected ?? { [rule]: 1 });
    const fallen = Object.values(result.quarantined).reduce((sum, n) => sum + n, 0);
    expect(result.rows + fallen).toBe(lines.length);
  });

  it("have a case each, distinct names and a sentence", () => {
    const names = QUALITY_RULES.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    for (const rule of QUALITY_RULES) {
      expect(CASES.map((each) => each.rule)).toContain(rule.name);
      expect(rule.sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("keep the first of several bars", async () => {
    const lake = tempLake();
    const lines = [...soundBars(), bar(4, "20,22,19,21.5,7")];
    await lake.ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d" });
    const market = await lake.market("d");
    expect(market.panel("raw.close").at(DAYS[4], "AAA")).toBe(Number(soundBars()[4].split(",")[5]));
  });

  it("put rows into quarantine as they were delivered", async () => {
    const lake = tempLake();
    const lines = set(3, bar(3, "20,21,19, n/a ,1e3"))(soundBars());
    await lake.ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d" });
    const { rows } = await lake.quarantine("d");
    expect(rows).toEqual([
      {
        reason: "non_numeric",
        file: "bars.csv",
        row: 4,
        symbol: "AAA",
        date: DAYS[3],
        open: "20",
        high: "21",
        low: "19",
        close: " n/a ",
        volume: "1e3",
        line: null,
      },
    ]);
  });

  it("take other thresholds, and refuse unknown ones", async () => {
    const lines = set(5, bar(5, "15,16,14,15,1"))(soundBars());
    expect((await ingestLines(lines)).quarantined).toEqual({ one_day_spike: 1 });
    expect((await ingestLines(lines, { spike: 0.6 })).quarantined).toEqual({});
    await expect(ingestLines(lines, { spikes: 0.6 } as object)).rejects.toThrow(/did you mean spike\?/);
  });
});

function ingestLines(lines: readonly string[], quality = {}) {
  return tempLake().ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d", quality });
}
