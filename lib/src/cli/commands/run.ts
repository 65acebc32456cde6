import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { parse } from "yaml";
import { AssayError, fail, projectRoot, TableView } from "../../core/index.js";
import {
  exitCodeOf,
  type ParameterSpec,
  prepareNotebook,
  type TrackedRun,
  templateNames,
  trackedRun,
} from "../../notebook/index.js";
import type { Context } from "../context.js";
import { collectPair } from "../pairs.js";
import { runProgress } from "../progress.js";

interface Options {
  p?: Record<string, string>;
  params?: string;
  cellTimeout?: number;
  timeout?: number;
  inPlace?: boolean;
  help?: boolean;
}

/** `assay run NAME -p name=value …`: execute a template or a notebook as a tracked run. */
export function runCommand(context: Context): Command {
  return new Command("run")
    .description("execute a template or notebook headlessly as a tracked run")
    .argument("[notebook]", "name of a template in templates/, or the path of an .ipynb")
    .option("-p <name=value>", "a parameter; repeatable", collectPair("run -p"))
    .option("--params <file>", "parameters from a YAML or JSON file; -p is stronger")
    .option("--cell-timeout <seconds>", "limit for each cell", Number)
    .option("--timeout <seconds>", "limit for the whole run", Number)
    .option("--in-place", "write the outputs of a completed run back into the notebook, to commit it")
    .helpOption(false)
    .option("-h, --help", "with a notebook: its parameters with types, defaults and descriptions")
    .action(async (notebook: string | undefined, options: Options, command: Command) => {
      if (options.help || notebook === undefined) return showHelp(context, command, notebook, options);
      await run(context, notebook, options);
    });
}

async function run({ output, exit }: Context, notebook: string, options: Options): Promise<void> {
  const root = projectRoot();
  const params = { ...(options.params ? readParamsFile(options.params) : {}), ...options.p };
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const result = await trackedRun({
      notebook,
      root,
      params,
      inPlace: options.inPlace,
      timeouts: { cellMs: milliseconds(options.cellTimeout), runMs: milliseconds(options.timeout) },
      signal: interrupt.signal,
      onStart: ({ runId }) => output.message(`run ${runId}`),
      onEvent: runProgress(notebook),
    });
    exit(exitCodeOf(result));
    output.result(summary(root, result), result.record);
    publishReport(root, result);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

const milliseconds = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);

/** The newest report of each notebook has one stable place, beside the copy that stays with its run. */
export function publishReport(root: string, { record, report }: TrackedRun): string {
  const place = join(root, "output", `${record.name}.html`);
  mkdirSync(join(root, "output"), { recursive: true });
  copyFileSync(report, place);
  return place;
}

function summary(root: string, { status, record, report, notebook }: TrackedRun): string {
  const { error } = record;
  const where = error?.cell == null ? "" : ` in cell ${Number(error.cell) + 1}`;
  return [
    `${status}${error ? `${where}: ${error.name}: ${error.message}` : ""}`,
    `run       ${record.run_id}`,
    `report    ${relative(root, report)}`,
    `notebook  ${relative(root, notebook)}`,
    `metrics   ${Object.keys(record.metrics).length} final values, ${record.metricPoints} points`,
  ].join("\n");
}

function readParamsFile(path: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch (error) {
    fail("assay run --params", `can not be read: ${(error as Error).message}`, { received: path });
  }
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    fail("assay run --params", "the file must hold one value per parameter name", { received: content });
  }
  return content as Record<string, unknown>;
}

async function showHelp(
  { output, exit }: Context,
  command: Command,
  notebook: string | undefined,
  options: Options,
): Promise<void> {
  const root = projectRoot();
  if (notebook === undefined) {
    const names = templateNames(root);
    const text = `${command.helpInformation()}\nTemplates: ${names.join(", ") || "none"}`;
    output.result(text, { templates: names });
    if (!options.help) exit(exitCodeOf(new AssayError("assay run", "needs a notebook")));
    return;
  }
  const { parameters } = await prepareNotebook({ notebook, root });
  output.result(parameterTable(notebook, parameters.specs), { notebook, parameters: parameters.specs });
}

function parameterTable(notebook: string, specs: readonly ParameterSpec[]): TableView {
  const rows = specs.map(({ name, type, required, default: value, description }) => ({
    name,
    type: type.length > 60 ? `${type.slice(0, 57)}...` : type,
    default: required ? "(required)" : typeof value === "string" ? value : JSON.stringify(value),
    description,
  }));
  return new TableView(rows, {
    title: `assay run ${notebook} [-p name=value]...`,
    columns: ["name", "type", "default", "description"].map((key) => ({ key })),
    note: "Lists are written with commas: -p horizons=1,5,21",
    limit: rows.length,
  });
}
