import { describe, expect, it } from "vitest";
import { type DataUse, setRecorder } from "../../../lib/src/core/index.js";
import { withDatabase } from "../../../lib/src/data/duckdb/database.js";
import { readEvents } from "../../../lib/src/data/index.js";
import { tempDir, writeText } from "./lakes.js";

describe("readEvents", () => {
  it("reads symbol and date of each row in order, from CSV and Parquet, whatever else the file holds", async () => {
    const dir = tempDir();
    const rows = "Ticker,eps,Event Date\nNA,0.8,2014-04-24\nTRUE,,2013-01-02T21:05:00Z\n";
    const events = [
      { symbol: "NA", date: "2014-04-24" },
      { symbol: "TRUE", date: "2013-01-02" },
    ];
    expect(await readEvents(writeText(dir, "events.csv", rows))).toEqual(events);
    const parquet = `${dir}/events.parquet`;
    await withDatabase((db) =>
      db.run(`COPY (SELECT * FROM (VALUES ('NA', DATE '2014-04-24'), ('TRUE', DATE '2013-01-02')) t(symbol, date))
        TO '${parquet}' (FORMAT parquet)`),
    );
    expect(await readEvents(parquet)).toEqual(events);
  });

  it("reports the file with its hash to the run", async () => {
    const used: DataUse[] = [];
    setRecorder({ dataUsed: (use) => used.push(use), trial: () => undefined });
    await readEvents(writeText(tempDir(), "known.csv", "symbol,date\nB,2014-04-24\nA,2013-01-02\n"));
    setRecorder(undefined);
    expect(used).toEqual([
      {
        ...{ dataset: "known.csv", version: "file", rows: 2, from: "2013-01-02", to: "2014-04-24" },
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it("reads other dates when told how, and refuses a row that it cannot read", async () => {
    const dir = tempDir();
    const file = writeText(dir, "us.csv", "symbol,date\nA,11/19/12\nB,2/14/13\n");
    expect(await readEvents(file, { dateFormat: "%m/%d/%y" })).toEqual([
      { symbol: "A", date: "2012-11-19" },
      { symbol: "B", date: "2013-02-14" },
    ]);
    await expect(readEvents(file)).rejects.toThrow(
      /2 of 2 rows have no symbol or no date.*11\/19\/12.*dateFormat/s,
    );
    await expect(readEvents(writeText(dir, "no.csv", "symbol,when\nA,1\n"))).rejects.toThrow(
      /no column found for date/,
    );
  });
});
