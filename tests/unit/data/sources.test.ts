import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { withDatabase } from "../../../lib/src/data/duckdb/database.js";
import { fileSource, publishSynthetic } from "../../../lib/src/data/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";
import { changed, csv, DAYS, soundBars, tempDir, tempLake, writeText } from "./lakes.js";

const ODD = ["NA", "NULL", "NAN", "TRUE", "FALSE", "NONE", "INF", "1E5", "007"];

describe("symbols that look like something else", () => {
  it("survive CSV, a folder of CSV files and Parquet", async () => {
    const dir = tempDir();
    const lake = tempLake();
    await lake.ingest(writeText(dir, "odd.csv", csv(soundBars(ODD))), { dataset: "csv" });
    await lake.ingest(perSymbolFolder(dir, ODD), { dataset: "folder" });
    await lake.ingest(await parquetOf(dir, soundBars(ODD)), { dataset: "parquet" });
    for (const dataset of lake.datasets()) {
      const market = await lake.market(dataset);
      expect(market.assets.symbols).toEqual([...ODD].sort());
      expect(market.panel("raw.close").values.some(Number.isNaN)).toBe(false);
    }
  });
});

describe("one content in several forms", () => {
  it("has one fingerprint: CSV, gzip, shuffled, a folder, Parquet, Parquet folder, memory", async () => {
    const dir = tempDir();
    const lake = tempLake();
    const lines = soundBars();
    mkdirSync(join(dir, "pq"));
    const sources = {
      csv: writeText(dir, "bars.csv", csv(lines)),
      gz: join(dir, "bars.csv.gz"),
      crlf: writeText(dir, "crlf.csv", csv(lines).replaceAll("\n", "\r\n")),
      shuffled: writeText(dir, "shuffled.csv", csv([...lines].reverse())),
      folder: perSymbolFolder(dir, ["AAA", "BBB", "CCC"]),
      parquet: await parquetOf(dir, lines),
      parquets: join(await parquetOf(join(dir, "pq"), lines), ".."),
    };
    writeFileSync(sources.gz, gzipSync(csv(lines)));
    const fingerprints = new Set<string>();
    for (const [dataset, source] of Object.entries(sources)) {
      fingerprints.add((await lake.ingest(source, { dataset })).fingerprint);
    }
    fingerprints.add((await publishSynthetic(lake, tablesOf(lines), { dataset: "memory" })).fingerprint);
    expect(fingerprints.size).toBe(1);
    const markets = await Promise.all(lake.datasets().map((dataset) => lake.market(dataset)));
    expect(new Set(markets.map((market) => market.fingerprint)).size).toBe(1);
  });

  it("has another fingerprint when one number differs", async () => {
    const lake = tempLake();
    const dir = tempDir();
    const other = changed(soundBars(), 3, soundBars()[3].replace(/\d$/, "9"));
    const a = await lake.ingest(writeText(dir, "a.csv", csv(soundBars())), { dataset: "a" });
    const b = await lake.ingest(writeText(dir, "b.csv", csv(other)), { dataset: "b" });
    expect(a.fingerprint).not.toBe(b.fingerprint);
  });
});

