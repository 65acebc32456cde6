import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { QUALITY_RULES, qualityReport, readQualityPolicy } from "../../../lib/src/data/index.js";
import { qualityPolicy } from "../../../lib/src/data/quality/policy.js";
import { overridesFor } from "../../../lib/src/data/quality/policyFile.js";
import { changed, csv, DAYS, soundBars, tempDir, tempLake, writeText } from "./lakes.js";

const bar = (i: number, cells: string, symbol = "AAA") => `${DAYS[i]},${symbol},${cells}`;

/** Lines that are all bad, each of another kind, with the reason. */
const BAD: readonly (readonly [reason: string, line: string])[] = [
  ["missing_symbol", `${DAYS[3]},,20,21,19,20,1`],
  ["missing_symbol", "Source: a vendor,,,,,,"],
  ["bad_date", ",AAA,20,21,19,20,1"],
  ["bad_date", "2020-02-30,AAA,20,21,19,20,1"],
  ["non_numeric", bar(3, "20,21,19, n/a ,1e3", "N1")],
  ["non_numeric", bar(3, "20,inf,19,20,1", "N2")],
  ["non_numeric", bar(3, "20,21,19,20,many", "N3")],
  ["missing_price", bar(3, "20,21,19,,1", "N4")],
  ["missing_price", bar(3, "NaN,21,19,20,1", "N5")],
  ["non_positive_price", bar(3, "-20,21,19,20,1", "N6")],
  ["negative_volume", bar(3, "20,21,19,20,-1", "N7")],
  ["ohlc_inconsistent", bar(3, "18,21,19,20.50,1", "N8")],
  ["duplicate", soundBars()[4]],
  ["conflicting_duplicate", bar(4, "20,22,19,21.5,7")],
  ["malformed_line", bar(3, "20,21,19,20,1,oops", "N9")],
];

const once = { action: "flag", findings: 1, symbols: 1 };

describe("an ingest", () => {
  it("finds nothing in sound bars", async () => {
    const result = await ingestLines(soundBars());
    expect([result.quarantined, result.flagged]).toEqual([{}, {}]);
    expect(result.rows).toBe(3 * DAYS.length);
  });

  it("keeps bad rows out as they were delivered, with reason and date of certainty", async () => {
    const lake = tempLake();
    const sound = soundBars();
    const spiked = changed(sound, 2 * DAYS.length + 5, `${DAYS[5]},CCC,10,11,9,10.0,1`);
    const lines = [...spiked, ...BAD.map(([, line]) => line)];
    const result = await lake.ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d" });
    const expected: Record<string, number> = { one_day_spike: 1 };
    for (const [reason] of BAD) expected[reason] = (expected[reason] ?? 0) + 1;
    expect(result.quarantined).toEqual(expected);
    expect(result.rows).toBe(sound.length - 1);
    const { rows } = await lake.quarantine("d");
    expect(rows.find((row) => row.close === " n/a ")).toMatchObject({
      ...{ reason: "non_numeric", file: "bars.csv", symbol: "N1", date: DAYS[3] },
      ...{ open: "20", volume: "1e3", row: sound.length + 5, known_after: 0 },
    });
    expect(rows.find((row) => row.symbol === "N8")).toMatchObject({ close: "20.50" });
    expect(rows.find((row) => row.reason === "malformed_line")).toMatchObject({ line: `${BAD[14][1]}` });
    expect(rows.find((row) => row.reason === "one_day_spike")).toMatchObject({
      close: "10.0",
      known_after: 1,
    });
    const market = await lake.market("d");
    expect(market.panel("raw.close").at(DAYS[4], "AAA")).toBe(Number(sound[4].split(",")[5]));
  });

  it("names the largest of the numbers beside the findings of a rule, by what they measure", async () => {
    const lake = tempLake();
    const inconsistent = [0.004, 0.001].map((excess, i) => bar(3 + i, `20,${20 - 20 * excess},19,20,1000`));
    const sound = soundBars();
    const lines = changed(changed(sound, 3, inconsistent[0]), 4, inconsistent[1]);
    await lake.ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d" });
    const { rules } = await qualityReport(lake, "d");
    expect(rules.find(({ rule }) => rule === "ohlc_rounding")).toMatchObject({
      findings: 2,
      example: `AAA ${DAYS[3]}: 0.004000`,
    });
  });

  it("lists flags of published rows only, with their numbers", async () => {
    const lake = tempLake();
    const lines = changed(changed(soundBars(), 3, bar(3, "20,21,19,20,0")), 8);
    await lake.ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d" });
    expect((await lake.flags("d")).rows).toEqual([
      { flag: "missing_session", symbol: "AAA", date: DAYS[8], value: null, known_after: 1 },
      { flag: "zero_volume", symbol: "AAA", date: DAYS[3], value: 0, known_after: 0 },
    ]);
    const report = await qualityReport(lake, "d");
    expect([report.quarantined, report.flagged, report.off]).toEqual([0, 2, []]);
    expect(report.rules).toEqual([
      { ...once, rule: "missing_session", first: DAYS[8], last: DAYS[8], example: `AAA ${DAYS[8]}` },
      { ...once, rule: "zero_volume", first: DAYS[3], last: DAYS[3], example: `AAA ${DAYS[3]}` },
    ]);
    expect(report.months).toEqual(
      report.rules.map(({ rule }) => ({ rule, month: "2020-01-01", findings: 1 })),
    );
    expect(report.silent).toHaveLength(QUALITY_RULES.length - 2);
    expect(report.toText()).toMatch(
      /0 of 62 rows kept out, 2 findings flagged.*No share changed hands\..*Found nothing:/s,
    );
    const kept = { rules: { zero_volume: "quarantine" } } as const;
    const result = await ingestLines(lines, kept);
    expect([result.quarantined, result.flagged]).toEqual([{ zero_volume: 1 }, { missing_session: 1 }]);
    expect(result.entry.policy.rules.zero_volume).toEqual({ action: "quarantine" });
  });

  it("knows the sessions of a calendar that is named", async () => {
    const lines = soundBars().filter((line) => !line.startsWith(DAYS[3]));
    const { flagged } = await ingestLines(lines, { calendar: "XNYS" });
    // 20 January 2020, Martin Luther King's day, is a weekday without trading.
    expect(flagged).toEqual({ absent_session: 1, off_calendar: 3 });
  });
});

