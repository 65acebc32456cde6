import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { setRecorder } from "../../../lib/src/core/index.js";
import { changed, csv, DAYS, soundBars, tempDir, tempLake, writeText } from "./lakes.js";

describe("an ingest", () => {
  it("publishes a version, is unchanged the second time, and adds a version for new content", async () => {
    const lake = tempLake();
    const dir = tempDir();
    const path = writeText(dir, "a.csv", csv(soundBars()));
    const first = await lake.ingest(path, { dataset: "d" });
    const manifest = readFileSync(join(lake.dir, "raw/d/manifest.jsonl"), "utf8");
    const second = await lake.ingest(path, { dataset: "d" });
    expect([first.outcome, second.outcome]).toEqual(["published", "unchanged"]);
    expect(second.entry).toEqual(first.entry);
    expect(readFileSync(join(lake.dir, "raw/d/manifest.jsonl"), "utf8")).toBe(manifest);
    const third = await lake.ingest(writeText(dir, "b.csv", csv(soundBars(["AAA"]))), { dataset: "d" });
    expect(third.toText()).toMatch(/^d: published v2 with \d+ rows of 1 symbol, /);
    expect(third.version).toBe("v2");
    expect(lake.history("d").map((entry) => entry.version)).toEqual(["v1", "v2"]);
    expect((await lake.market("d")).assets.length).toBe(1);
    expect((await lake.market("d", { version: "v1" })).assets.length).toBe(3);
  });

  it("records source, columns, policy, counts and a hash per file, and no folder of this machine", async () => {
    const lake = tempLake();
    const dir = tempDir();
    const { entry } = await lake.ingest(writeText(dir, "a.csv", csv(soundBars())), { dataset: "d" });
    expect(entry).toMatchObject({
      schema: 2,
      dataset: "d",
      version: "v1",
      frequency: "1d",
      rows: 63,
      delivered: 63,
    });
    expect(entry.source).toEqual({
      kind: "csv",
      name: "a.csv",
      files: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(entry.files.map((file) => file.path)).toContain("raw/d/v1/bars/year=2020/bars.parquet");
    for (const file of entry.files) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(entry)).not.toContain(dir);
  });

  it("leaves no staging folder or lock, also when it fails", async () => {
    const lake = tempLake();
    const dir = tempDir();
    await lake.ingest(writeText(dir, "a.csv", csv(soundBars())), { dataset: "d" });
    await expect(lake.ingest(writeText(dir, "b.csv", "date\n"), { dataset: "d" })).rejects.toThrow();
    expect(existsSync(join(lake.dir, "locks/d.lock"))).toBe(false);
    expect(leftovers(join(lake.dir, "staging"))).toEqual([]);
  });

  it("sweeps what a killed one left behind, and nothing else", async () => {
    const lake = tempLake();
    const path = writeText(tempDir(), "a.csv", csv(soundBars()));
    await lake.ingest(path, { dataset: "d" });
    for (const dir of ["staging/d.old", "staging/other.old", "raw/d/v2", "quarantine/d/v2"]) {
      mkdirSync(join(lake.dir, dir));
      writeFileSync(join(lake.dir, dir, "half"), "");
    }
    await lake.ingest(path, { dataset: "d" });
    expect(leftovers(join(lake.dir, "staging"))).toEqual(["other.old"]);
    expect(existsSync(join(lake.dir, "raw/d/v2"))).toBe(false);
    expect((await lake.verify()).ok).toBe(true);
  });
});

describe("the lock", () => {
  it("refuses a second ingest of the dataset while the first one lives, and says who and how long", async () => {
    const lake = tempLake();
    const path = writeText(tempDir(), "a.csv", csv(soundBars()));
    const results = await Promise.allSettled([1, 2].map(() => lake.ingest(path, { dataset: "d" })));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    const other = spawn("sleep", ["60"]);
    onTestFinished(() => void other.kill("SIGKILL"));
    writeLock(lake.dir, { pid: other.pid, started: 0, since: Date.now() - 5000 });
    await expect(lake.ingest(path, { dataset: "d" })).rejects.toThrow(
      `process ${other.pid} has been writing d for 5 s`,
    );
    expect((await lake.ingest(path, { dataset: "e" })).outcome).toBe("published");
  });

  it("of a process that is gone is taken over with a message", async () => {
    const lake = tempLake();
    const path = writeText(tempDir(), "a.csv", csv(soundBars()));
    const gone = spawn("true");
    await new Promise((resolve) => gone.on("exit", resolve));
    for (const pid of [gone.pid, process.pid]) {
      const messages: string[] = [];
      writeLock(lake.dir, { pid, started: 0, since: 0 });
      await lake.ingest(path, { dataset: "d", onMessage: (message) => messages.push(message) });
      expect(messages).toEqual([`took over the lock on d from process ${pid}, which is gone`]);
    }
  });
});

describe("verify", () => {
  it.each([
    ["a flipped byte", "damaged", "SHA-256 differs", (path: string) => flipByte(path)],
    ["a truncated file", "damaged", "bytes, published with", (path: string) => truncateSync(path, 100)],
    ["a missing file", "missing", "gone", (path: string) => rmSync(path)],
  ])("finds %s", async (_, state, problem, harm) => {
    const lake = tempLake();
    await lake.ingest(writeText(tempDir(), "a.csv", csv(soundBars())), { dataset: "d" });
    expect((await lake.verify("d")).ok).toBe(true);
    const path = "raw/d/v1/bars/year=2020/bars.parquet";
    harm(join(lake.dir, path));
    const verification = await lake.verify();
    expect(verification.ok).toBe(false);
    expect(verification.problems).toEqual([
      { dataset: "d", version: "v1", path, state, problem: expect.stringContaining(problem) },
    ]);
    expect(verification.toText()).toContain("1 of 6 files");
  });
});

describe("a lake", () => {
  it("says what it has when a dataset, version or span does not exist", async () => {
    const lake = tempLake();
    await expect(lake.market("sp500")).rejects.toThrow(
      'data.Lake: the lake has no such dataset; it is empty, got "sp500" (ingest it: npx assay ingest csv FILE --dataset sp500)',
    );
    await lake.ingest(writeText(tempDir(), "a.csv", csv(soundBars())), { dataset: "sp500" });
    await expect(lake.market("sp50")).rejects.toThrow(/it has sp500.*did you mean sp500/);
    await expect(lake.market("sp500", { version: "v9" })).rejects.toThrow(/it has v1, got "v9"/);
    await expect(lake.market("sp500", { from: "2021-01-01" })).rejects.toThrow(
      /holds 2020-01-03 to 2020-01-31/,
    );
    await expect(lake.market("sp500", { symbols: ["AAB"] })).rejects.toThrow(/did you mean AAA/);
    await expect(lake.market("sp500", { form: "2020" } as object)).rejects.toThrow(/did you mean from/);
  });

  it("reads a span and chosen symbols in the order asked for", async () => {
    const lake = tempLake();
    await lake.ingest(writeText(tempDir(), "a.csv", csv(soundBars())), { dataset: "d" });
    const [from, to] = [DAYS[3], DAYS[7]];
    const market = await lake.market("d", { from, to, symbols: ["CCC", "AAA"] });
    expect([market.assets.symbols, market.time.labels()]).toEqual([["CCC", "AAA"], DAYS.slice(3, 8)]);
    const whole = await lake.market("d");
    expect(whole.panel("close").select(["CCC", "AAA"]).between(from, to).equals(market.panel("close"))).toBe(
      true,
    );
    expect(whole.between(from, to).fingerprint).toBe((await lake.market("d", { from, to })).fingerprint);
  });

  it("reports what was read to the recorder", async () => {
    const uses: object[] = [];
    setRecorder({ dataUsed: (use) => uses.push(use), trial: () => {} });
    onTestFinished(() => setRecorder(undefined));
    const lake = tempLake();
    const { fingerprint } = await lake.ingest(writeText(tempDir(), "a.csv", csv(soundBars())), {
      dataset: "d",
    });
    await lake.market("d", { from: DAYS[3] });
    expect(uses).toEqual([
      { dataset: "d", version: "v1", fingerprint, from: DAYS[3], to: "2020-01-31", rows: 54 },
    ]);
  });

  it("shows its datasets", async () => {
    const lake = tempLake();
    expect(lake.status().toText()).toContain("No dataset");
    await lake.ingest(writeText(tempDir(), "a.csv", csv(changed(soundBars(), 3))), { dataset: "d" });
    expect(lake.status().rows[0]).toMatchObject({
      dataset: "d",
      version: "v1",
      rows: 62,
      flagged: "1: missing_session 1",
    });
    expect((await lake.flags("d")).rows).toEqual([
      { flag: "missing_session", symbol: "AAA", date: DAYS[3], value: null, known_after: 1 },
    ]);
  });
});

function leftovers(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}

function writeLock(dir: string, owner: object): void {
  mkdirSync(join(dir, "locks"), { recursive: true });
  writeFileSync(join(dir, "locks/d.lock"), JSON.stringify(owner));
}

function flipByte(path: string): void {
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(path, bytes);
}
