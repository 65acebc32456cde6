import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLake, publishSynthetic } from "../../lib/dist/data/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";
import { makeProject, type Project, type Ran } from "../support/project.js";

interface Template {
  readonly name: string;
  readonly given: readonly string[];
  readonly metrics: readonly string[];
  readonly verdict: RegExp;
  /** It makes its own market when none is given. */
  readonly alone?: boolean;
  /** Variants that count: checks of one variant are none. */
  readonly trials: number;
  /** What the outputs must say. */
  readonly shows: readonly string[];
}

const TEMPLATES: readonly Template[] = [
  {
    name: "backtest",
    given: ["factor=close.lag(5) / close - 1", "sides=long-only"],
    metrics: [
      "sharpe",
      "deflated_sharpe",
      "alpha_t",
      "breakeven_cost_bps",
      "sharpe_costs_x2",
      "sharpe_1_later",
      "capacity",
    ],
    verdict: /^(Reject|Doubt|All \d+ checks hold).*strategy/,
    trials: 1,
    shows: ["months gained", "costs and borrowing five times as high", "second half", "can be held at"],
  },
  {
    name: "event-study",
    given: ["event=close.returns(1) > 0.04", "after=10"],
    metrics: [
      "events",
      "events_studied",
      "abnormal_day",
      "abnormal_after",
      "abnormal_after_p",
      "share_positive",
    ],
    verdict: /over the 10 sessions after the event \(p /,
    trials: 1,
    shows: ["Half of the events gained", "years prices moved the way", "Financials"],
  },
  {
    name: "event-factors",
    given: [],
    alone: true,
    metrics: [
      "earnings_good_events",
      "earnings_good_after",
      "earnings_bad_after_p",
      "planted_good",
      "sue.rank_ic_mean_h5",
    ],
    verdict:
      /^Prices move on over 20 sessions \(earnings, good [\d.]+ bp; earnings, bad −[\d.]+ bp\): no check speaks against it$/,
    trials: 6,
    shows: ["Planted drift found", "planted −100.0 bp, 95 % interval", "events of earnings meet 200 symbols"],
  },
  {
    name: "data-review",
    given: ["maxRevised=0"],
    metrics: ["rows", "symbols_last", "thin_sessions", "wild_moves", "revised"],
    verdict: /^Look at small v2 first: 1 of 8 checks fail \(history unchanged\)$/,
    trials: 0,
    shows: ["files are as they were published", "rows are kept out", "of 218,380 values differ from v1"],
  },
];

interface RecordJson {
  run_id: string;
  status: string;
  metrics: Record<string, number>;
  notes: { text: string }[];
  trials: { distinct: number };
}

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: Record<string, string | string[]>;
}

/** What the cells of the executed notebook gave. */
function outputsOf(run_id: string): Output[] {
  const file = join(project.dir, "experiments", run_id, "notebook.ipynb");
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: { outputs?: Output[] }[] };
  return cells.flatMap(({ outputs = [] }) => outputs);
}

test.each(TEMPLATES.map((template, i) => [template.name, template, i] as const))(
  "%s completes with its metrics, shows its findings and ends with a verdict",
  (_, template, i) => {
    const { code, stdout, stderr } = rans[i];
    expect(code, stderr).toBe(0);
    const { run_id, metrics, notes, trials } = JSON.parse(stdout) as RecordJson;
    for (const metric of [...template.metrics, "checks", "checks_failed"]) {
      expect(metrics[metric], metric).toEqual(expect.any(Number));
    }
    expect(notes.at(-1)?.text).toMatch(template.verdict);
    expect(trials.distinct).toBe(template.trials);
    const outputs = outputsOf(run_id);
    expect(outputs.filter(({ output_type, name }) => output_type === "error" || name === "stderr")).toEqual(
      [],
    );
    const said = outputs.map(({ data }) => [data?.["text/plain"]].flat().join("")).join("\n");
    for (const text of template.shows) expect(said).toContain(text);
    expect(said).not.toMatch(/undefined|NaN|\[object /);
  },
);

let project: Project;
let rans: Ran[];
beforeAll(async () => {
  project = makeProject();
  const market = syntheticMarket({ seed: 3, symbols: 60, years: 3 });
  const lake = openLake(join(project.dir, "data"));
  await publishSynthetic(lake, market, { dataset: "small" });
  for (let i = 3000; i < 3600; i += 100) market.raw.volume.values[i] += 1;
  await publishSynthetic(lake, market, { dataset: "small" });
  rans = await Promise.all(
    TEMPLATES.map(({ name, given, alone = false }) => {
      const pairs = alone ? given : ["dataset=small", ...given];
      return project.assay("run", name, ...pairs.flatMap((pair) => ["-p", pair]), "--json");
    }),
  );
});
afterAll(() => project.remove());
