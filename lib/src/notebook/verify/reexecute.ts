import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../../core/index.js";
import {
  copyStudyBefore,
  createRun,
  type EndStatus,
  type RunView,
  readRunFolder,
} from "../../tracking/index.js";
import { executeNotebook } from "../execute/executeNotebook.js";
import { isCode, type Notebook } from "../execute/nbformat.js";
import type { ExecuteOptions } from "../execute/options.js";
import type { ExecutionResult } from "../execute/result.js";

export interface ReexecuteOptions extends Pick<ExecuteOptions, "timeouts" | "signal" | "onEvent"> {
  /** Project in which the cells run. */
  root: string;
  /** Project that holds the run and its data. */
  home: string;
  /** An empty folder: the run is made in its `experiments/`. */
  scratch: string;
}

export interface Again {
  readonly run: RunView;
  readonly result: ExecutionResult;
}

/** Execute the cells that a run executed, the given parameters among them, as a run in `scratch`. */
export async function reexecute(
  recorded: RunView,
  notebook: Notebook,
  { root, home, scratch, ...limits }: ReexecuteOptions,
): Promise<Again> {
  const { name, params, seed, study, notebook: source } = recorded.record;
  if (study !== null) copyStudyBefore(recorded, { home, scratch });
  const run = createRun({
    ...{ root: scratch, name, kind: "notebook", params },
    ...(seed !== null && { seed }),
    ...(study !== null && { study }),
    ...(source && { notebook: source }),
  });
  if (root !== home) sayVersionOf(recorded, run.directory);
  const result = await executeNotebook(withoutOutputs(notebook), {
    cwd: root,
    saveTo: join(run.directory, "notebook.ipynb"),
    env: {
      ...process.env,
      ...run.environment,
      ASSAY_ROOT: root,
      ASSAY_DATA: process.env.ASSAY_DATA ?? join(home, "data"),
    },
    ...limits,
  });
  run.finish((result.status === "completed" ? "completed" : "failed") satisfies EndStatus);
  return { run: readRunFolder(run.directory), result };
}

/** The code that the run had reads records of the version that it wrote. */
function sayVersionOf({ directory }: RunView, again: string): void {
  const [then, now] = [directory, again].map((folder) =>
    JSON.parse(readFileSync(join(folder, "run.json"), "utf8")),
  );
  writeAtomic(join(again, "run.json"), JSON.stringify({ ...now, schemaVersion: then.schemaVersion }));
}

function withoutOutputs(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook);
  for (const cell of copy.cells.filter(isCode)) Object.assign(cell, { outputs: [], execution_count: null });
  return copy;
}
