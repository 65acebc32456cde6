import type { Command } from "commander";
import { AssayError, TableView } from "../../core/index.js";
import { Market, openLake } from "../../data/index.js";
import { evaluate, type Factor } from "../../expr/index.js";
import { expectCausal } from "../../factors/index.js";
import { syntheticMarket } from "../../sim/index.js";
import { type ChoiceOptions, chosenFactors, dialectOption, setOption } from "../chosenFactors.js";
import type { Context } from "../context.js";

interface CheckOptions extends ChoiceOptions {
  readonly dataset?: string;
}

/** What a check found of one factor. */
interface Finding {
  readonly name: string;
  readonly formula: string;
  readonly hash: string;
  readonly causal: boolean;
  /** Share of dates and symbols with a value. */
  readonly coverage: number;
  /** What is wrong; empty when nothing is. */
  readonly problem: string;
}

/** `assay factors check`: evaluate factors with and without the future and compare. */
export function addCheck(factors: Command, { output, exit }: Context): void {
  factors
    .command("check [factors...]")
    .description("prove that formulas, library factors or a set (a YAML file) do not read the future")
    .option(
      "--dataset <name>",
      "dataset of the lake; by default a synthetic market with splits and delistings",
    )
    .addOption(setOption())
    .addOption(dialectOption())
    .action(async (texts: string[], options: CheckOptions) => {
      const chosen = chosenFactors(texts, options);
      const market = await marketFor(options.dataset, chosen);
      const findings = chosen.map((factor) => findingOf(market, factor));
      const failed = findings.filter(({ causal }) => !causal);
      if (failed.length > 0) exit(1);
      output.result(told(findings, failed.length), {
        ...(findings.length === 1 ? findings[0] : {}),
        causal: failed.length === 0,
        market: options.dataset ?? "synthetic",
        factors: findings,
      });
    });
}

const marketFor = async (dataset: string | undefined, events: readonly Factor[]): Promise<Market> =>
  dataset === undefined
    ? Market.from(syntheticMarket({ seed: 3, symbols: 40, years: 3 }))
    : openLake().market(dataset, { events });

function findingOf(market: Market, factor: Factor): Finding {
  const { name, formula, hash } = factor;
  try {
    const { values } = evaluate(market, factor);
    const coverage = values.filter((value) => !Number.isNaN(value)).length / values.length;
    expectCausal(market, factor);
    const problem = coverage > 0 ? "" : "no value on this market: nothing is proven";
    return { name, formula, hash, causal: coverage > 0, coverage, problem };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { name, formula, hash, causal: false, coverage: Number.NaN, problem: error.message };
  }
}

function told(findings: readonly Finding[], failed: number): TableView | string {
  const [first] = findings;
  if (findings.length === 1) {
    return first.causal
      ? `causal: ${first.formula}`
      : `not proven causal: ${first.formula}\n  ${first.problem}`;
  }
  const title =
    failed === 0
      ? `All ${findings.length} factors are causal`
      : `${failed} of ${findings.length} factors are not proven causal`;
  return new TableView(
    findings.map((finding) => ({ ...finding, causal: finding.causal ? "yes" : "no" })),
    {
      title,
      columns: [
        { key: "name" },
        { key: "causal" },
        { key: "coverage", format: "percent" },
        { key: "problem" },
      ],
      limit: findings.length,
    },
  );
}
