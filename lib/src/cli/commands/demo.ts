import { relative } from "node:path";
import { Command } from "commander";
import { formatNumber, projectRoot } from "../../core/index.js";
import { openLake, publishSynthetic } from "../../data/index.js";
import { exitCodeOf, type TrackedRun, trackedRun } from "../../notebook/index.js";
import { type SyntheticMarket, syntheticMarket } from "../../sim/index.js";
import type { Context } from "../context.js";
import { integerOption } from "../numberOption.js";
import { runProgress } from "../progress.js";
import { publishReport } from "../runOnce.js";

const DATASET = "demo";
const TEMPLATE = "factor-report";

/** `assay demo`: a synthetic market with planted effects, from the lake to a report, and what was found of them. */
export function demoCommand(context: Context): Command {
  return new Command("demo")
    .description(
      "publish a synthetic market with planted effects and test each of them with the factor report",
    )
    .option("--seed <n>", "seed of the market", integerOption("assay demo", "--seed", 0), 1)
    .action((options: { seed: number }) => demo(context, options.seed));
}

interface Finding {
  readonly factor: string;
  readonly planted: number;
  readonly measured: number;
  readonly t: number;
  readonly run: TrackedRun;
}

async function demo({ output, exit }: Context, seed: number): Promise<void> {
  const root = projectRoot();
  const started = Date.now();
  output.message(
    "making a synthetic market: 300 symbols × 6 years of daily bars, planted momentum and reversal",
  );
  const market = syntheticMarket({ seed });
  const published = await publishSynthetic(openLake(), market, { dataset: DATASET });
  output.message(published.toText().split("\n")[0]);
  const findings: Finding[] = [];
  for (const truth of market.truth) {
    const run = await trackedRun({
      notebook: TEMPLATE,
      root,
      name: `${TEMPLATE}-${truth.factor}`,
      params: { dataset: DATASET, factor: truth.factor, horizons: [1, 5, 21] },
      onEvent: runProgress(truth.factor),
    });
    publishReport(root, run);
    if (run.status !== "completed") {
      exit(exitCodeOf(run));
      output.result(
        `${run.status}: ${run.record.error?.message}\nreport: ${relative(root, run.report)}`,
        run.record,
      );
      return;
    }
    findings.push(finding(truth, run));
  }
  output.result(summary({ root, market, findings, seconds: (Date.now() - started) / 1000 }), {
    dataset: { name: DATASET, version: published.version, fingerprint: published.fingerprint },
    findings: findings.map(({ run, ...rest }) => ({
      ...rest,
      run_id: run.record.run_id,
      report: relative(root, run.report),
      metricsSha256: run.record.metricsSha256,
    })),
  });
}

function finding(truth: SyntheticMarket["truth"][number], run: TrackedRun): Finding {
  const metric = (name: string) => Number(run.record.metrics[`${name}_h${truth.horizon}`]);
  return {
    factor: truth.factor,
    planted: truth.rankIc,
    measured: metric("rank_ic_mean"),
    t: metric("rank_ic_t"),
    run,
  };
}

interface Summary {
  readonly root: string;
  readonly market: SyntheticMarket;
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/** Five lines: the market, planted against measured for each factor, the reports, the time. */
function summary({ root, market, findings, seconds }: Summary): string {
  const [sessions, symbols] = [market.time.length, market.assets.length];
  const name = Math.max(...findings.map(({ factor }) => factor.length));
  return [
    `market    ${symbols} symbols × ${sessions} sessions, seed ${market.seed}, dataset "${DATASET}" in data/`,
    ...findings.map(
      ({ factor, planted, measured, t }) =>
        `${factor.padEnd(name)}  planted rank IC ${planted.toFixed(4)}, measured ${formatNumber(measured)} (t = ${t.toFixed(1)}, horizon 1 session)`,
    ),
    `reports   ${findings.map(({ run }) => relative(root, run.report)).join("  ")}`,
    `took      ${seconds.toFixed(0)} s; open a report in a browser, or run: npx assay runs list`,
  ].join("\n");
}
