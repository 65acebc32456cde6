import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { checkKeys } from "../../core/index.js";
import {
  changedSince,
  checkoutCode,
  currentCircumstances,
  differingModules,
  listRuns,
  REDACTED,
  type RunView,
  readRun,
  recordVerification,
} from "../../tracking/index.js";
import { projectLake } from "../cache/projectLake.js";
import type { Notebook } from "../execute/nbformat.js";
import type { Timeouts } from "../execute/options.js";
import { readNotebook } from "../execute/readNotebook.js";
import type { ExecutionEvent, ExecutionResult } from "../execute/result.js";
import { installedAt } from "./installedAt.js";
import { obstacle } from "./obstacle.js";
import { dataChanged, outcomeDifferences } from "./outcomeDifferences.js";
import { recordDamage } from "./recordDamage.js";
import { reexecute } from "./reexecute.js";
import { type Difference, RunVerification } from "./runVerification.js";

export interface VerifyOptions {
  /** Project root. Default: the current folder. */
  root?: string;
  /** Execute with the code that the run had, its commit and patch in a temporary folder. Default: with the code as it is. */
  atCommit?: boolean;
  timeouts?: Timeouts;
  onEvent?: (event: ExecutionEvent) => void;
  /** Interrupts the execution. */
  signal?: AbortSignal;
}

/**
 * Is the record of a headless run true? First its files are held against its hashes; then the cells that it executed are
 * executed again in a temporary run, and every metric and artifact is compared to the bit, and the data that was read.
 * What was found is added to the run's annotations, and shown with the run from then on.
 *
 * @param idOrPrefix an id, the start of one, or `latest`: the newest run of a notebook
 */
export async function verifyRun(idOrPrefix: string, options: VerifyOptions = {}): Promise<RunVerification> {
  checkKeys("notebook.verifyRun", options, ["root", "atCommit", "timeouts", "onEvent", "signal"]);
  const root = resolve(options.root ?? ".");
  const newest = idOrPrefix === "latest" && listRuns(root, { kind: "notebook", limit: 1 }).runs[0];
  const run = newest || readRun(root, idOrPrefix);
  const scratch = mkdtempSync(join(tmpdir(), "assay-verify-"));
  try {
    const verification = await verified(run, { ...options, root, scratch });
    if (verification.verdict !== "cannot") {
      recordVerification(run.directory, { verdict: verification.verdict, text: verification.sentence });
    }
    return verification;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Place = VerifyOptions & { readonly root: string; readonly scratch: string };

async function verified(run: RunView, options: Place): Promise<RunVerification> {
  const path = join(run.directory, "notebook.ipynb");
  const reason =
    obstacle(run, projectLake(options.root)) ??
    (existsSync(path) ? undefined : "its executed notebook is gone");
  if (reason) return new RunVerification(run.runId, "cannot", { reason });
  const notebook = await readNotebook(path);
  if (notebook.cells.some(({ source }) => source.includes(REDACTED))) {
    return new RunVerification(run.runId, "cannot", {
      reason: "a cell held a secret, which is not recorded",
    });
  }
  const damage = recordDamage(run, notebook);
  if (damage.length > 0) return new RunVerification(run.runId, "differs", { differences: damage });
  return executedAgain(run, notebook, options);
}

async function executedAgain(run: RunView, notebook: Notebook, options: Place): Promise<RunVerification> {
  const { root: home, scratch, atCommit = false, ...limits } = options;
  const root = atCommit ? codeOf(run, home, scratch) : home;
  const now = currentCircumstances(root, scratch);
  const code = atCommit ? run.record.code : now.code;
  const notes = [...(atCommit ? atText(run) : []), ...changedSince(run.record, { ...now, code })];
  const again = await reexecute(run, notebook, { root, home, scratch, ...limits });
  notes.push(...changedModules(run, again.run));
  const { status } = again.result;
  if (status === "interrupted" || status === "timeout") {
    return new RunVerification(run.runId, "cannot", {
      reason: `the execution did not end (${status})`,
      notes,
    });
  }
  const otherData = status === "completed" && dataChanged(run, again.run);
  if (otherData) return new RunVerification(run.runId, "cannot", { reason: otherData, notes });
  const differences = status === "completed" ? outcomeDifferences(run, again.run) : failure(again.result);
  const { metricPoints: points, artifacts } = run.record;
  const compared = { points, artifacts: artifacts.length };
  const verdict = differences.length === 0 ? "verified" : "differs";
  return new RunVerification(run.runId, verdict, { notes, differences, compared });
}

function changedModules({ record: a }: RunView, { record: b }: RunView): string[] {
  const changed = a.modules && b.modules ? differingModules(a.modules, b.modules) : [];
  return changed.length > 0 ? [`local modules that have changed: ${changed.join(", ")}`] : [];
}

function failure({ status, failedCell }: ExecutionResult): Difference[] {
  const { name, message } = failedCell?.error ?? { name: status, message: "" };
  const cell = failedCell ? `cell ${failedCell.index + 1}` : "notebook";
  return [{ what: "run", name: cell, recorded: "completed", now: `${name}: ${message}` }];
}

function codeOf(run: RunView, home: string, scratch: string): string {
  const target = join(scratch, "at-commit");
  mkdirSync(target);
  const checkout = checkoutCode(home, run, target);
  installedAt(checkout, home);
  return checkout;
}

function atText({ record }: RunView): string[] {
  const { commit, patch } = record.code;
  const lacks = [
    ...(patch?.omitted.length ? [`${patch.omitted.length} changed file(s) that the patch leaves out`] : []),
    ...(patch?.redactions ? [`${patch.redactions} redacted secret(s)`] : []),
  ];
  const but = lacks.length > 0 ? `, without ${lacks.join(" and ")}` : "";
  return [`with the code of the run: ${commit?.slice(0, 12)}${patch ? " and its patch" : ""}${but}`];
}
