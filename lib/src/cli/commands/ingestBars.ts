import { Command, Option } from "commander";
import { fail } from "../../core/index.js";
import { BAR_FREQUENCIES, type BarFrequency, type IngestResult, openLake } from "../../data/index.js";
import type { Context } from "../context.js";
import { knownOption } from "../knownOption.js";
import { collectPair } from "../pairs.js";

interface Options {
  dataset: string;
  freq?: BarFrequency;
  label?: "start" | "end";
  zone?: string;
  calendar?: string;
  hours?: "regular" | "extended";
  pattern?: string;
  map?: Record<string, string>;
  timeFormat?: string;
  symbol?: string;
  append?: boolean;
  known?: "ingest" | "bar";
}

/** `assay ingest bars PATH --dataset NAME --freq 5m --label end`: bring bars within sessions into the lake. */
export function ingestBarsCommand(context: Context): Command {
  return new Command("bars")
    .argument("<path>")
    .description("ingest bars of minutes: a CSV or Parquet file, or a folder of them")
    .requiredOption("--dataset <name>", "dataset to publish to; an existing one gets a new version")
    .addOption(new Option("--freq <frequency>", "how long a bar is").choices(BAR_FREQUENCIES))
    .addOption(
      new Option("--label <side>", "whether the source names a bar by its start or its end").choices([
        "start",
        "end",
      ]),
    )
    .option("--zone <zone>", "IANA zone of times without one, e.g. America/New_York")
    .option("--calendar <name>", "calendar of the sessions; default: XNYS")
    .addOption(
      new Option("--hours <hours>", "which bars are published; default: extended").choices([
        "regular",
        "extended",
      ]),
    )
    .option(
      "--pattern <name>",
      "in a folder: where the symbol stands in a file's name, e.g. {symbol}_1min.csv",
    )
    .option(
      "--map <field=column>",
      "column of a field where detection is wrong; repeatable",
      collectPair("ingest bars --map"),
    )
    .option("--time-format <format>", "how times are written, strftime codes; default: ISO 8601")
    .option("--symbol <symbol>", "the symbol of a file without a symbol column")
    .option("--append", "add new and restated bars to the dataset; nothing is deleted", false)
    .addOption(knownOption("bars that an --append finds missing were"))
    .action((path: string, options: Options) => run(context, path, options));
}

async function run({ output }: Context, path: string, { append, ...options }: Options): Promise<void> {
  const { freq: frequency, label, calendar, known, ...rest } = options;
  const given = { ...rest, onMessage: (message: string) => output.message(message) };
  const lake = openLake();
  if (append) {
    const fixed = { "--freq": frequency, "--calendar": calendar };
    const twice = Object.entries(fixed).find(([, value]) => value !== undefined);
    if (twice) fail("ingest bars --append", `${twice[0]} is that of the dataset`, { received: twice[1] });
    return show(
      output,
      await lake.appendBars(path, { ...given, ...(label && { label }), ...(known && { known }) }),
    );
  }
  if (known) fail("ingest bars", "--known goes with --append", { received: known });
  if (frequency === undefined || label === undefined) {
    fail("ingest bars", "--freq and --label must be given", { fix: "--freq 5m --label end" });
  }
  show(output, await lake.ingestBars(path, { ...given, frequency, label, calendar }));
}

function show(output: Context["output"], result: IngestResult): void {
  output.result(result, { outcome: result.outcome, ...result.entry });
}
