import type { z } from "zod";
import { nearest } from "../../core/index.js";
import { ParameterError } from "./parameterError.js";

/** `values` as their schemas give them out; the first one that is unknown or breaks a rule throws. */
export function validate(
  shape: z.ZodRawShape,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const valid: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    checkName(shape, name);
    valid[name] = parsed(name, shape[name] as z.ZodType, value);
  }
  return valid;
}

/** Refuse a name that is not declared. */
export function checkName(shape: z.ZodRawShape, name: string): void {
  if (Object.hasOwn(shape, name)) return;
  const known = Object.keys(shape);
  const near = nearest(name, known);
  const list = known.length ? `; the notebook declares ${known.join(", ")}` : "; the notebook declares none";
  throw new ParameterError(name, `unknown parameter ${name}${list}`, {
    fix: near && `did you mean ${near}?`,
  });
}

function parsed(name: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const received = at(value, issue.path);
  throw new ParameterError(name, `parameter ${name}${pathText(issue.path)} is refused: ${issue.message}`, {
    received,
    fix: nearestOption(issue, received),
  });
}

function nearestOption(issue: z.core.$ZodIssue, received: unknown): string | undefined {
  if (issue.code !== "invalid_value" || typeof received !== "string") return undefined;
  const near = nearest(received, issue.values.map(String));
  return near && `did you mean ${near}?`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const key of path) inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return inner;
}
