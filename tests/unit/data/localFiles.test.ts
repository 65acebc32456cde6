import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DateDay, Table, tableToIPC, vectorFromArray } from "apache-arrow";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { csv, HEADER, soundBars, tempDir, tempLakeForFile, writeText } from "./lakes.js";

const ODD = ["NA", "TRUE", "NULL", "NAN", "007"];
const lines = soundBars(ODD);
const lake = tempLakeForFile();
const whole = async () =>
  (await lake.append(writeText(tempDir(), "whole.csv", csv(lines)), { dataset: "whole" })).fingerprint;

const of = (symbol: string) => csv(lines.filter((line) => line.includes(`,${symbol},`)));

function zip(name: string, files: Record<string, string>): string {
  const path = join(tempDir(), name);
  writeFileSync(
    path,
    zipSync(Object.fromEntries(Object.entries(files).map(([at, text]) => [at, strToU8(text)]))),
  );
  return path;
}

describe("the same content as one CSV file", () => {
  it("is in a pattern of files", async () => {
    const dir = tempDir();
    for (const symbol of ODD) writeText(dir, `part-${symbol}.csv`, of(symbol));
    writeText(dir, "other.csv", csv(soundBars(["ZZZ"])));
    const result = await lake.ingest(join(dir, "part-*.csv"), { dataset: "pattern" });
    expect(result.fingerprint).toBe(await whole());
    expect(result.entry.source).toMatchObject({ name: "part-*.csv", files: 5 });
    await expect(lake.ingest(join(dir, "none-*.csv"), { dataset: "pattern" })).rejects.toThrow("found");
  });

  it("is in an archive, whatever else lies in it", async () => {
    const files = Object.fromEntries(ODD.map((symbol) => [`bars/${symbol}.csv`, of(symbol)]));
    const junk = { "README.md": "words", "__MACOSX/bars/._NA.csv": "junk", "bars/.DS_Store.csv": "junk" };
    const result = await lake.ingest(zip("bars.zip", { ...files, ...junk }), { dataset: "archive" });
    expect(result.fingerprint).toBe(await whole());
    expect(result.entry.source).toMatchObject({ kind: "csv", name: "bars.zip", files: 5 });
    const one = await lake.ingest(zip("one.zip", { "deep/down/all.csv": csv(lines) }), { dataset: "one" });
    expect(one.fingerprint).toBe(await whole());
  });

  it("is in an Arrow file, with dates of any type", async () => {
    const cells = lines.map((line) => line.split(","));
    const column = (name: string) => cells.map((row) => row[HEADER.split(",").indexOf(name)]);
    const dates = column("date");
    const days = vectorFromArray(
      dates.map((day) => new Date(day)),
      new DateDay(),
    );
    for (const date of [vectorFromArray(dates), days]) {
      const numbers = ["open", "high", "low", "close", "volume"].map(
        (name) => [name, vectorFromArray(Float64Array.from(column(name), Number))] as const,
      );
      const symbol = vectorFromArray(column("symbol"));
      const table = new Table({ date, symbol, ...Object.fromEntries(numbers) });
      const path = join(tempDir(), "bars.arrow");
      writeFileSync(path, tableToIPC(table, "file"));
      const result = await lake.ingest(path, { dataset: "arrow" });
      expect(result.fingerprint).toBe(await whole());
      expect(result.entry.source).toMatchObject({ name: "bars.arrow", files: 1 });
    }
  });
});

describe("an archive", () => {
  it.each([
    ["without data", { "words.md": "x" }, /no CSV or Parquet file/],
    ["with two files of one name", { "a/x.csv": csv(lines), "b/x.csv": csv(lines) }, /two files of one name/],
  ])("%s is refused", async (_, files, message) => {
    await expect(lake.ingest(zip("odd.zip", files), { dataset: "odd" })).rejects.toThrow(message);
  });

  it("writes nothing outside its folder", async () => {
    const outside = join(tempDir(), "slip.csv");
    const up = zip("up.zip", { [`${"../".repeat(20)}${outside.slice(1)}`]: csv(lines) });
    await expect(lake.ingest(up, { dataset: "slip" })).rejects.toThrow("no CSV or Parquet file");
    const result = await lake.ingest(zip("slip.zip", { [outside]: csv(lines) }), { dataset: "slip" });
    expect(result.fingerprint).toBe(await whole());
    expect(existsSync(outside)).toBe(false);
  });

  it("and an Arrow file that are none say so", async () => {
    for (const name of ["none.zip", "none.feather"]) {
      const path = writeText(tempDir(), name, "not that");
      await expect(lake.ingest(path, { dataset: "odd" })).rejects.toThrow(`${name} cannot be read`);
    }
  });
});

describe("Arrow files of other writers", () => {
  const folder = new URL("../../golden/data/arrow/", import.meta.url).pathname;

  it.each(readdirSync(folder).filter((name) => /\.(feather|arrow)$/.test(name)))(
    "%s is read whole",
    async (name) => {
      const plain = await lake.ingest(join(folder, "bars.csv"), { dataset: "plain" });
      const result = await lake.ingest(join(folder, name), { dataset: "arrow" });
      expect(result.rows).toBe(50);
      expect(result.fingerprint).toBe(plain.fingerprint);
    },
  );

  it("are refused when a compressed buffer is damaged", async () => {
    for (const name of ["pyarrow_lz4.feather", "polars_lz4.arrow", "pyarrow_zstd.feather"]) {
      const bytes = readFileSync(join(folder, name));
      const frame = Math.max(bytes.indexOf("04224d18", 0, "hex"), bytes.indexOf("28b52ffd", 0, "hex"));
      bytes.fill(0xff, frame + 4, frame + 12);
      const path = join(tempDir(), name);
      writeFileSync(path, bytes);
      await expect(lake.ingest(path, { dataset: "damaged" })).rejects.toThrow(`${name} cannot be read`);
    }
  });
});
