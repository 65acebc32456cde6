import { relativePath, type Showable, showsItself, TableView } from "../../core/index.js";
import { projectLake } from "../cache/projectLake.js";
import type { RunCache } from "../cache/runCache.js";
import { runInputs } from "../cache/runInputs.js";
import { trackCells } from "../execute/cellRecords.js";
import { tagsOf } from "../execute/nbformat.js";
import { valueText } from "../parameters/valueText.js";
import type { PreparedNotebook } from "./prepareNotebook.js";
import { runName } from "./trackedRun.js";

export interface PlannedParameter {
  readonly name: string;
  readonly value: unknown;
  /** Where the value comes from, e.g. `-p`, `ASSAY_PARAM_horizon`, `study.yaml, line 3`, `default`. */
  readonly origin: string;
}

export interface PlannedDataset {
  readonly dataset: string;
  /** null when the lake has no such dataset. */
  readonly version: string | null;
  readonly fingerprint: string | null;
  /** How it is known: `read by RUN`, or the parameter that names it. */
  readonly from: string;
}

export interface PlanOptions {
  /** Name of the run. Default: the notebook's file name without its extension. */
  name?: string;
  /** Where given parameters come from. Default: all are defaults. */
  origins?: Readonly<Record<string, string>>;
  /** Where earlier runs are looked up. Default: nowhere. */
  cache?: RunCache;
}

/** What a run would do. Shows itself. */
export class RunPlan implements Showable {
  readonly name: string;
  /** Path of the notebook, relative to the project root. */
  readonly notebook: string;
  readonly parameters: readonly PlannedParameter[];
  /** Code cells that would run and those that would not, by their place in the executed notebook, from 1. */
  readonly cells: {
    readonly run: readonly number[];
    readonly skip: readonly { cell: number; why: string }[];
  };
  /** Id of the run that would answer at once; null if the notebook would be executed. */
  readonly cached: string | null;
  /** Why it would be executed. */
  readonly reason: string;
  /** Of a cached run those that it read; else those that parameters name. */
  readonly data: readonly PlannedDataset[];

  constructor(
    prepared: PreparedNotebook,
    { name = runName(prepared), origins = {}, cache }: PlanOptions = {},
  ) {
    const { path, root, parameters } = prepared;
    this.name = name;
    this.notebook = relativePath(root, path);
    this.parameters = Object.entries(parameters.values).map(([key, value]) => ({
      name: key,
      value,
      origin: key in parameters.given ? (origins[key] ?? "given") : "default",
    }));
    this.cells = plannedCells(prepared);
    const { run = null, reason = "no cache" } = cache?.find(runInputs(prepared, name)) ?? {};
    this.cached = run?.runId ?? null;
    this.reason = reason;
    this.data = run
      ? run.record.data.map(({ dataset, version, fingerprint }) => ({
          ...{ dataset, version, fingerprint },
          from: `read by ${run.runId}`,
        }))
      : namedDatasets(prepared);
  }

  toText(): string {
    return [...this.lines(), "", this.table().toText()].join("\n");
  }

  toHtml(): string {
    return this.table().toHtml();
  }

  private lines(): string[] {
    const { run, skip } = this.cells;
    const skipped = skip.map(({ cell, why }) => `cell ${cell}: ${why}`).join(", ");
    const data = this.data.map(
      ({ dataset, version, fingerprint, from }) =>
        `${dataset} ${version ? `${version} ${fingerprint?.slice(0, 12)}` : "is not in the lake"} (${from})`,
    );
    return [
      `notebook  ${this.notebook}`,
      `run       ${this.name}`,
      `cells     ${run.length} to run${skip.length > 0 ? `, ${skip.length} to skip (${skipped})` : ""}`,
      `cache     ${this.cached ? `answered by ${this.cached}` : `executed: ${this.reason}`}`,
      `data      ${data.join("; ") || "known when it has run once"}`,
    ];
  }

  private table(): TableView {
    const rows = this.parameters.map(({ name, value, origin }) => ({
      name,
      value: valueText(value),
      origin,
    }));
    return new TableView(rows, { title: "Parameters", limit: Infinity });
  }
}
showsItself(RunPlan);

function plannedCells({ notebook }: PreparedNotebook): RunPlan["cells"] {
  const cells = trackCells(notebook);
  const skipped = cells.filter(({ record }) => record.end === "skipped");
  return {
    run: cells.filter(({ record }) => record.end !== "skipped").map(({ record }) => record.index + 1),
    skip: skipped.map(({ cell, record }) => ({
      cell: record.index + 1,
      why: tagsOf(cell).includes("skip-execution") ? "skip-execution" : "empty",
    })),
  };
}

function namedDatasets({ root, parameters }: PreparedNotebook): PlannedDataset[] {
  const lake = projectLake(root);
  const known = lake.datasets();
  return Object.entries(parameters.values).flatMap(([key, value]) => {
    if (typeof value !== "string" || !(known.includes(value) || key === "dataset")) return [];
    const entry = known.includes(value) ? lake.version(value) : null;
    const { version = null, fingerprint = null } = entry ?? {};
    return [{ dataset: value, version, fingerprint, from: `parameter ${key}` }];
  });
}
