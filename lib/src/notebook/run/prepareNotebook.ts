import { resolve } from "node:path";
import type { Notebook } from "../execute/nbformat.js";
import { readNotebook } from "../execute/readNotebook.js";
import { KERNEL_DISPLAY_NAME, KERNEL_NAME } from "../install/kernelspec.js";
import { type Grid, gridSets } from "../parameters/gridSets.js";
import { injectParameters } from "../parameters/inject.js";
import { ParameterError } from "../parameters/parameterError.js";
import {
  type DeclaredParameters,
  type NotebookParameters,
  readParameterSets,
} from "../parameters/readParameters.js";
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
}

/** Find and read a notebook, check its parameters and put them in. Takes no kernel; throws on a bad parameter. */
export async function prepareNotebook(options: PrepareOptions): Promise<PreparedNotebook> {
  const [prepared] = await prepareGrid({ ...options, grid: {} });
  return prepared;
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

/** One prepared notebook for each combination of the alternatives in `grid`; the last one changes fastest. */
export async function prepareGrid(options: PrepareOptions & { grid: Grid }): Promise<PreparedNotebook[]> {
  const root = resolve(options.root ?? ".");
  const path = findNotebook(options.notebook, root);
  const source = await readNotebook(path);
  const { metadata } = source;
  metadata.kernelspec ??= { display_name: KERNEL_DISPLAY_NAME, language: "typescript", name: KERNEL_NAME };
  const all = await readAll(source, { ...options, root });
  return all.map((parameters) => {
    const notebook = structuredClone(source);
    injectParameters(notebook, parameters);
    return { path, root, notebook, parameters };
  });
}

async function readAll(
  notebook: Notebook,
  { root, params = {}, origins = {}, grid }: PrepareOptions & { root: string; grid: Grid },
): Promise<NotebookParameters[]> {
  try {
    const isGrid = Object.keys(grid).length > 0;
    const { specs } = isGrid ? await readParameterSets(notebook, { root, sets: [] }) : { specs: [] };
    const given = gridSets(specs, params, grid);
    const { sets, ...declared } = await readParameterSets(notebook, { root, sets: given });
    return sets.map((set) => ({ ...declared, ...set }));
  } catch (error) {
    if (!(error instanceof ParameterError) || !Object.hasOwn(origins, error.parameter)) throw error;
    const { parameter, rule, details } = error;
    throw new ParameterError(parameter, `${rule} [${origins[parameter]}]`, details);
  }
}
