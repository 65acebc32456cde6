import { type Command, Option } from "commander";
import { openLake } from "../../data/index.js";
import { showProgress } from "../../notebook/index.js";
import { type ChoiceOptions, chosenFactors, dialectOption, setOption } from "../chosenFactors.js";
import type { Context } from "../context.js";
import { integerOption } from "../numberOption.js";
import { type Format, formats, writeFactors } from "../writeFactors.js";

interface EvalOptions extends ChoiceOptions {
  readonly dataset: string;
  readonly out: string;
  readonly format: Format;
  readonly from?: string;
  readonly to?: string;
  readonly threads: number;
}

/** `assay factors eval`: evaluate factors over a dataset and write them in long form. */
export function addEval(factors: Command, { output }: Context): void {
  factors
    .command("eval [factors...]")
    .description("evaluate formulas, library factors or a set; writes date, symbol, value")
    .requiredOption("--dataset <name>", "dataset of the lake")
    .requiredOption(
      "--out <path>",
      "file to write (.csv, .parquet, .arrow), or a folder: one file per factor",
    )
    .addOption(setOption())
    .addOption(dialectOption())
    .option("--from <date>", "first date")
    .option("--to <date>", "last date")
    .addOption(
      new Option("--format <name>", "format of the files in a folder").choices(formats).default("parquet"),
    )
    .addOption(
      new Option("--threads <n>", "worker threads, for many factors")
        .argParser(integerOption("assay factors eval", "--threads"))
        .default(1),
    )
    .action(async (texts: string[], options: EvalOptions) => {
      const chosen = chosenFactors(texts, options);
      const { dataset, from, to, out, format, threads } = options;
      const market = await openLake().market(dataset, { from, to, events: chosen });
      const named = options.set !== undefined || chosen.length > 1;
      const onProgress = chosen.length > 1 ? showProgress(dataset) : undefined;
      const written = await writeFactors(market, chosen, { out, format, named, threads, onProgress });
      const { rows, values, files } = written;
      const what = chosen.length === 1 ? "" : `${chosen.length} factors: `;
      const where = files.length === 1 ? files[0] : `${files.length} files in ${out}`;
      const [first] = chosen;
      output.result(`${what}${values} values of ${rows} dates and symbols in ${where}`, {
        ...(chosen.length === 1 ? { formula: first.formula, hash: first.hash } : {}),
        factors: chosen.map(({ name, formula, hash }) => ({ name, formula, hash })),
        out,
        rows,
        values,
        files,
      });
    });
}
