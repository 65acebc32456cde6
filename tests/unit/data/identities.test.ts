import { describe, expect, it } from "vitest";
import { compareNames } from "../../../lib/src/data/quality/identity/companyName.js";
import { csv, DAYS, HEADER, soundBars, tempDir, tempLakeForFile, writeText } from "./lakes.js";

const lake = tempLakeForFile();

describe("two names of a company", () => {
  it.each([
    ["Alamos Gold Inc", "Alamos Gold Inc.", "same"],
    ["Amarin Corporation PLC", "Amarin Corp plc", "same"],
    ["Johnson & Johnson", "Johnson and Johnson", "same"],
    ["Abengoa Yield plc", "Atlantica Yield plc", "other"],
    ["Google Inc.", "Alphabet Inc.", "other"],
    [
      "WisdomTree Barclays U.S. Aggregate Bond Zero Duration",
      "WisdomTree Barclays Rate Hedged U.S. Aggregate Bond",
      "similar",
    ],
    ["The Trust", "A Fund", "other"],
  ])("%s, %s: %s", (before, after, expected) => {
    expect(compareNames(before, after)).toBe(expected);
  });
});

describe("a source with names and identifiers", () => {
  const header = `${HEADER},name,FIGI`;
  const file = (lines: readonly string[]) => writeText(tempDir(), "bars.csv", csv(lines, header));
  const at = (line: string) => DAYS.indexOf(line.slice(0, 10));
  const lines = soundBars().map((line) => {
    if (line.includes(",AAA,"))
      return `${line},${at(line) < 8 ? "Old Mines Inc,111" : "New Software Corp,222"}`;
    if (line.includes(",BBB,")) return `${line},${at(line) < 8 ? "Steel Works" : "Iron Works Ltd."},333`;
    return `${line},${at(line) === 8 ? "Wrong Label,999" : "Third Co,444"}`;
  });

  it("is told which symbols stand for another security, which were renamed, and which had a wrong label", async () => {
    const result = await lake.ingest(file(lines), { dataset: "whole" });
    expect(result.flagged).toEqual({ other_security: 1, passing_name: 1, renamed_security: 1 });
    const { rows } = await lake.flags("whole");
    expect(rows.find(({ flag }) => flag === "other_security")).toMatchObject({
      ...{ symbol: "AAA", date: DAYS[8], known_after: 10, field: "security, company" },
      ...{ old: "111 Old Mines Inc", new: "222 New Software Corp" },
    });
    expect(rows.find(({ flag }) => flag === "renamed_security")).toMatchObject({
      symbol: "BBB",
      field: "company",
    });
    expect(rows.find(({ flag }) => flag === "passing_name")).toMatchObject({ symbol: "CCC", known_after: 1 });
    const { entry } = result;
    expect(entry.columns.filter(({ field }) => ["symbol", "company", "security"].includes(field))).toEqual([
      { field: "symbol", column: "symbol", by: "name" },
      { field: "security", column: "FIGI", by: "name" },
      { field: "company", column: "name", by: "name" },
    ]);
  });

  it("is not told that a name came back when its form is another", async () => {
    const name = (day: number) => (day < 5 ? "Alcoa Inc." : day < 8 ? "Arconic Inc." : "Alcoa Corporation");
    const alcoa = soundBars(["AA"]).map((line) => `${line},${name(at(line))},`);
    const { flagged } = await lake.ingest(file(alcoa), { dataset: "form" });
    expect(flagged).toEqual({ renamed_security: 2 });
  });

  it("is told of a change between two deliveries, once", async () => {
    const part = (from: number, to: number) =>
      file(lines.filter((line) => at(line) >= from && at(line) < to));
    await lake.ingest(part(0, 8), { dataset: "daily" });
    const next = await lake.append(part(8, 9), { dataset: "daily" });
    expect(next.flagged).toEqual({ other_security: 2, renamed_security: 1 });
    expect((await lake.append(part(8, 9), { dataset: "daily" })).outcome).toBe("unchanged");
    const after = await lake.append(part(9, 10), { dataset: "daily" });
    expect(after.flagged).toEqual({ other_security: 3, renamed_security: 1 });
    const last = await lake.append(part(7, 12), { dataset: "daily" });
    expect(last.flagged).toEqual({ other_security: 1, passing_name: 1, renamed_security: 1 });
  });
});
