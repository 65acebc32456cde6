import { resolve } from "node:path";
import type { Notebook } from "../execute/nbformat.js";
import { readNotebook } from "../execute/readNotebook.js";
import { KERNEL_DISPLAY_NAME, KERNEL_NAME } from "../install/kernelspec.js";
import { injectParameters } from "../parameters/inject.js";
import { type NotebookParameters, readParameters } from "../parameters/readParameters.js";
import { findNotebook } from "./findNotebook.js";

export interface PrepareOptions {
  /** Template name, or path of an `.ipynb` file. */
  notebook: string;
  /** Project root. Default: the current folder. */
  root?: string;
  /** Parameters by name; text is read by the type of the parameter. Default: none. */
  params?: Readonly<Record<string, unknown>>;
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
  const root = resolve(options.root ?? ".");
  const path = findNotebook(options.notebook, root);
  const notebook = await readNotebook(path);
  const parameters = await readParameters(notebook, { root, given: options.params });
  injectParameters(notebook, parameters);
  const { metadata } = notebook;
  metadata.kernelspec ??= { display_name: KERNEL_DISPLAY_NAME, language: "typescript", name: KERNEL_NAME };
  return { path, root, notebook, parameters };
}
