import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { events, openLake } from "../../lib/src/data/index.js";

const LIBRARY = fileURLToPath(new URL("../../lib/dist/data/index.js", import.meta.url));
const CHILD = fileURLToPath(new URL("./keepThenDie.mjs", import.meta.url));
const dir = mkdtempSync(join(tmpdir(), "assay-kept-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ratings = (change: number) =>
  events.EventTable.of({
    name: "ratings",
    columns: [{ name: "change", kind: "number" }],
    rows: [{ symbol: "AAA", event: "2020-01-02", known: "2020-01-02T21:30:00Z", values: { change } }],
  });

/** Dies before its n-th change of the file system: whether it did. */
function killed(lake: string, step: string, n: number): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, [CHILD, LIBRARY, lake, step, String(n)], {
    encoding: "utf8",
  });
  expect(signal === "SIGKILL" || status === 0, stderr).toBe(true);
  return signal === "SIGKILL";
}

test.each(["keep", "rollback"])(
  "a table of events is whole after a kill before every single change of the file system: %s",
  async (step) => {
    const start = join(dir, `${step}-start`);
    const before = openLake(start);
    await before.keep(ratings(1));
    if (step === "rollback") await before.keep(ratings(3));
    const versions = before.eventVersions("ratings").length;
    const old = (await before.events("ratings")).fingerprint;
    const wanted = ratings(step === "keep" ? 2 : 1).fingerprint;
    const seen = new Set<string>();
    let kills = 0;
    for (let n = 1; n < 100; n++) {
      const lake = openLake(join(dir, `${step}-${n}`));
      cpSync(start, lake.dir, { recursive: true });
      const died = killed(lake.dir, step, n);
      if (died) kills++;
      const { fingerprint } = await lake.events("ratings");
      expect([old, wanted]).toContain(fingerprint);
      seen.add(fingerprint);
      expect((await lake.verify(undefined, { all: true })).ok).toBe(true);
      await lake.keep(ratings(7));
      expect((await lake.events("ratings")).numbers("change")[0]).toBe(7);
      const left = readdirSync(join(lake.dir, "events", "ratings"));
      expect(left.filter((name) => !/^(manifest\.jsonl|v\d+\.(parquet|json))$/.test(name))).toEqual([]);
      expect(readdirSync(join(lake.dir, "locks"))).toEqual([]);
      if (!died) break;
    }
    expect([kills > 5, kills < 99, versions]).toEqual([true, true, step === "keep" ? 1 : 2]);
    expect(seen).toEqual(new Set([old, wanted]));
    console.log(`${step}: killed before each of ${kills} changes`);
  },
  600_000,
);
