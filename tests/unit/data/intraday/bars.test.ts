import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, test } from "vitest";
import type { IngestBarsOptions, IngestResult, Lake } from "../../../../lib/src/data/index.js";
import { tempDir, tempLake, tempLakeForFile, writeText } from "../lakes.js";

const HEADER = "symbol,datetime,open,high,low,close,volume";
const NEW_YORK = { frequency: "5m", label: "end", zone: "America/New_York" } as const;

/** Sound 5-minute bars of a session, by their local end from `first` (minutes after midnight) to `last`. */
function bars(symbol: string, date: string, { first = 575, last = 960 } = {}): string[] {
  const lines: string[] = [];
  for (let minute = first; minute <= last; minute += 5) {
    const price = 20 + ((minute * 7 + Number(date.slice(8))) % 13) / 10;
    const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;
    lines.push([symbol, `${date} ${time}`, price, price + 0.5, price - 0.5, price + 0.1, minute].join(","));
  }
  return lines;
}

const SOUND = ["AAA", "NA"].flatMap((symbol) => [
  ...bars(symbol, "2024-03-08", { first: 240 + 5, last: 1200 }),
  ...bars(symbol, "2024-03-11"),
  ...bars(symbol, "2024-07-03", { last: 780 }),
]);

/** Bad rows, each with the reason that it must get. */
const BAD = {
  missing_symbol: ",2024-03-11 10:00:00,1,1,1,1,1",
  bad_time: "AAA,11 o'clock,1,1,1,1,1",
  non_numeric: "AAA,2024-03-12 10:00:00,1,1,1,abc,1",
  missing_price: "AAA,2024-03-12 10:05:00,1,,1,1,1",
  non_positive_price: "AAA,2024-03-12 10:10:00,1,1,0,1,1",
  negative_volume: "AAA,2024-03-12 10:15:00,1,1,1,1,-1",
  ohlc_inconsistent: "AAA,2024-03-12 10:20:00,1,1,1,1.5,1",
  no_session: "AAA,2024-07-04 10:00:00,1,1,1,1,1",
  outside_hours: "AAA,2024-07-03 17:05:00,1,1,1,1,1",
  off_grid: "AAA,2024-03-12 10:23:00,1,1,1,1,1",
  malformed_line: "AAA,2024-03-12 10:25:00,1,1,1,1,1,left over",
  duplicate: SOUND[200],
  conflicting_duplicate: SOUND[201].replace(/,\d+$/, ",7"),
};

const csv = (lines: readonly string[], header = HEADER) => `${[header, ...lines].join("\n")}\n`;

async function ingested(text: string, options: Partial<IngestBarsOptions> = {}) {
  const lake = tempLake();
  const path = writeText(tempDir(), "bars.csv", text);
  const result = await lake.ingestBars(path, { dataset: "us", ...NEW_YORK, ...options });
  return { lake, path, result };
}

