import { counted, escapeHtml } from "../core/index.js";
import { cellAnchor, isFailed } from "./cell.js";
import type { ReportNotebook } from "./notebook.js";
import type { ReportRun } from "./run.js";
import { trialWarnings } from "./trialWarnings.js";

/** What a reviewer must know before believing a number, gravest first; each entry is HTML. */
export function warningsOf(notebook: ReportNotebook, run: ReportRun | undefined): string[] {
  return [
    ...statusWarnings(notebook, run),
    ...executionWarnings(notebook),
    ...holdoutWarnings(run),
    ...trialWarnings(run),
    ...(run
      ? codeWarnings(run)
      : ["There is no record of this run: parameters, data and code version are unknown."]),
    ...(run?.warnings ?? []).map(escapeHtml),
  ];
}

/** What the record alone says of that; each entry is HTML. */
export function recordWarnings(run: ReportRun): string[] {
  const ending = ENDINGS[run.status];
  const failed = run.status === "failed" ? [failure(run)] : [];
  return [
    ...(ending ? [ending] : failed),
    ...holdoutWarnings(run),
    ...trialWarnings(run),
    ...codeWarnings(run),
    ...(run.warnings ?? []).map(escapeHtml),
  ];
}

const failure = ({ error }: ReportRun): string =>
  `The run failed${error ? escapeHtml(`: ${error.name}: ${error.message}`) : "."}`;

const ENDINGS: Record<string, string> = {
  running: "The run had not ended when this report was written; what follows is incomplete.",
  timeout: "The run was stopped at its time limit; later cells did not run.",
  interrupted: "The run was interrupted; later cells did not run.",
  died: "The process of this run disappeared before it ended; what follows is incomplete.",
};

function statusWarnings(notebook: ReportNotebook, run: ReportRun | undefined): string[] {
  const out: string[] = [];
  notebook.cells.forEach((cell, index) => {
    if (cell.cell_type !== "code") return;
    const failed = isFailed(
      cell,
      run?.cells?.find((one) => one.id === cell.id && cell.id !== undefined),
    );
    const error = cell.outputs?.find((output) => output.output_type === "error");
    const words = error ? `: ${error.ename ?? "Error"}: ${(error.evalue ?? "").split("\n")[0]}` : "";
    if (failed) out.push(`<a href="#${cellAnchor(index)}">Cell ${index + 1} failed</a>${escapeHtml(words)}`);
  });
  const ending = run && ENDINGS[run.status];
  if (ending) out.push(ending);
  if (out.length === 0 && run?.status === "failed") {
    out.push(failure(run));
  }
  return out;
}

/** A period that was looked at is no longer a test. */
function holdoutWarnings(run: ReportRun | undefined): string[] {
  const reads = new Map<string, { from: string; reads: number }>();
  for (const { dataset, holdout } of run?.data ?? []) {
    if (holdout && holdout.reads > (reads.get(dataset)?.reads ?? 0)) reads.set(dataset, holdout);
  }
  return Array.from(
    reads,
    ([dataset, holdout]) =>
      `This run read the hold-out of ${escapeHtml(dataset)} (from ${escapeHtml(holdout.from)} on): read no. ${holdout.reads} since it was locked.`,
  );
}

function executionWarnings(notebook: ReportNotebook): string[] {
  const code = notebook.cells.filter((cell) => cell.cell_type === "code" && cell.source.length > 0);
  const counts = code.map((cell) => cell.execution_count ?? Number.NaN);
  const missing = counts.filter(Number.isNaN).length;
  const present = counts.filter((count) => !Number.isNaN(count));
  const out: string[] = [];
  if (missing > 0) out.push(`${counted(missing, "code cell")} of ${code.length} did not run.`);
  if (present.some((count, i) => i > 0 && count <= present[i - 1])) {
    out.push(
      "The cells were not executed from top to bottom: results may depend on an order that is not recorded.",
    );
  }
  return out;
}

function codeWarnings(run: ReportRun): string[] {
  const { code } = run;
  if (!code) return ["The version of the code is unknown."];
  const out: string[] = [];
  if (code.commit === null)
    out.push(`The code has no commit${code.note ? escapeHtml(` (${code.note})`) : ""}.`);
  else if (code.dirty) {
    const patch = code.patch ? `they are kept in ${escapeHtml(code.patch.file)}` : "they were not kept";
    out.push(`The code had changes that were not committed; ${patch}.`);
  }
  const omitted = code.patch?.omitted ?? [];
  if (omitted.length > 0) {
    const names = omitted.map((file) => `${file.path} (${file.reason})`).join(", ");
    out.push(`The kept changes leave out ${counted(omitted.length, "file")}: ${escapeHtml(names)}.`);
  }
  return out;
}
