import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type DataUse, setRecorder } from "../../../../lib/src/core/index.js";
import { events } from "../../../../lib/src/data/index.js";
import { tempLake } from "../lakes.js";

const table = (surprise: number, rest: object = {}) =>
  events.EventTable.of({
    name: "earnings",
    columns: [
      { name: "surprise", kind: "number", unit: "USD" },
      { name: 'who\'s "it"', kind: "text", meaning: "a name that SQL minds" },
    ],
    rows: [
      {
        symbol: "NA",
        event: 0.1,
        known: Date.UTC(2020, 0, 2, 21),
        values: { surprise, 'who\'s "it"': "it's" },
      },
      { symbol: "TRUE", event: -1, known: Date.UTC(2020, 0, 3, 21), values: { surprise: null } },
    ],
    fields: { surprise: { take: "last", column: "surprise", days: 9 } },
    loss: new events.EventLoss(3, [{ row: 2, reason: "no date", cells: "x" }]),
    ...rest,
  });

it("gives back what was kept, with its losses and fields, and tells the run", async () => {
  const lake = tempLake();
  const first = await lake.keep(table(0.1 + 0.2), { note: "by hand" });
  expect(first).toMatchObject({
    version: "v1",
    rows: 2,
    from: "2020-01-02",
    to: "2020-01-03",
    note: "by hand",
  });
  const used: DataUse[] = [];
  setRecorder({ dataUsed: (use) => used.push(use), trial: () => undefined });
  const back = await lake.events("earnings");
  setRecorder(undefined);
  expect(back.row(0)).toEqual(table(0.1 + 0.2).row(0));
  expect(back.toText()).toBe(table(0.1 + 0.2).toText());
  expect([back.fields, back.coverage, back.fingerprint]).toEqual(
    [table(0.3 + 0)].map(({ fields, coverage }) => [fields, coverage, first.fingerprint])[0],
  );
  expect(used).toMatchObject([{ dataset: "events/earnings", version: "v1", fingerprint: first.fingerprint }]);
});

it("adds a version for other content or another coverage, and nothing for the same", async () => {
  const lake = tempLake();
  await lake.keep(table(1));
  expect((await lake.keep(table(1))).version).toBe("v1");
  expect((await lake.keep(table(2))).version).toBe("v2");
  expect((await lake.keep(table(2, { coverage: { to: "2021-01-01" } }))).version).toBe("v3");
  expect(lake.eventVersions("earnings").map(({ version }) => version)).toEqual(["v1", "v2", "v3"]);
  expect((await lake.events("earnings", "v1")).numbers("surprise")[0]).toBe(1);
  expect((await lake.events("earnings")).coverage.to).toBe(Date.UTC(2021, 0, 1));
  await expect(lake.events("earnings", "v4")).rejects.toThrow(/has the versions v1, v2, v3/);
  await expect(lake.events("earning")).rejects.toThrow(/did you mean earnings/);
  await expect(lake.keep(table(1).knownBy(0))).rejects.toThrow(/without events/);
});

it("sweeps what a killed change left behind, refuses damage, and is repaired by keeping again", async () => {
  const lake = tempLake();
  await lake.keep(table(5));
  const folder = join(lake.dir, "events", "earnings");
  for (const name of ["v2.parquet", "v2.parquet.rows", "v2.json"]) writeFileSync(join(folder, name), "half");
  expect((await lake.events("earnings")).numbers("surprise")[0]).toBe(5);
  const { files } = await lake.keep(table(1));
  expect((await lake.events("earnings")).numbers("surprise")[0]).toBe(1);
  expect(readdirSync(folder).sort()).toEqual([
    ...["manifest.jsonl", "v1.json", "v1.parquet", "v2.json", "v2.parquet"],
  ]);
  expect((await lake.verify()).files.map(({ path, state }) => [path, state])).toEqual([
    ["events/earnings/v2.parquet", "ok"],
    ["events/earnings/v2.json", "ok"],
  ]);
  const text = readFileSync(join(folder, files[1].path), "utf8");
  writeFileSync(join(folder, files[1].path), text.replace('"USD"', '"EUR"'));
  await expect(lake.events("earnings")).rejects.toThrow(/v2 is damaged: .*v2\.json: SHA-256 differs/);
  truncateSync(join(folder, files[0].path), 10);
  const { ok, problems } = await lake.verify("events/earnings", { all: true });
  expect([ok, problems.map(({ version, problem }) => [version, problem.slice(0, 8)])]).toEqual([
    false,
    [
      ["v2", "10 bytes"],
      ["v2", "SHA-256 "],
    ],
  ]);
  expect((await lake.keep(table(1))).version).toBe("v3");
  expect((await lake.verify()).ok).toBe(true);
  appendFileSync(join(folder, "manifest.jsonl"), '{"schema":1,"ver');
  await expect(lake.events("earnings")).rejects.toThrow(/line 4 of the manifest of earnings is damaged/);
});

it("goes back to an older version and forth again, and keeps where the rows came from", async () => {
  const lake = tempLake();
  const source = { name: "earnings.csv", sha256: "00ff" };
  await lake.keep(table(1, { source }));
  const second = await lake.keep(table(2));
  expect(await lake.rollbackEvents("earnings", "v1")).toMatchObject({
    version: "v3",
    rollbackTo: "v1",
    source,
  });
  expect((await lake.events("earnings")).numbers("surprise")[0]).toBe(1);
  expect((await lake.events("earnings")).source).toEqual(source);
  expect((await lake.rollbackEvents("earnings", "v1")).version).toBe("v3");
  expect(await lake.rollbackEvents("earnings", "v2")).toMatchObject({
    ...{ version: "v4", fingerprint: second.fingerprint, files: second.files },
  });
  await expect(lake.rollbackEvents("earnings", "v9")).rejects.toThrow(/has the versions v1, v2, v3, v4/);
  expect(lake.eventTables()).toEqual(["earnings"]);
});
