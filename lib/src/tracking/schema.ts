import { z } from "zod";
import { fail } from "../core/index.js";
import { migrate, SCHEMA_VERSION } from "./migrate.js";
import type { JsonValue, RunRecord } from "./record.js";

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hex");
const text = z.string();
const maybe = text.nullable();
const instant = z.iso.datetime();

export const jsonSchema: z.ZodType<JsonValue> = z.json();

export const dataUseSchema = z.object({
  dataset: text,
  version: text,
  fingerprint: text,
  from: text,
  to: text,
  rows: count,
  holdout: z.object({ from: text, reads: count }).optional(),
});

export const artifactSchema = z.object({ name: text, path: text, bytes: count, sha256, type: text });

export const moduleSchema = z.object({ path: text, sha256 });

const codeSchema = z.object({
  commit: maybe,
  branch: maybe,
  dirty: z.boolean(),
  patch: z
    .object({
      file: text,
      sha256,
      bytes: count,
      omitted: z.array(z.object({ path: text, reason: text })),
      redactions: count,
    })
    .nullable(),
  note: maybe,
});

const environmentSchema = z.object({
  node: text,
  platform: text,
  arch: text,
  cpus: count,
  assay: maybe,
  tslab: maybe,
  typescript: maybe,
  variables: z.array(text),
});

export const cellSchema = z.object({
  index: count,
  id: maybe,
  hash: sha256,
  status: z.enum(["running", "completed", "failed", "timeout", "interrupted", "skipped"]),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationMs: z.number().nonnegative().nullable(),
  executionCount: count.nullable(),
  error: z.object({ name: text, message: text }).nullable(),
});

/** The shape of `run.json`. Unknown keys are kept, so that a newer writer's additions survive a rewrite. */
const runRecordSchema: z.ZodType<RunRecord> = z.looseObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  run_id: text.regex(/^\d{8}-\d{6}-[a-z0-9-]+$/, "a run id like 20261121-031512-factor-report-3f9a"),
  name: text.min(1),
  kind: z.enum(["notebook", "interactive", "library"]),
  status: z.enum(["running", "completed", "failed", "timeout", "interrupted"]),
  startedAt: instant,
  endedAt: instant.nullable(),
  durationMs: z.number().nonnegative().nullable(),
  params: z.record(text, jsonSchema),
  seed: z.number().int().nullable(),
  data: z.array(dataUseSchema),
  code: codeSchema,
  modules: z.array(moduleSchema).nullable(),
  lockFile: z.object({ file: text, sha256 }).nullable(),
  environment: environmentSchema,
  notebook: z.object({ path: text, sha256 }).nullable(),
  cells: z.array(cellSchema),
  metrics: z.record(text, z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])])),
  metricPoints: count,
  metricsSha256: sha256,
  trials: z.object({ count, distinct: count }),
  artifacts: z.array(artifactSchema),
  error: z.object({ name: text, message: text, cell: z.union([z.number(), text]).nullable() }).nullable(),
  parent: maybe,
  study: maybe,
  tags: z.array(text),
  notes: z.array(z.object({ time: instant, text })),
  warnings: z.array(text),
  owner: z.object({ host: text, pid: count, processStart: maybe }),
  verifications: z
    .array(z.object({ time: instant, verdict: z.enum(["verified", "differs"]), text }))
    .optional(),
});

/** Read a record from the text of a `run.json` of this version or an older one; an {@link AssayError} says what is wrong and where. */
export function parseRunRecord(json: string, where: string): RunRecord {
  const parsed = runRecordSchema.safeParse(parsedJson(json, where));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const more = parsed.error.issues.length - 1;
  const also = more > 0 ? ` (and ${more} more)` : "";
  return fail(
    "tracking.readRun",
    `${where} is not a run record: ${issue.path.join(".")}: ${issue.message}${also}`,
  );
}

function parsedJson(json: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    return fail("tracking.readRun", `${where} is not valid JSON`, { cause });
  }
  const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === "number" && version > SCHEMA_VERSION) {
    fail(
      "tracking.readRun",
      `${where} has schemaVersion ${version}; this version of assay reads ${SCHEMA_VERSION}`,
      {
        fix: "use the version of assay that wrote it, or a newer one",
      },
    );
  }
  return typeof value === "object" && value !== null ? migrate(value) : value;
}
