import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

const evaluation = (text: string, out: string, ...more: string[]) => [
  ...["factors", "eval", text, "--dataset", "small", "--out", out],
  ...more,
];
const evaluated = (text: string, out: string, ...more: string[]) =>
  project.assayHere(...evaluation(text, out, ...more));

test("eval writes date, symbol, value, the same in each format and dialect", async () => {
  const qlib = await project.assay(
    ...evaluation("Ref($close, 1)/$close", "f.csv", "--dialect", "qlib", "--json"),
  );
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
  const ran = await project.assayHere(
    "factors",
    "check",
    "close.mean(5).rank()",
    "--dataset",
    "small",
    "--json",
  );
  expect(ran.code, ran.stderr).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    causal: true,
    formula: "close.mean(5).rank()",
    market: "small",
  });
});

const MINE = `name: mine
dialect: qlib
factors:
  - { name: "roc_{n}", formula: "$close / Ref($close, {n}) - 1", for: { n: [1, 2] } }
  - { name: later, formula: "Ref($close, 25)" }
`;

describe("a set in a YAML file", () => {
  beforeAll(() => writeFileSync(join(project.dir, "config", "factors", "mine.yaml"), MINE));

  test("is listed by name or path, with the project's sets", async () => {
    const byName = await project.assayHere("factors", "list", "--set", "mine", "--json");
    expect(byName.code, byName.stderr).toBe(0);
    const { factors } = JSON.parse(byName.stdout);
    expect(factors.map((factor: { name: string }) => factor.name)).toEqual(["roc_1", "roc_2", "later"]);
    const byPath = await project.assayHere("factors", "list", "--set", "config/factors/mine.yaml", "--json");
    expect(JSON.parse(byPath.stdout)).toEqual({ factors });
    expect((await project.assayHere("factors", "sets")).stdout).toMatch(
      /mine +3 +config\/factors\/mine.yaml/,
    );
  });

  test("is checked, on a synthetic market too; what proves nothing is said", async () => {
    const ran = await project.assayHere("factors", "check", "config/factors/mine.yaml");
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toContain("All 3 factors are causal");
    expect(ran.code).toBe(0);
    const short = await project.assayHere(
      "factors",
      "check",
      "--set",
      "mine",
      "--dataset",
      "small",
      "--json",
    );
    expect(short.code).toBe(1);
    const { causal, factors } = JSON.parse(short.stdout);
    expect(causal).toBe(false);
    expect(factors[0]).toMatchObject({ name: "roc_1", causal: true, coverage: 0.95 });
    expect(factors[2].problem).toBe("no value on this market: nothing is proven");
  });

  test("is evaluated into one long file, in the order of the set", async () => {
    const csv = await project.assayHere(
      "factors",
      "eval",
      "--set",
      "mine",
      "--dataset",
      "small",
      "--out",
      "all.csv",
    );
    expect(csv.code, csv.stderr).toBe(0);
    expect(csv.stdout).toContain("3 factors: 74 values of 120 dates and symbols in all.csv");
    const lines = readFileSync(join(project.dir, "all.csv"), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(121);
    expect(lines[0]).toBe("date,symbol,factor,value");
    expect(lines[3]).toBe(`2020-01-02,A,roc_1,${102 / 101 - 1}`);
    const parquet = await project.assayHere(
      "factors",
      "eval",
      "--set",
      "mine",
      "--dataset",
      "small",
      "--out",
      "all.parquet",
    );
    expect(parquet.code, parquet.stderr).toBe(0);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const reader = await connection.runAndReadAll(
      `SELECT factor, count(*)::INT n, count(value)::INT present FROM '${join(project.dir, "all.parquet")}' GROUP BY 1 ORDER BY 1`,
    );
    expect(reader.getRows()).toEqual([
      ["later", 40, 0],
      ["roc_1", 40, 38],
      ["roc_2", 40, 36],
    ]);
  });

  test("is evaluated into a folder, a file per factor, texts and library factors beside it", async () => {
    const ran = await project.assayHere(
      ...["factors", "eval", "reversal_1", "close.delta()", "--set", "mine", "--dataset", "small"],
      ...["--out", "files", "--format", "csv", "--from", "2020-01-06", "--json"],
    );
    expect(ran.code, ran.stderr).toBe(0);
    const [formula, ...names] = readdirSync(join(project.dir, "files")).sort();
    expect(formula).toMatch(/^close\.delta_1__[0-9a-f]{8}\.csv$/);
    expect(names).toEqual(["later.csv", "reversal_1.csv", "roc_1.csv", "roc_2.csv"]);
    expect(readFileSync(join(project.dir, "files", "roc_2.csv"), "utf8").split("\n")[0]).toBe(
      "2020-01-06,A,",
    );
  });

  test("with a mistake is refused with the place, before anything is read", async () => {
    writeFileSync(
      join(project.dir, "bad.yaml"),
      "name: bad\nfactors:\n  - { name: a, formula: 'close.laag(1)' }\n",
    );
    const ran = await project.assayHere("factors", "check", "bad.yaml");
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("bad.yaml, line 3, column 32, at factors[0].formula: unknown function");
  });
});

test("list is narrowed by text, field and look-back; show says all of a factor, in each dialect", async () => {
  const list = async (...more: string[]): Promise<string[]> => {
    const ran = await project.assayHere("factors", "list", "--json", ...more);
    return JSON.parse(ran.stdout).factors.map((factor: { name: string }) => factor.name);
  };
  expect(await list("--match", "jegadeesh", "--max-lookback", "5")).toEqual(["reversal_5"]);
  expect(await list("--set", "core", "--reads", "dollar_volume")).toEqual(["amihud_21", "dollar_volume_21"]);
  const shown = await project.assayHere("factors", "show", "mom_12_1", "rsi_14");
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toContain("Ref($close, 21) / Ref($close, 252) - 1");
  expect(shown.stdout).toContain("delay(close, 21) / delay(close, 252) - 1");
  expect(shown.stdout).toContain("Factor rsi_14");
  expect(shown.stdout).toContain("no words for it");
  const json = JSON.parse((await project.assayHere("factors", "show", "mom_12_1", "--json")).stdout);
  expect(json).toMatchObject({
    name: "mom_12_1",
    lookback: 252,
    fields: ["close"],
    dialects: { qlib: { exact: true } },
    sets: expect.arrayContaining(["core", "momentum"]),
  });
  expect((await project.assayHere("factors", "show", "mom_12_l")).stderr).toContain("did you mean mom_12_1?");
  expect((await project.assayHere("factors", "show", "later")).stdout).toContain("Factor later");
});

test("a factor given twice, and none at all, is refused", async () => {
  const twice = await project.assayHere("factors", "check", "close.mean(5)", "close.mean(5)");
  expect(twice.stderr).toContain("a factor can be given once");
  expect((await project.assayHere("factors", "check")).stderr).toContain("say which factors");
});
