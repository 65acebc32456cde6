import { fork } from "node:child_process";
import { CODE_FOLDER, fail } from "../../core/index.js";
import { isCode, type Notebook, tagsOf } from "../execute/nbformat.js";
import { ParameterError } from "./parameterError.js";
import type { ParameterSet, ParameterSpec, ReadAnswer, ReadRefusal, ReadRequest, Values } from "./spec.js";

/** The parameters that a notebook declares. */
export interface DeclaredParameters {
  /** Name of the variable in the notebook; null if it declares no parameters. */
  readonly variable: string | null;
  /** Index of the cell tagged `parameters`; -1 if there is none. */
  readonly cell: number;
  readonly specs: readonly ParameterSpec[];
}

/** The declared parameters of a notebook, and the values of one run. */
export interface NotebookParameters extends DeclaredParameters, ParameterSet {}

export interface ReadOptions {
  /** Project root, from which the cell's imports resolve. */
  root: string;
  /** Values by name; text is read by the type of the parameter. Default: none. */
  given?: Values;
  /** Limit for the evaluation of the cell, ms. Default 15 000. */
  timeoutMs?: number;
}

const CHILD = `${CODE_FOLDER}notebook/parameters/childMain.js`;

/**
 * Read and validate the parameters of a notebook without starting a kernel: the cell tagged `parameters` is evaluated
 * in a child process. Throws {@link ParameterError} for a name or value that the notebook does not accept.
 */
export async function readParameters(notebook: Notebook, options: ReadOptions): Promise<NotebookParameters> {
  const { given = {}, ...rest } = options;
  const { sets, ...declared } = await readParameterSets(notebook, { ...rest, sets: [given] });
  return { ...declared, ...sets[0] };
}

/** As {@link readParameters}, for several sets of values at once; none asks only for what is declared. */
export async function readParameterSets(
  notebook: Notebook,
  options: Omit<ReadOptions, "given"> & { sets: readonly Values[] },
): Promise<DeclaredParameters & { readonly sets: readonly ParameterSet[] }> {
  const { root, sets, timeoutMs = 15_000 } = options;
  const cell = notebook.cells.findIndex((each) => isCode(each) && tagsOf(each).includes("parameters"));
  if (cell < 0) return { variable: null, cell, specs: [], sets: sets.map(undeclared) };
  const imports = notebook.cells
    .slice(0, cell)
    .filter(isCode)
    .map(({ source }) => source);
  const answer = await ask({ imports, code: notebook.cells[cell].source, root, sets }, timeoutMs);
  if (!("refused" in answer)) return { ...answer, cell };
  const { refused, parameter, ...details } = answer;
  if (parameter === undefined) return fail("parameters", refused, details);
  throw new ParameterError(parameter, refused, details);
}

function undeclared(given: Values): ParameterSet {
  const [name] = Object.keys(given);
  if (name !== undefined) {
    throw new ParameterError(name, `unknown parameter ${name}; the notebook declares none`, {
      fix: "declare it in a cell tagged parameters",
    });
  }
  return { given: {}, values: {} };
}

function ask(request: ReadRequest, timeoutMs: number): Promise<ReadAnswer | ReadRefusal> {
  return new Promise((resolve) => {
    const child = fork(CHILD, [], {
      cwd: request.root,
      execArgv: [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve({ refused: `the parameters cell did not end within ${timeoutMs / 1000} s` });
    }, timeoutMs);
    child.once("message", (answer) => resolve(answer as ReadAnswer | ReadRefusal));
    child.once("error", (error) =>
      resolve({ refused: `the parameters cell could not be evaluated: ${error.message}` }),
    );
    child.once("exit", (code) => {
      clearTimeout(timer);
      resolve({
        refused: `the parameters cell ended its process with code ${code}${stderr && `:\n${stderr}`}`,
      });
    });
    child.send(request);
  });
}