describe("an ingest", () => {
  let lake: Lake;
  let result: IngestResult;

  beforeAll(async () => {
    lake = tempLakeForFile();
    const path = writeText(lake.dir.replace(/lake$/, ""), "bars.csv", csv([...SOUND, ...Object.values(BAD)]));
    result = await lake.ingestBars(path, { dataset: "us", ...NEW_YORK });
  });

  test("publishes the sound rows by symbol and year, and quarantines the others with the reason", async () => {
    expect(result.quarantined).toEqual(
      Object.fromEntries(
        Object.keys(BAD)
          .sort()
          .map((reason) => [reason, 1]),
      ),
    );
    const { rows, symbols, sessions, delivered, frequency, intraday } = result.entry;
    expect({ rows, symbols, sessions, delivered, frequency }).toEqual({
      rows: SOUND.length,
      symbols: 2,
      sessions: 3,
      delivered: SOUND.length + 13,
      frequency: "5m",
    });
    expect(intraday).toEqual({
      calendar: "XNYS",
      label: "end",
      zone: "America/New_York",
      closingAuctionMinutes: 0,
      until: "2024-07-03T17:00:00.000Z",
    });
    expect(result.entry.files.filter(({ kind }) => kind === "bars").map(({ path }) => path)).toEqual([
      "raw/us/v1/bars/symbol=AAA/year=2024/bars.parquet",
      "raw/us/v1/bars/symbol=NA/year=2024/bars.parquet",
    ]);
    expect((await lake.verify("us")).ok).toBe(true);
    const kept = (await lake.quarantine("us")).rows;
    expect(kept.find(({ reason }) => reason === "bad_time")).toMatchObject({
      file: "bars.csv",
      row: SOUND.length + 2,
      date: "11 o'clock",
    });
    expect(kept.find(({ reason }) => reason === "malformed_line")).toMatchObject({
      file: "bars.csv",
      row: SOUND.length + 12,
      line: BAD.malformed_line,
    });
    expect(result.toText()).toContain("The exchange had no session on the date of the bar");
  });

  test("names bars by the UTC instant of their end, before and after the change of clocks", async () => {
    const close = await lake.bars("us").panel("close");
    expect(close.time.labels().filter((label) => /T(13:35|14:35|21:00|20:00|17:00)/.test(label))).toEqual([
      "2024-03-08T14:35",
      "2024-03-08T17:00",
      "2024-03-08T20:00",
      "2024-03-08T21:00",
      "2024-03-11T13:35",
      "2024-03-11T14:35",
      "2024-03-11T17:00",
      "2024-03-11T20:00",
      "2024-07-03T13:35",
      "2024-07-03T14:35",
      "2024-07-03T17:00",
    ]);
    expect(close.time.frequency).toBe("5m");
  });

  test("knows regular from extended hours", async () => {
    const day = { from: "2024-03-08", to: "2024-03-08", symbols: ["NA"] };
    expect((await lake.bars("us", day).panel("open")).time.length).toBe(78);
    expect((await lake.bars("us", { ...day, hours: "extended" }).panel("open")).time.length).toBe(192);
    const hourly = await lake
      .bars("us", { ...day, hours: "extended" })
      .resample("1h")
      .panel("volume");
    expect([hourly.time.label(0), hourly.time.length]).toEqual(["2024-03-08T10:00", 16]);
  });

  test("the same again publishes nothing; content decides, not how it was delivered", async () => {
    const path = writeText(tempDir(), "bars.csv", csv([...SOUND, ...Object.values(BAD)]));
    expect((await lake.ingestBars(path, { dataset: "us", ...NEW_YORK })).outcome).toBe("unchanged");
    const start = SOUND.map((line) => line.replace(/\d\d:\d\d:00/, earlier));
    const otherwise = [
      ingested(csv([...SOUND].reverse()), { pieceRows: 400 }),
      ingested(csv(start), { label: "start" }),
      ingested(
        csv(
          SOUND.map((line) =>
            line.replace(/2024-03-(..) ([\d:]+)/, zoned).replace(/(07-03 [\d:]+)/, "$1-04"),
          ),
        ),
      ),
    ];
    for (const { result: other } of await Promise.all(otherwise)) {
      expect(other.quarantined).toEqual({});
      expect(other.entry.partitions).toEqual(result.entry.partitions);
      expect(other.fingerprint).toBe(result.fingerprint);
    }
    const { result: less } = await ingested(csv(SOUND.slice(1)));
    expect(less.fingerprint).not.toBe(result.fingerprint);
    const { result: moved } = await ingested(csv([SOUND[0].replace(",20", ",20.01"), ...SOUND.slice(1)]));
    expect(moved.fingerprint).not.toBe(result.fingerprint);
  });

  test("counts missing bars, and fills none", async () => {
    const missing = await lake.bars("us", { from: "2024-03-08", to: "2024-03-12" }).missing();
    expect(missing.rows).toEqual([
      { symbol: "AAA", date: "2024-03-12", bars: 0, expected: 78, missing: 78 },
      { symbol: "NA", date: "2024-03-12", bars: 0, expected: 78, missing: 78 },
    ]);
    expect(missing.toText()).toContain("156 bars of 5m are missing");
  });

  test("shows itself, and refuses what it cannot mean", async () => {
    const us = lake.bars("us");
    expect(us.toText()).toContain("named by their end, UTC");
    expect((await us.head(2)).rows[0]).toMatchObject({
      symbol: "AAA",
      time: "2024-03-08T14:35Z",
      regular: true,
    });
    await expect(lake.market("us")).rejects.toThrow('await lake.bars("us").daily()');
    expect(() => lake.bars("us", { from: "2025-01-01" })).toThrow("us holds 2024-03-08 to 2024-07-03");
    await expect(lake.bars("us", { symbols: ["AAB"] }).symbols()).rejects.toThrow("did you mean AAA?");
    expect(() => us.resample("1m")).toThrow("frequency must be a multiple of 5m");
    const starts = us.resample("15m", { label: "start" });
    expect(() => starts.daily()).toThrow("before they are known");
    await expect(us.daily({ window: 7 })).rejects.toThrow("window must be a multiple of 5m");
    const same = { dataset: "us", ...NEW_YORK };
    await expect(lake.ingestBars("x", { ...same, frequency: "1m" })).rejects.toThrow("us holds bars of 5m");
  });

  test("keeps a hold-out closed and counts what is read of it", async () => {
    lake.lock("us", { from: "2024-07-03" });
    expect(lake.bars("us").span.last).toBe("2024-07-02");
    expect(lake.bars("us", { holdout: "read" }).span.last).toBe("2024-07-03");
    expect(lake.holdout("us")?.reads).toHaveLength(1);
    lake.unlock("us", { reason: "the test is over" });
  });
});

