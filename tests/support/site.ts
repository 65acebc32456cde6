import { join } from "node:path";
import { curveText } from "../../lib/src/tracking/curve.js";
import { createRun, type RunRecord } from "../../lib/src/tracking/index.js";
import { write } from "./tracking.js";
import { XSS } from "./xss.js";

export const USE = {
  dataset: "prices",
  version: "v3",
  fingerprint: "abcdef012345".padEnd(64, "0"),
  from: "2020-01-02",
  to: "2020-12-31",
  rows: 90_000,
};

export const DAYS = Array.from({ length: 260 }, (_, i) =>
  new Date(Date.UTC(2020, 0, 2 + i)).toISOString().slice(0, 10),
);

export interface MadeRun {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly study?: string;
  readonly parent?: string;
  readonly tags?: readonly string[];
  readonly holdoutReads?: number;
  /** How fast its equity grows, per session. Default: it keeps no curve. */
  readonly growth?: number;
  /** Logs a loss over four steps. */
  readonly steps?: boolean;
}

/** A completed run in the project at `root`, with data, a trial and what is given. */
export function madeRun(root: string, name: string, made: MadeRun = {}): RunRecord {
  const { params = {}, metrics = {}, study, parent, tags, holdoutReads, growth, steps } = made;
  const run = createRun({ root, name, kind: "library", params, study, parent, tags });
  const holdout = holdoutReads === undefined ? {} : { holdout: { from: "2020-10-01", reads: holdoutReads } };
  run.dataUsed({ ...USE, ...holdout });
  run.trial({ kind: "backtest", name, hash: `${name} ${JSON.stringify(params)}` });
  if (growth !== undefined) {
    const values = DAYS.map((_, i) => (1 + growth) ** i);
    run.artifact("curves/equity.csv", curveText("equity", { time: DAYS, values, unit: "start = 1" }));
  }
  run.log(metrics);
  for (let step = 0; steps && step < 4; step++) run.log({ loss: 1 / (step + 1) }, step);
  write(run.directory, "report.html", `<!doctype html><title>${name.replace(/[<&]/g, "")}</title>`);
  return run.finish();
}

export const backtest = (sharpe: number) => ({
  sharpe,
  sessions: 260,
  skewness: 0,
  kurtosis: 0,
  cagr: sharpe / 10,
  max_drawdown: -0.1,
});

/** Runs of every kind: a study of four with a parent, one alone that read a hold-out, one failed, one that cannot be read. */
export function madeRuns(root: string): {
  readonly study: readonly string[];
  readonly alone: string;
  readonly parent: string;
} {
  const parent = madeRun(root, "sweep", { tags: ["sweep"], study: "momentum" }).run_id;
  const study = [1, 2, 3, 4].map(
    (n) =>
      madeRun(root, "factor report", {
        params: { factor: `f${n}`, costs: { bps: 5 } },
        metrics: { ...backtest(n), rank_ic_mean_h5: n / 100, rank_ic_t_h5: n },
        study: "momentum",
        parent,
        growth: n / 1000,
      }).run_id,
  );
  const alone = madeRun(root, "alone", {
    tags: ["final"],
    metrics: backtest(0.5),
    holdoutReads: 2,
    growth: 0.001,
    steps: true,
  }).run_id;
  const failed = createRun({ root, name: "broken", kind: "library" });
  failed.finish("failed", { name: "TypeError", message: "no such factor", cell: 3 });
  write(root, "experiments/20260101-000000-unreadable-0000/run.json", '{ "schemaVersion": 3, "run_id": 7');
  return { study, alone, parent };
}

/** A run whose every text tries to act. */
export function hostileRun(root: string): string {
  const payloads = Object.values(XSS);
  const all = payloads.join("");
  const run = createRun({
    root,
    name: `hostile ${all}`,
    kind: "library",
    params: Object.fromEntries(payloads.map((payload, i) => [`${payload}${i}`, payload])),
    study: `study ${all}`,
    tags: payloads,
  });
  run.dataUsed({ ...USE, dataset: all, version: all });
  run.note(all);
  run.warn(all);
  for (const payload of payloads) run.trial({ kind: "backtest", name: payload, hash: payload });
  run.log(backtest(1));
  run.artifact("page.html", `<!doctype html><body>${all}<table><tr><td>kept</td></tr></table>`);
  run.artifact(
    "drawing.svg",
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${all}<circle r="4"/></svg>`,
  );
  run.artifact("code.js", "window.hit = 'artifact'");
  run.artifact(
    "curves/x.csv",
    curveText(`</script>${all.replaceAll("\n", "")}`, {
      time: DAYS,
      values: DAYS.map(() => 1),
      unit: all.replaceAll("\n", ""),
    }),
  );
  const record = run.finish("failed", { name: all, message: all, cell: null });
  write(join(root, "experiments", record.run_id), "report.html", "<!doctype html><title>report</title>");
  return record.run_id;
}
