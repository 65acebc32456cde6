import { Command, Option } from "commander";
import { openLake } from "../../data/index.js";
import { type DialectName, dialectNames, Factor } from "../../expr/index.js";
import { expectCausal, get, library, set, table } from "../../factors/index.js";
import type { Context } from "../context.js";
import { writeFactor } from "../writeFactor.js";

/** `assay factors list|show|eval|check`: the factor library, and factors written as text. */
export function factorsCommand({ output }: Context): Command {
  const factors = new Command("factors").description("the factor library");
  factors
    .command("list")
    .description("name, formula, unit, look-back and source of each factor")
    .option("--set <name>", "only a named set, e.g. core")
    .action((options: { set?: string }) => {
      const shown = options.set === undefined ? library : set(options.set);
      const plain = shown.map(({ factor, ...rest }) => ({
        name: factor.name,
        formula: factor.formula,
        lookback: factor.lookback,
        hash: factor.hash,
        ...rest,
      }));
      output.result(table(options.set), { factors: plain });
    });
  factors
    .command("show <name>")
    .description("one factor: formula, look-back, fields, expression")
    .action((name: string) => {
      const factor = get(name);
      output.result(factor, {
        ...factor.toJSON(),
        formula: factor.formula,
        lookback: factor.lookback,
        hash: factor.hash,
      });
    });
  addText(factors, output);
  return factors;
}

interface TextOptions {
  readonly dataset: string;
  readonly dialect: DialectName;
}

/** The commands on a factor that is written as text. */
function addText(factors: Command, output: Context["output"]): void {
  const dialect = new Option("--dialect <name>", "whose syntax the text is in")
    .choices(dialectNames)
    .default("assay");
  factors
    .command("eval <text>")
    .description("evaluate a factor written as text; writes date, symbol, value")
    .requiredOption("--dataset <name>", "dataset of the lake")
    .requiredOption("--out <file>", "file to write: .csv, .parquet or .arrow")
    .addOption(dialect)
    .action(async (text: string, options: TextOptions & { out: string }) => {
      const factor = Factor.parse(text, { dialect: options.dialect });
      const market = await openLake().market(options.dataset);
      const written = await writeFactor(market, factor, options.out);
      const told = `${written.values} values of ${written.rows} dates and symbols in ${options.out}`;
      output.result(told, { formula: factor.formula, hash: factor.hash, out: options.out, ...written });
    });
  factors
    .command("check <text>")
    .description("prove on a dataset that a factor written as text does not read the future")
    .requiredOption("--dataset <name>", "dataset of the lake")
    .addOption(dialect)
    .action(async (text: string, options: TextOptions) => {
      const factor = Factor.parse(text, { dialect: options.dialect });
      expectCausal(await openLake().market(options.dataset), factor);
      output.result(`causal: ${factor.formula}`, {
        causal: true,
        formula: factor.formula,
        hash: factor.hash,
      });
    });
}