describe("the policy", () => {
  it.each([
    [{ rule: {} }, /unknown key "rule"; known: calendar, rules.*did you mean rules\?/s],
    [{ rules: { one_day_spikes: "off" } }, /did you mean one_day_spike\?/],
    [
      { rules: { one_day_spike: { jumps: 1 } } },
      /rules.one_day_spike: unknown key "jumps"; known: action, jump/,
    ],
    [{ rules: { one_day_spike: { jump: -1 } } }, /rules.one_day_spike/],
    [{ rules: { one_day_spike: "drop" } }, /rules.one_day_spike/],
    [{ rules: { missing_price: "off" } }, /rules.missing_price/],
    [{ rules: { missing_session: "quarantine" } }, /rules.missing_session/],
  ])("refuses %j", (overrides, message) => {
    expect(() => qualityPolicy(overrides as object)).toThrow(message);
  });

  it("refuses a calendar that does not exist", async () => {
    await expect(ingestLines(soundBars(), { calendar: "XNYE" })).rejects.toThrow(/did you mean XNYS\?/);
  });

  it("takes a file: all datasets, then one, then the call", () => {
    const path = writeText(
      tempDir(),
      "quality.yaml",
      "calendar: none\nrules: { zero_volume: off, large_move: { move: 1 } }\ndatasets: { d: { rules: { large_move: { move: 2, action: quarantine } } } }\n",
    );
    const file = readQualityPolicy(path);
    const policy = qualityPolicy(...overridesFor(file, "d"), { rules: { large_move: { move: 3 } } });
    expect(policy.calendar).toBe("none");
    expect(policy.rules.zero_volume).toEqual({ action: "off" });
    expect(policy.rules.large_move).toEqual({ action: "quarantine", move: 3 });
    expect(qualityPolicy(...overridesFor(file, "other")).rules.large_move).toEqual({
      action: "flag",
      move: 1,
    });
  });

  it("says where a file is wrong", () => {
    const path = writeText(tempDir(), "quality.yaml", "rules:\n  large_move: { moves: 1 }\n");
    expect(() => readQualityPolicy(path)).toThrow(/quality\.yaml/);
  });

  it("is written out in the project's own file, defaults and all", () => {
    const path = join(import.meta.dirname, "../../../config/quality.yaml");
    const file = readQualityPolicy(path);
    expect(Object.keys(file.rules ?? {})).toEqual(QUALITY_RULES.map((rule) => rule.name));
    expect(qualityPolicy(file)).toEqual(qualityPolicy());
    const text = readFileSync(path, "utf8");
    for (const rule of QUALITY_RULES)
      for (const [name, { default: value }] of Object.entries(rule.thresholds))
        expect(text).toContain(`${name}: ${value} #`);
  });
});

function ingestLines(lines: readonly string[], quality = {}) {
  return tempLake().ingest(writeText(tempDir(), "bars.csv", csv(lines)), { dataset: "d", quality });
}