describe("file sources", () => {
  it("read folders whose files have their columns in another order", async () => {
    const dir = tempDir();
    writeText(dir, "AAA.csv", csv([`${DAYS[0]},1,2,1,1.5,7`], "Date,Open,High,Low,Close,Volume"));
    writeText(dir, "BBB.csv", csv([`8,2.5,2,3,2,${DAYS[0]}`], "Volume,Close,Low,High,Open,Date"));
    const lake = tempLake();
    const { entry } = await lake.ingest(dir, { dataset: "d" });
    expect(entry.columns[0]).toEqual({ field: "symbol", column: expect.any(String), by: "file name" });
    const market = await lake.market("d");
    expect([...market.panel("raw.close").values, ...market.panel("raw.volume").values]).toEqual([
      1.5, 2.5, 7, 8,
    ]);
  });

  it("take the one symbol from an option", async () => {
    const lake = tempLake();
    const path = writeText(
      tempDir(),
      "x.csv",
      csv([`${DAYS[0]},1,2,1,1.5,7`], "date,open,high,low,close,volume"),
    );
    await expect(lake.ingest(path, { dataset: "d" })).rejects.toThrow(
      /no column found for symbol.*symbol: "AAPL"/,
    );
    await lake.ingest(path, { dataset: "d", symbol: "BRK.B" });
    expect((await lake.market("d")).assets.symbols).toEqual(["BRK.B"]);
  });

  it.each([
    ["2020-01-06 00:00:00-05:00", undefined],
    ["2020-01-06T16:00:00Z", undefined],
    ["20200106", undefined],
    ["2020/01/06", undefined],
    ["06.01.2020", "%d.%m.%Y"],
    ["1/6/20", "%m/%d/%y"],
  ])("read the date %s", async (text, dateFormat) => {
    const lake = tempLake();
    const path = writeText(tempDir(), "x.csv", csv([`${text},AAA,1,2,1,1.5,7`]));
    await lake.ingest(path, { dataset: "d", dateFormat });
    expect((await lake.market("d")).time.labels()).toEqual(["2020-01-06"]);
  });

  it("take actions and sectors from columns or from files", async () => {
    const dir = tempDir();
    const lake = tempLake();
    const lines = soundBars(["AAA"]).map(
      (line, i) => `${line},${i === 3 ? 0.5 : 0},${i === 5 ? 2 : 1},Energy`,
    );
    const inline = writeText(
      dir,
      "in.csv",
      csv(lines, "date,symbol,open,high,low,close,volume,dividend,split_ratio,sector"),
    );
    const plain = writeText(dir, "plain.csv", csv(soundBars(["AAA"])));
    const actions = writeText(
      dir,
      "actions.csv",
      csv([`AAA,${DAYS[3]},dividend,0.5`, `AAA,${DAYS[5]},Split,2`], "symbol,ex_date,kind,value"),
    );
    const sectors = writeText(dir, "sectors.csv", csv(["AAA,Energy", "ZZZ,Other"], "Symbol,GICS Sector"));
    await lake.ingest(inline, { dataset: "inline" });
    await lake.ingest(plain, { dataset: "files", actions, sectors });
    const [a, b] = [await lake.market("inline"), await lake.market("files")];
    expect(a.actions).toEqual([
      { symbol: "AAA", date: DAYS[3], kind: "dividend", value: 0.5 },
      { symbol: "AAA", date: DAYS[5], kind: "split", value: 2 },
    ]);
    expect(b.group("sector")).toEqual({ codes: Int32Array.of(0), names: ["Energy"] });
    expect(a.fingerprint).toBe(b.fingerprint);
  });

  it("quarantine actions that cannot be applied", async () => {
    const dir = tempDir();
    const lake = tempLake();
    const rows = [
      `AAA,${DAYS[3]},dividend,500`,
      `AAA,${DAYS[3]},merger,1`,
      `AAA,soon,split,2`,
      `AAA,${DAYS[3]},split,-2`,
      `AAA,${DAYS[4]},split,2`,
    ];
    const actions = writeText(dir, "actions.csv", csv(rows, "symbol,date,kind,value"));
    const result = await lake.ingest(writeText(dir, "b.csv", csv(soundBars())), { dataset: "d", actions });
    expect(result.quarantined).toEqual({ bad_action: 4 });
    expect((await lake.market("d")).actions).toHaveLength(1);
  });

  it("refuse what is not there, empty, or unreadable", async () => {
    const dir = tempDir();
    const lake = tempLake();
    const broken = writeText(dir, "broken.parquet", "this is not Parquet");
    await expect(lake.ingest(join(dir, "no.csv"), { dataset: "d" })).rejects.toThrow(/does not exist/);
    await expect(lake.ingest(tempDir(), { dataset: "d" })).rejects.toThrow(/no .csv, .csv.gz or .parquet/);
    await expect(lake.ingest(dir, { dataset: "d", frequency: "1m" as "1d" })).rejects.toThrow(/only daily/);
    await expect(lake.ingest(broken, { dataset: "d" })).rejects.toThrow(
      /data.ingest: broken.parquet cannot be read/,
    );
    await expect(lake.ingest(writeText(dir, "e.csv", csv([])), { dataset: "d" })).rejects.toThrow(
      /no row is fit/,
    );
    await expect(lake.ingest(fileSource(broken), { dataset: "../d" })).rejects.toThrow(/dataset name/);
    expect(lake.datasets()).toEqual([]);
  });

  it("publish a synthetic market without losing a bar", async () => {
    const lake = tempLake();
    const synthetic = syntheticMarket({ seed: 5, symbols: 30, years: 2 });
    const result = await publishSynthetic(lake, synthetic, { dataset: "demo" });
    const market = await lake.market("demo");
    expect(result.quarantined).toEqual({});
    expect(market.panel("raw.close").equals(synthetic.raw.close)).toBe(true);
    expect(market.actions).toHaveLength(synthetic.actions.length);
    const { codes, names } = market.group("sector");
    expect(Array.from(codes, (code) => names[code])).toEqual(synthetic.sectors);
  });
});

function perSymbolFolder(dir: string, symbols: readonly string[]): string {
  const folder = join(dir, "per-symbol");
  mkdirSync(folder);
  const lines = soundBars(symbols);
  for (const symbol of symbols) {
    const own = lines
      .filter((line) => line.split(",")[1] === symbol)
      .map((line) => line.replace(`,${symbol},`, ","));
    writeText(folder, `${symbol}.csv`, csv(own, "Date,Open,High,Low,Close,Volume"));
  }
  return folder;
}

async function parquetOf(dir: string, lines: readonly string[]): Promise<string> {
  const source = writeText(tempDir(), "bars.csv", csv(lines));
  const path = join(dir, "bars.parquet");
  const types =
    "{date: 'DATE', symbol: 'VARCHAR', open: 'DOUBLE', high: 'DOUBLE', low: 'DOUBLE', close: 'DOUBLE', volume: 'BIGINT'}";
  await withDatabase((db) =>
    db.run(`COPY (FROM read_csv('${source}', header = true, nullstr = '', columns = ${types})) TO '${path}'`),
  );
  return path;
}

function tablesOf(lines: readonly string[]) {
  const cells = lines.map((line) => line.split(","));
  const symbols = [...new Set(cells.map((row) => row[1]))];
  const panel = (column: number) =>
    Panel.fromArrays(
      DAYS,
      symbols,
      DAYS.map((day) =>
        symbols.map((symbol) => Number(cells.find((row) => row[0] === day && row[1] === symbol)?.[column])),
      ),
    );
  const raw = { open: panel(2), high: panel(3), low: panel(4), close: panel(5), volume: panel(6) };
  return { time: raw.open.time, assets: raw.open.assets, raw };
}
