import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkInteger, checkKeys, checkOneOf, fail, sha256 } from "../core/index.js";
import { attachedRunId } from "./attached.js";
import { codeIdentity, unknownCode } from "./codeIdentity.js";
import { environmentRecord, lockFileRecord } from "./environment.js";
import { METRICS_HEADER } from "./metricLine.js";
import { SCHEMA_VERSION } from "./migrate.js";
import { ownProcess } from "./owner.js";
import { plainJson } from "./plainJson.js";
import type { JsonValue, RunKind, RunRecord } from "./record.js";
import { makeRunFolder } from "./runFolder.js";
import { RunHandle } from "./runHandle.js";
import { FILES } from "./runState.js";
import { redactJson, redactText } from "./secrets.js";
import type { PatchOptions } from "./workingPatch.js";

export interface CreateRunOptions {
  /** Folder of the project; the run is made in its `experiments/`. */
  root: string;
  /** What the run is called: the notebook's or the study's name. */
  name: string;
  kind: RunKind;
  /** Parameters, plain data. Values under a secret-sounding key are not recorded. Default none. */
  params?: object;
  /** Seed of all random numbers. Default none. */
  seed?: number;
  /** The executed notebook: path relative to `root` and SHA-256 of the file. Default none. */
  notebook?: { path: string; sha256: string };
  /** Id of the run that starts this one. Default: the run that this process works for. */
  parent?: string;
  /** The study that the run belongs to: its trials are counted with those of the study's other runs. Default none. */
  study?: string;
  /** Default none. */
  tags?: readonly string[];
  /** Size limits of the patch of uncommitted code. */
  patch?: PatchOptions;
}

const KEYS = ["root", "name", "kind", "params", "seed", "notebook", "parent", "study", "tags", "patch"];

/**
 * Start a run in `{root}/experiments/{run_id}/`, owned by this process. The record is on disk at once, with
 * status `running`; the code identity (commit and patch) follows before this returns.
 */
export function createRun(options: CreateRunOptions): RunHandle {
  const who = "tracking.createRun";
  checkKeys(who, options, KEYS);
  checkOneOf(who, "kind", options.kind, ["notebook", "interactive", "library"]);
  if (options.seed !== undefined) checkInteger(who, "seed", options.seed, 0);
  if (options.study !== undefined) checkName(who, options.study, "study");
  const params = recordedParams(who, options.params ?? {});
  const startedAt = new Date();
  const { runId, directory } = makeRunFolder(options.root, checkName(who, options.name), startedAt);
  const handle = new RunHandle(directory, firstRecord(options, { runId, params, startedAt }));
  mkdirSync(join(directory, FILES.artifacts));
  writeFileSync(join(directory, FILES.metrics), METRICS_HEADER, { flag: "wx" });
  writeFileSync(join(directory, FILES.journal), "", { flag: "wx" });
  handle.update({ code: codeIdentity(options.root, directory, options.patch) });
  return handle;
}

/** Parameters as they are recorded: plain JSON, secrets replaced. */
export function recordedParams(who: string, params: object): Record<string, JsonValue> {
  const plain = plainJson(who, params);
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) {
    return fail(who, "params must be an object", { received: params });
  }
  return redactJson(plain) as Record<string, JsonValue>;
}

export function checkName(who: string, name: string, what = "name"): string {
  if (typeof name === "string" && name.trim() !== "") return name.trim();
  return fail(who, `${what} must be a text that is not empty`, { received: name });
}

interface Start {
  readonly runId: string;
  readonly params: Record<string, JsonValue>;
  readonly startedAt: Date;
}

function firstRecord(options: CreateRunOptions, { runId, params, startedAt }: Start): RunRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    run_id: runId,
    name: options.name.trim(),
    kind: options.kind,
    status: "running",
    startedAt: startedAt.toISOString(),
    endedAt: null,
    durationMs: null,
    params,
    seed: options.seed ?? null,
    data: [],
    code: unknownCode("not read yet"),
    modules: options.kind === "library" ? null : [],
    lockFile: lockFileRecord(options.root),
    environment: environmentRecord(),
    notebook: options.notebook ?? null,
    cells: [],
    metrics: {},
    metricPoints: 0,
    metricsSha256: sha256(""),
    trials: { count: 0, distinct: 0 },
    artifacts: [],
    error: null,
    parent: options.parent ?? attachedRunId() ?? null,
    study: options.study?.trim() ?? null,
    tags: (options.tags ?? []).map(redactText),
    notes: [],
    warnings: [],
    owner: ownProcess(),
  };
}
