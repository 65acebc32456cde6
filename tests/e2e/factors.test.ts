import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { panelFromArrow, panelFromDuckDB } from "../../lib/src/core/index.js";
import { makeProject, type Project } from "../support/project.js";

let project: Project;

beforeAll(async () => {
  project = makeProject();
  const lines = ["Date,Ticker,Open,High,Low,Close,Volume"];
  for (let day = 1; day <= 28; day++) {
    const date = new Date(Date.UTC(2020, 0, day));
    if (date.getUTCDay() % 6 === 0) continue;
    for (const [symbol, scale] of [["A", 1] as const, ["B", 2] as const]) {
      const close = scale * (100 + day);
      lines.push(
        `${date.toISOString().slice(0, 10)},${symbol},${close},${close + 1},${close - 1},${close},1000`,
      );
    }
  }
  writeFileSync(join(project.dir, "prices.csv"), `${lines.join("\n")}\n`);
  await project.assay("ingest", "csv", "prices.csv", "--dataset", "small");
});
afterAll(() => project.remove());

const evaluated = (text: string, out: string, ...more: string[]) =>
  project.assay("factors", "eval", text, "--dataset", "small", "--out", out, ...more);

test("eval writes date, symbol, value, the same in each format and dialect", async () => {
  const qlib = await evaluated("Ref($close, 1)/$close", "f.csv", "--dialect", "qlib", "--json");
  expect(qlib.code, qlib.stderr).toBe(0);
  expect(JSON.parse(qlib.stdout)).toMatchObject({ formula: "close.lag(1) / close", rows: 40, values: 38 });
  const lines = readFileSync(join(project.dir, "f.csv"), "utf8").trim().split("\n");
  expect(lines.slice(0, 4)).toEqual([
    "date,symbol,value",
    "2020-01-01,A,",
    "2020-01-01,B,",
    `2020-01-02,A,${101 / 102}`,
  ]);
  expect((await evaluated("close.lag(1) / close", "f.arrow")).code).toBe(0);
  expect((await evaluated("delay(close, 1) / close", "f.parquet", "--dialect", "worldquant")).code).toBe(0);
  const arrow = panelFromArrow(readFileSync(join(project.dir, "f.arrow")));
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const parquet = await panelFromDuckDB(connection, `SELECT * FROM '${join(project.dir, "f.parquet")}'`);
  expect(parquet.equals(arrow)).toBe(true);
  expect(arrow.row(1)[0]).toBe(101 / 102);
});

test("a mistake in the text is shown where it is, and nothing is written", async () => {
  const ran = await evaluated("clsoe.laag(2)", "none.csv");
  expect(ran.code).not.toBe(0);
  expect(ran.stderr).toContain("did you mean lag?");
  expect(ran.stderr).toContain("\n        ^\n");
  expect(existsSync(join(project.dir, "none.csv"))).toBe(false);
  expect((await evaluated("close", "none.xls")).stderr).toContain("must end in .csv, .parquet or .arrow");
});

test("check proves a text causal on a dataset", async () => {
  const ran = await project.assay("factors", "check", "close.mean(5).rank()", "--dataset", "small", "--json");
  expect(ran.code, ran.stderr).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({ causal: true, formula: "close.mean(5).rank()" });
});
