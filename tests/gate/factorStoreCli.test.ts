import { readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeProject, type Project } from "../support/project.js";

let project: Project;

/** Bars of two symbols on the weekdays of the first `days` days. */
function bars(days: number): string {
  const lines = ["Date,Ticker,Open,High,Low,Close,Volume"];
  for (let day = 1; day <= days; day++) {
    const date = new Date(Date.UTC(2020, 0, day));
    if (date.getUTCDay() % 6 === 0) continue;
    for (const [symbol, scale] of [["A", 1] as const, ["B", 2] as const]) {
      const close = scale * (100 + day + (day % 7));
      lines.push(
        `${date.toISOString().slice(0, 10)},${symbol},${close},${close + 1},${close - 1},${close},1000`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

async function ingest(days: number): Promise<void> {
  writeFileSync(join(project.dir, "prices.csv"), bars(days));
  await project.assay("ingest", "csv", "prices.csv", "--dataset", "small");
}

const store = (...args: string[]) => project.assay("factors", "store", ...args);

beforeAll(async () => {
  project = makeProject();
  await ingest(90);
});
afterAll(() => project.remove());

test("compute keeps factors, reads them again, and extends them when the dataset grew", async () => {
  const first = await store("compute", "reversal_5", "realized_vol_21", "--dataset", "small", "--json");
  expect(first.code, first.stderr).toBe(0);
  expect(first.stderr).toContain("small: 2 of 2");
  expect(JSON.parse(first.stdout).factors).toMatchObject([{ how: "computed" }, { how: "computed" }]);
  expect((await store("compute", "reversal_5", "--dataset", "small")).stdout).toMatch(
    /^1 read, 0 extended, 0 comp/,
  );
  await ingest(120);
  const later = await store("compute", "reversal_5", "realized_vol_21", "--dataset", "small");
  expect(later.stdout).toMatch(/^0 read, 2 extended, 0 computed/);
});

test("list, show, diff and rollback speak of versions", async () => {
  expect((await store("list")).stdout).toMatch(/reversal_5\s+small\s+v2\s+2 /);
  const shown = await store("show", "reversal_5", "v1", "--json");
  expect(JSON.parse(shown.stdout)).toMatchObject({
    dataset: "small",
    how: "computed",
    symbols: 2,
    dates: 64,
  });
  const diff = await store("diff", "reversal_5", "--from", "v1", "--json");
  expect(JSON.parse(diff.stdout)).toMatchObject({ changed: 0, compared: 128, removedDates: [] });
  expect((await store("rollback", "reversal_5", "v1")).stdout).toContain("v1 is current");
  expect((await store("show", "reversal_5")).stdout).toContain("computed whole");
  const wrong = await store("show", "reversal_6");
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toContain("did you mean reversal_5?");
});

test("verify finds what was damaged, compute repairs it, gc deletes what is old", async () => {
  expect((await store("verify")).code).toBe(0);
  const folder = join(project.dir, "data", "features", "entries");
  truncateSync(join(folder, readdirSync(folder)[0]), 50);
  const damaged = await store("verify");
  expect(damaged.code).not.toBe(0);
  expect(damaged.stdout).toContain("1 of 4 stored versions are not as they were written");
  await store("rollback", "reversal_5", "v2");
  const collected = await store("gc", "--keep", "1", "--json");
  expect(JSON.parse(collected.stdout)).toMatchObject({ versions: 2 });
  await store("compute", "reversal_5", "realized_vol_21", "--dataset", "small");
  expect((await store("verify")).code).toBe(0);
});
