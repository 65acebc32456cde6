import { resolve } from "node:path";
import type { Notebook } from "../execute/nbformat.js";
import { readNotebook } from "../execute/readNotebook.js";
import { checkTaggedLimits } from "../execute/taggedLimits.js";
import { KERNEL_DISPLAY_NAME, KERNEL_NAME } from "../install/kernelspec.js";
import { type Grid, gridSets } from "../parameters/gridSets.js";
import { injectParameters } from "../parameters/inject.js";
import { ParameterError } from "../parameters/parameterError.js";
import {
  type DeclaredParameters,
  type NotebookParameters,
  readParameterSets,
} from "../parameters/readParameters.js";
import type { Values } from "../parameters/spec.js";
import { findNotebook } from "./findNotebook.js";

export interface PrepareOptions {
  /** Template name, or path of an `.ipynb` file. */
  notebook: string;
  /** Project root. Default: the current folder. */
  root?: string;
  /** Parameters by name; text is read by the type of the parameter. Default: none. */
  params?: Readonly<Record<string, unknown>>;
  /** Where a given parameter comes from, by its name: said when it is refused. Default: nothing is said. */
  origins?: Readonly<Record<string, string>>;
}

/** A notebook with its parameters checked and put in: what is to be executed. */
export interface PreparedNotebook {
  /** Absolute path of the notebook that was read. */
  readonly path: string;
  readonly root: string;
  readonly notebook: Notebook;
  readonly parameters: NotebookParameters;
  /** The parameters as they were given, before they were read by their types. */
  readonly params: Values;
}

/** Find and read a notebook, check its parameters and put them in. Takes no kernel; throws on a bad parameter or limit. */
export async function prepareNotebook({
  params = {},
  ...options
}: PrepareOptions): Promise<PreparedNotebook> {
  const [prepared] = await prepareSets({ ...options, sets: [params] });
  return prepared;
}

/** One prepared notebook for each combination of the alternatives in `grid`; the last one changes fastest. */
export async function prepareGrid(options: PrepareOptions & { grid: Grid }): Promise<PreparedNotebook[]> {
  const { params = {}, grid, ...rest } = options;
  const { specs } = Object.keys(grid).length > 0 ? await declaredParameters(rest) : { specs: [] };
  return prepareSets({ ...rest, sets: gridSets(specs, params, grid) });
}

/** One prepared notebook for each set of parameters; the parameters cell is evaluated once. */
export async function prepareSets(
  options: Omit<PrepareOptions, "params"> & { sets: readonly Values[] },
): Promise<PreparedNotebook[]> {
  const { sets, origins = {} } = options;
  const root = resolve(options.root ?? ".");
  const path = findNotebook(options.notebook, root);
  const source = await readNotebook(path);
  checkTaggedLimits(source);
  const { metadata } = source;
  metadata.kernelspec ??= { display_name: KERNEL_DISPLAY_NAME, language: "typescript", name: KERNEL_NAME };
  const read = await readParameterSets(source, { root, sets }).catch((error) => withOrigin(error, origins));
  const { sets: valid, ...declared } = read;
  return valid.map((set, i) => {
    const parameters = { ...declared, ...set };
    const notebook = structuredClone(source);
    injectParameters(notebook, parameters);
    return { path, root, notebook, parameters, params: sets[i] };
  });
}

/** A refused parameter, with where it came from. */
function withOrigin(error: unknown, origins: Readonly<Record<string, string>>): never {
  if (!(error instanceof ParameterError) || !Object.hasOwn(origins, error.parameter)) throw error;
  const { parameter, rule, details } = error;
  throw new ParameterError(parameter, `${rule} [${origins[parameter]}]`, details);
}

/** The parameters that a notebook declares; none has to be given. */
export async function declaredParameters({
  notebook,
  root = ".",
}: Pick<PrepareOptions, "notebook" | "root">): Promise<DeclaredParameters> {
  const folder = resolve(root);
  const content = await readNotebook(findNotebook(notebook, folder));
  return readParameterSets(content, { root: folder, sets: [] });
}
