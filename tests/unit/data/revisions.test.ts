import { describe, expect, it } from "vitest";
import { qualityReport } from "../../../lib/src/data/index.js";
import { changed, csv, DAYS, HEADER, soundBars, tempDir, tempLakeForFile, writeText } from "./lakes.js";

const LINES = soundBars();
const lake = tempLakeForFile();
const file = (lines: readonly string[], header = HEADER) =>
  writeText(tempDir(), "bars.csv", csv(lines, header));
/** A line with its prices, or its volume, multiplied. */
const times = (line: string, by: number, volumeBy = 1) => {
  const [date, symbol, ...numbers] = line.split(",");
  return [date, symbol, ...numbers.map((n, i) => Number(n) * (i < 4 ? by : volumeBy))].join(",");
};
const flagsOf = async (dataset: string) => (await lake.flags(dataset)).rows;
const AT = 10;

describe("a restated bar", () => {
  it("is flagged with old and new value, when each was known, and how far it moved", async () => {
    const seen = (lines: readonly string[], on: string) => lines.map((line) => `${line},${on}`);
    const header = `${HEADER},seen_on`;
    await lake.ingest(file(seen(LINES, "2020-02-01"), header), { dataset: "told" });
    const late = [
      times(LINES[AT], 1.01),
      times(LINES[AT + 21], 1.1),
      times(LINES[AT + 42], 1, 0.5),
      LINES[AT + 43],
    ];
    const { flagged, delivery } = await lake.append(file(seen(late, "2020-02-05"), header), {
      dataset: "told",
    });
    expect(delivery).toMatchObject({ restated: 3, repeated: 1 });
    expect(flagged).toEqual({ large_restatement: 1, restated_volume: 1, restatement: 1 });
    const rows = await flagsOf("told");
    const known = { known_before: "2020-02-01T23:59:59.999Z", known: "2020-02-05T23:59:59.999Z" };
    const old = (i: number, cell = 5) => Number(LINES[i].split(",")[cell]);
    expect(rows.find(({ flag }) => flag === "large_restatement")).toEqual({
      ...{
        flag: "large_restatement",
        symbol: "BBB",
        date: DAYS[AT],
        field: "close",
        value: expect.closeTo(1.1, 10),
        known_after: null,
      },
      ...{ old: `${old(AT + 21).toFixed(1)}`, new: `${1.1 * old(AT + 21)}`, ...known },
    });
    expect(rows.find(({ flag }) => flag === "restatement")).toMatchObject({ symbol: "AAA", ...known });
    expect(rows.find(({ flag }) => flag === "restated_volume")).toMatchObject({
      ...{ symbol: "CCC", field: "volume", old: `${old(AT + 42, 6).toFixed(1)}`, value: 0.5 },
    });
    const report = await qualityReport(lake, "told");
    expect(report.rules.find(({ rule }) => rule === "large_restatement")?.example).toBe(
      `BBB ${DAYS[AT]}: 1.100`,
    );
  });

  it("keeps its flag when others are appended, and gets no second one for the same delivery", async () => {
    const late = [times(LINES[5], 1.2)];
    await lake.ingest(file(LINES.filter((line) => !line.startsWith(DAYS[20]))), { dataset: "kept" });
    await lake.append(file(late), { dataset: "kept" });
    expect((await lake.append(file(late), { dataset: "kept" })).outcome).toBe("unchanged");
    const { flagged, fingerprint } = await lake.append(
      file(LINES.filter((line) => line.startsWith(DAYS[20]))),
      { dataset: "kept" },
    );
    expect(flagged).toEqual({ large_restatement: 1 });
    await lake.append(file([LINES[5]]), { dataset: "kept" });
    expect((await flagsOf("kept")).map(({ value }) => Number(value).toFixed(4))).toEqual([
      "1.2000",
      "0.8333",
    ]);
    expect(fingerprint).not.toBe(lake.version("kept").fingerprint);
  });

  it("is told of an ingest of the whole against the version before, once", async () => {
    const other = changed(LINES, AT, times(LINES[AT], 1.1));
    await lake.ingest(file(LINES), { dataset: "whole" });
    const { flagged, version } = await lake.ingest(file(other), { dataset: "whole" });
    expect(flagged).toEqual({ large_restatement: 1 });
    const [flag] = await flagsOf("whole");
    expect(flag).toMatchObject({ known_before: lake.version("whole", "v1").publishedAt });
    expect(String(flag.known) > String(flag.known_before)).toBe(true);
    const again = await lake.ingest(file(other), { dataset: "whole" });
    expect([again.outcome, again.version]).toEqual(["unchanged", version]);
  });

  it("is one of a rescaled history when a run of bars moved by one ratio", async () => {
    const split = LINES.map((line) =>
      line.includes(",BBB,") && line < DAYS[15] ? times(line, 0.5, 2) : line,
    );
    await lake.ingest(file(LINES), { dataset: "split" });
    const { flagged } = await lake.append(file(split), { dataset: "split" });
    expect(flagged).toMatchObject({ rescaled_history: 15, restated_volume: 15 });
    expect(flagged).not.toHaveProperty("large_restatement");
  });

  it("that was known earlier is the older of the two, and adds nothing to what holds", async () => {
    const header = `${HEADER},seen_on`;
    await lake.ingest(file([`${LINES[0]},2020-02-05`], header), { dataset: "back" });
    await lake.append(file([`${times(LINES[0], 1.5)},2020-02-01`], header), { dataset: "back" });
    const [flag] = await flagsOf("back");
    expect(flag).toMatchObject({
      known_before: "2020-02-01T23:59:59.999Z",
      known: "2020-02-05T23:59:59.999Z",
    });
    expect(Number(flag.new) / Number(flag.old)).toBeCloseTo(1 / 1.5, 10);
  });

  it("that falls by another rule is no restatement", async () => {
    await lake.ingest(file(LINES), { dataset: "bad" });
    const { flagged, quarantined } = await lake.append(file([times(LINES[AT], 0), LINES[AT + 1]]), {
      dataset: "bad",
    });
    expect([flagged, quarantined]).toEqual([{}, { non_positive_price: 1 }]);
  });

  it("is not looked for where the policy says so", async () => {
    await lake.ingest(file(LINES), { dataset: "off" });
    const off = { large_restatement: "off", restatement: { least: 0.5 } } as const;
    const { flagged } = await lake.append(file([times(LINES[AT], 1.2)]), {
      dataset: "off",
      quality: { rules: off },
    });
    expect(flagged).toEqual({});
  });
});
