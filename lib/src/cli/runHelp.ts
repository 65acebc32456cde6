import type { Command } from "commander";
import { AssayError, projectRoot, TableView } from "../core/index.js";
import {
  declaredParameters,
  exitCodeOf,
  type ParameterSpec,
  templateNames,
  valueText,
} from "../notebook/index.js";
import type { Context } from "./context.js";

/** `assay run --help`: the options and templates; with a notebook, its parameters. */
export async function showRunHelp(
  { output, exit }: Context,
  command: Command,
  { notebook, help }: { notebook?: string; help?: boolean },
): Promise<void> {
  const root = projectRoot();
  if (notebook !== undefined) {
    const { specs } = await declaredParameters({ notebook, root });
    output.result(parameterTable(notebook, specs), { notebook, parameters: specs });
    return;
  }
  const names = templateNames(root);
  const text = `${command.helpInformation()}\nTemplates: ${names.join(", ") || "none"}`;
  output.result(text, { templates: names });
  if (!help) exit(exitCodeOf(new AssayError("assay run", "needs a notebook")));
}

function parameterTable(notebook: string, specs: readonly ParameterSpec[]): TableView {
  const rows = specs.map(({ name, type, required, default: value, description }) => ({
    name,
    type: type.length > 60 ? `${type.slice(0, 57)}...` : type,
    default: required ? "(required)" : valueText(value),
    description,
  }));
  return new TableView(rows, {
    title: `assay run ${notebook} [-p name=value]...`,
    columns: ["name", "type", "default", "description"].map((key) => ({ key })),
    note: "Lists are written with commas: -p horizons=1,5,21",
    limit: rows.length,
  });
}