const earlier = (time: string): string => {
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) - 5;
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;
};

/** Local times of March with the offset of that day. */
const zoned = (_: string, day: string, time: string): string =>
  `2024-03-${day}T${time}${day === "08" ? "-05:00" : "-0400"}`;

test("times without a zone and bars without a label are refused", async () => {
  await expect(ingested(csv(SOUND), { zone: undefined })).rejects.toThrow(
    "the source has times without a zone",
  );
  await expect(ingested(csv(SOUND), { label: undefined })).rejects.toThrow("a wrong one shifts every bar");
  await expect(ingested(csv(SOUND), { zone: "New York" })).rejects.toThrow("must be an IANA time zone");
  await expect(ingested(csv(["A,2024-03-09 10:00:00,1,1,1,1,1"]))).rejects.toThrow("no row is fit");
});

test("a closing auction after the close belongs to the session where it is said so", async () => {
  const lines = [...bars("AAA", "2024-03-11"), "AAA,2024-03-11 16:05:00,21,21,21,21,5000"];
  const without = await ingested(csv(lines));
  const volumes = async (lake: Lake) => (await lake.bars("us").daily()).panel("volume").values[0];
  const all = await ingested(csv(lines), { closingAuctionMinutes: 5 });
  expect((await volumes(all.lake)) - (await volumes(without.lake))).toBe(5000);
  const last = await all.lake.bars("us").resample("30m").panel("close");
  expect([last.time.label(last.time.length - 1), last.values.at(-1)]).toEqual(["2024-03-11T20:05", 21]);
});

test("features of a session do not depend on later bars", async () => {
  const days = ["2024-03-08", "2024-03-11", "2024-03-12", "2024-03-13"];
  const lines = days.flatMap((date) => bars("AAA", date));
  const scrambled = lines.map((line, i) =>
    i < 2 * 78 ? line : line.replace(/,(\d+)$/, (_, volume: string) => `,${Number(volume) * 3 + (i % 5)}`),
  );
  const [one, other] = await Promise.all([ingested(csv(lines)), ingested(csv(scrambled))]);
  const [before, after] = await Promise.all([one, other].map(({ lake }) => lake.bars("us").daily()));
  for (const name of before.fields) {
    const [a, b] = [before, after].map((market) => market.panel(name).values);
    expect(a.slice(0, 2)).toEqual(b.slice(0, 2));
  }
  expect(before.panel("vwap").values[2]).not.toBe(after.panel("vwap").values[2]);
});

test("reads Parquet with timestamps, one file per symbol without a symbol column", async () => {
  const dir = tempDir();
  const path = writeText(tempDir(), "bars.csv", csv(SOUND));
  const connection = await (await DuckDBInstance.create()).connect();
  for (const symbol of ["AAA", "NA"]) {
    await connection.run(
      `COPY (SELECT datetime::TIMESTAMP AS datetime, open::DOUBLE AS open, high::DOUBLE AS high, low::DOUBLE AS low,
        close::DOUBLE AS close, volume::BIGINT AS volume FROM read_csv('${path}', all_varchar = true, header = true)
        WHERE symbol = '${symbol}') TO '${join(dir, `${symbol}_5min.parquet`)}' (FORMAT parquet)`,
    );
  }
  connection.closeSync();
  const lake = tempLake();
  const { fingerprint } = await lake.ingestBars(dir, {
    dataset: "us",
    ...NEW_YORK,
    pattern: "{symbol}_5min.parquet",
  });
  expect(fingerprint).toBe((await ingested(csv(SOUND))).result.fingerprint);
});

test("hours counted from the opening end at the close, also on an early one", async () => {
  const starts = ["09:30", "10:30", "11:30", "12:30"];
  const lines = [...starts, "13:30", "14:30", "15:30"].map(
    (time) => `AAA,2024-07-02 ${time}:00,20,21,19,20,100`,
  );
  const early = starts.map((time) => `AAA,2024-07-03 ${time}:00,20,21,19,20,100`);
  const { lake, result } = await ingested(
    csv([...lines, ...early, "AAA,2024-07-02 09:45:00,20,21,19,20,100"]),
    {
      frequency: "1h",
      label: "start",
    },
  );
  expect(result.quarantined).toEqual({ off_grid: 1 });
  const close = await lake.bars("us").panel("close");
  expect(close.time.labels().filter((_, i) => i === 0 || i > 5)).toEqual([
    ...["2024-07-02T14:30", "2024-07-02T20:00"],
    ...["2024-07-03T14:30", "2024-07-03T15:30", "2024-07-03T16:30", "2024-07-03T17:00"],
  ]);
  expect((await lake.bars("us").missing()).rows).toEqual([]);
});
