import { Command, Option } from "commander";
import { fail } from "../../core/index.js";
import { fileSource, type IngestOptions, openLake } from "../../data/index.js";
import type { Context } from "../context.js";
import { knownOption } from "../knownOption.js";
import { collectPair } from "../pairs.js";
import { ingestBarsCommand } from "./ingestBars.js";

interface Options {
  dataset: string;
  freq: "1d";
  map?: Record<string, string>;
  dateFormat?: string;
  symbol?: string;
  sectors?: string;
  actions?: string;
  securities?: string;
  append?: boolean;
  known?: "ingest" | "bar";
}

/** `assay ingest csv|parquet|arrow PATH --dataset NAME`: bring bars into the lake. */
export function ingestCommand(context: Context): Command {
  const ingest = new Command("ingest").description(
    "bring bars into the lake: bad rows to quarantine, the rest whole",
  );
  for (const [kind, what] of Object.entries(KINDS)) {
    ingest
      .command(`${kind} <path>`)
      .description(`ingest ${what}`)
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
      .option(
        "--securities <file>",
        "CSV or Parquet file: which symbol stood for which security from when to when",
      )
      .option("--append", "add what is new or restated to the dataset; nothing is deleted", false)
      .addOption(knownOption("rows of an --append without a time of their own were"))
      .action((path: string, options: Options) => run(context, kind, path, options));
  }
  ingest.addCommand(ingestBarsCommand(context));
  return ingest;
}

const KINDS = {
  csv: "a CSV file (.csv, .csv.gz), a folder, a quoted pattern or a .zip of them",
  parquet: "a Parquet file, a folder or a quoted pattern of them",
  arrow: "an Arrow file (.arrow, .feather), compressed or not",
};

async function run({ output }: Context, kind: string, path: string, options: Options): Promise<void> {
  const settings: IngestOptions = {
    dataset: options.dataset,
    frequency: options.freq,
    map: options.map,
    dateFormat: options.dateFormat,
    symbol: options.symbol,
    sectors: options.sectors,
    actions: options.actions,
    securities: options.securities,
    onMessage: (message) => output.message(message),
  };
  if (options.known && !options.append) fail("ingest --known", "needs --append");
  const lake = openLake();
  const source = fileSource(path, kind === "csv" || kind === "parquet" ? kind : undefined);
  const result = options.append
    ? await lake.append(source, { ...settings, known: options.known })
    : await lake.ingest(source, settings);
  const { outcome, delivery, entry } = result;
  output.result(result, { outcome, ...(delivery && { delivery }), ...entry });
}
