import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { pageOf, writeAtomic } from "../../core/index.js";
import { compareDatasets, openLake } from "../../data/index.js";
import { amountOption } from "../numberOption.js";
import type { Output } from "../output.js";

interface Options {
  from?: string;
  to?: string;
  symbols?: string;
  tolerance?: number;
  out?: string;
}

/** `assay data compare A B`: where two datasets disagree, and likely why. */
export function addCompare(data: Command, output: Output): void {
  data
    .command("compare <a> <b>")
    .description("where two datasets, e.g. of two providers, disagree about the same bars, and likely why")
    .option("--from <date>", "first session, YYYY-MM-DD")
    .option("--to <date>", "last session")
    .option("--symbols <list>", "these only, separated by commas; both must have them")
    .option(
      "--tolerance <percent>",
      "difference up to which two prices are the same, default 0.1",
      amountOption("data compare", "--tolerance", "percent", { zero: true }),
    )
    .option("--out <file>", "also write it as a page, with the figure")
    .action(async (a: string, b: string, { out, tolerance, ...options }: Options) => {
      const lake = openLake();
      const symbols = options.symbols?.split(",").map((symbol) => symbol.trim());
      const span = {
        ...(options.from !== undefined && { from: options.from }),
        ...(options.to !== undefined && { to: options.to }),
        ...(symbols && { symbols }),
      };
      const comparison = compareDatasets(await lake.market(a, span), await lake.market(b, span), {
        ...(tolerance !== undefined && { tolerance: tolerance / 100 }),
      });
      if (out !== undefined) {
        mkdirSync(dirname(resolve(out)), { recursive: true });
        writeAtomic(resolve(out), pageOf(comparison));
        output.message(`written: ${out}`);
      }
      const { title, agree } = comparison;
      output.result(comparison, {
        ...{ title, agree, fields: comparison.fields().rows, differences: comparison.differences().rows },
      });
    });
}
