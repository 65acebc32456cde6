import type { Command } from "commander";
import { type FetchOptions, fetchDataset, openLake, planFetch, providerTable } from "../../data/index.js";
import { interruptible } from "../interruptible.js";
import { knownOption } from "../knownOption.js";
import type { Output } from "../output.js";

interface Options {
  from?: string;
  to?: string;
  symbols?: string;
  provider?: string;
  known?: "ingest" | "bar";
  dryRun?: boolean;
  allowMissing?: boolean;
}

/** `assay data fetch DATASET`, `assay data providers`: bars over the network. */
export function addFetch(data: Command, output: Output): void {
  data
    .command("fetch <dataset>")
    .description("fetch a dataset of config/data_sources.yaml from its providers and publish it")
    .option("--from <date>", "first session, YYYY-MM-DD; default: that of the file")
    .option("--to <date>", "last session, YYYY-MM-DD; default: the last one that is over")
    .option("--symbols <list>", "these only, separated by commas")
    .option("--provider <name>", "ask this one instead of those of the file")
    .addOption(knownOption("bars that are new to an existing dataset were"))
    .option("--allow-missing", "publish although some symbols were delivered by nobody", false)
    .option("--dry-run", "say what would be asked of whom; ask nothing", false)
    .action(async (dataset: string, options: Options) => {
      const settings = settingsOf(options, output);
      if (options.dryRun) {
        const plan = await planFetch(openLake(), dataset, settings);
        output.result(plan, { dataset, to: plan.to, parts: plan.parts, providers: plan.table().rows });
        return;
      }
      const result = await interruptible((signal) =>
        fetchDataset(openLake(), dataset, { ...settings, signal }),
      );
      const { outcome, entry } = result.published;
      output.result(result, { outcome, missing: result.missing, fetched: result.table().rows, ...entry });
    });
  data
    .command("providers")
    .description("what each provider documents: prices, actions, limits, history, keys")
    .action(() => {
      const table = providerTable();
      output.result(table, { providers: table.rows });
    });
}

function settingsOf(
  { from, to, symbols, provider, known, allowMissing }: Options,
  output: Output,
): FetchOptions {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(symbols !== undefined && { symbols: symbols.split(",").map((symbol) => symbol.trim()) }),
    ...(provider !== undefined && { provider }),
    ...(known && { known }),
    ...(allowMissing && { allowMissing }),
    onMessage: (message) => output.message(message),
  };
}
