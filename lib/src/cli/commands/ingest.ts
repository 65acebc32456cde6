import { Command, Option } from "commander";
import { fileSource, type IngestOptions, openLake } from "../../data/index.js";
import type { Context } from "../context.js";
import { collectPair } from "../pairs.js";

interface Options {
  dataset: string;
  freq: "1d";
  map?: Record<string, string>;
  dateFormat?: string;
  symbol?: string;
  sectors?: string;
  actions?: string;
}

/** `assay ingest csv|parquet PATH --dataset NAME`: bring bars into the lake. */
export function ingestCommand(context: Context): Command {
  const ingest = new Command("ingest").description(
    "bring bars into the lake: bad rows to quarantine, the rest whole",
  );
  for (const kind of ["csv", "parquet"] as const) {
    const what = kind === "csv" ? "a CSV file (.csv, .csv.gz)" : "a Parquet file";
    ingest
      .command(`${kind} <path>`)
      .description(`ingest ${what} or a folder of them`)
      .requiredOption("--dataset <name>", "dataset to publish to; an existing one gets a new version")
      .addOption(new Option("--freq <frequency>", "how far two bars are apart").choices(["1d"]).default("1d"))
      .option(
        "--map <field=column>",
        "column of a field where detection is wrong; repeatable",
        collectPair("ingest --map"),
      )
      .option("--date-format <format>", "how dates are written, strftime codes, e.g. %d/%m/%Y")
      .option("--symbol <symbol>", "the symbol of a file without a symbol column")
      .option("--sectors <file>", "CSV or Parquet file with symbol and sector")
      .option("--actions <file>", "CSV or Parquet file of corporate actions: symbol, ex-date, kind, value")
      .action((path: string, options: Options) => run(context, kind, path, options));
  }
  return ingest;
}

async function run(
  { output }: Context,
  kind: "csv" | "parquet",
  path: string,
  options: Options,
): Promise<void> {
  const settings: IngestOptions = {
    dataset: options.dataset,
    frequency: options.freq,
    map: options.map,
    dateFormat: options.dateFormat,
    symbol: options.symbol,
    sectors: options.sectors,
    actions: options.actions,
    onMessage: (message) => output.message(message),
  };
  const result = await openLake().ingest(fileSource(path, kind), settings);
  output.result(result, { outcome: result.outcome, ...result.entry });
}
