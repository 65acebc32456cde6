/**
 * The one error grammar of Assay: who, rule, value received, and the fix when it is known.
 *
 * `factors.lag: n must be a positive integer, got -1 (the future is not available to a factor)`
 */
export class AssayError extends Error {
  /** Tells it from errors that are no answer to a wrong argument. */
  override readonly name = "AssayError";

  constructor(
    /** The function or command that refused, e.g. `expr.lag`. */
    readonly who: string,
    /** The rule that was broken, as a sentence without its subject's value. */
    readonly rule: string,
    /** The value that was received and the fix, where they are known. */
    readonly details: { received?: unknown; fix?: string; cause?: unknown } = {},
  ) {
    super(message(who, rule, details), details.cause === undefined ? undefined : { cause: details.cause });
  }
}

function message(who: string, rule: string, details: { received?: unknown; fix?: string }): string {
  const got = "received" in details ? `, got ${printed(details.received)}` : "";
  const fix = details.fix ? ` (${details.fix})` : "";
  return `${who}: ${rule}${got}${fix}`;
}

/** A received value in at most 120 characters; text is quoted so that an empty string can be seen. */
export function printed(value: unknown): string {
  const text =
    typeof value === "string"
      ? JSON.stringify(value)
      : typeof value === "number" || value == null || typeof value === "boolean" || typeof value === "bigint"
        ? String(value)
        : typeof value === "function"
          ? `a function${value.name ? ` (${value.name})` : ""}`
          : (safeJson(value) ?? Object.prototype.toString.call(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Throw an {@link AssayError}. An expression, so that it can stand behind `??`. */
export function fail(
  who: string,
  rule: string,
  details: { received?: unknown; fix?: string; cause?: unknown } = {},
): never {
  throw new AssayError(who, rule, details);
}

/** `value` as an integer of at least `min`, or an error. */
export function checkInteger(who: string, name: string, value: unknown, min: number, fix?: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < min) {
    const kind =
      min === 1
        ? "a positive integer"
        : min === 0
          ? "a non-negative integer"
          : `an integer of at least ${min}`;
    fail(who, `${name} must be ${kind}`, { received: value, fix });
  }
  return value;
}

/** `value` as a finite number inside `[min, max]`, or an error. */
export function checkNumber(
  who: string,
  name: string,
  value: unknown,
  { min = -Infinity, max = Infinity, fix }: { min?: number; max?: number; fix?: string } = {},
): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < min || value > max) {
    const range = min === -Infinity && max === Infinity ? "" : ` from ${min} to ${max}`;
    fail(who, `${name} must be a finite number${range}`, { received: value, fix });
  }
  return value;
}

/** `value` as one of the names in `allowed`, or an error that lists them and the nearest one. */
export function checkOneOf<T extends string>(
  who: string,
  name: string,
  value: unknown,
  allowed: readonly T[],
): T {
  if (typeof value !== "string" || !(allowed as readonly string[]).includes(value)) {
    const near = typeof value === "string" ? nearest(value, allowed) : undefined;
    fail(who, `${name} must be one of ${allowed.join(", ")}`, {
      received: value,
      fix: near && `did you mean ${near}?`,
    });
  }
  return value as T;
}

/** Refuse keys that nobody reads: a misspelled option must not be silently ignored. */
export function checkKeys(who: string, options: object, allowed: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (!allowed.includes(key)) {
      const near = nearest(key, allowed);
      fail(who, `unknown option ${JSON.stringify(key)}; known: ${allowed.join(", ")}`, {
        fix: near && `did you mean ${near}?`,
      });
    }
  }
}

/** The candidate with the smallest edit distance to `name`, when it is close enough to be a misspelling. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(substitution, previous[j] + 1, current[j - 1] + 1);
    }
    previous = current;
  }
  return previous[b.length];
}
