import { z } from "zod";

/** The part of JSON Schema that a zod schema of a parameter turns into. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly [key: string]: unknown;
}

/** The JSON Schema of what a parameter accepts. A zod date is written as a string of format `date-time`. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(json, { type: "string", format: "date-time" });
      if (zodSchema._zod.def.type === "bigint") json.type = "integer";
    },
  });
  return typesApart(json) as JsonSchema;
}

/** `type: ["number", "null"]` in the longer form of the same, `anyOf`. */
function typesApart(json: object): object {
  const { type, ...rest } = json as { type?: unknown };
  return Array.isArray(type) ? { anyOf: type.map((each) => ({ ...rest, type: each })) } : json;
}

/** Most choices that are spelled out; of a longer list `--help` shows the first and says how many there are. */
const MOST_CHOICES = 12;

function choices(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_CHOICES).map((value) => JSON.stringify(value));
  const rest = values.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join(" | ");
}

/** A type as a reader of `--help` wants it: `integer[]`, `"daily" | "weekly"`, `number (0 to 1)`. */
export function typeText(json: JsonSchema): string {
  if (json.enum) return choices(json.enum);
  if (json.const !== undefined) return JSON.stringify(json.const);
  if (json.anyOf) return json.anyOf.map(typeText).join(" | ");
  if (json.type === "array") return json.items ? arrayText(typeText(json.items)) : "list";
  if (json.type === "number" || json.type === "integer") return json.type + rangeText(json);
  if (json.type === "string" && json.format) return json.format;
  return json.type ?? "any";
}

function arrayText(item: string): string {
  return /[ |]/.test(item) ? `(${item})[]` : `${item}[]`;
}

/** zod's limits of a safe integer are no limits to a reader. */
function rangeText(json: JsonSchema): string {
  const limit = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  const low = limit(json.minimum);
  const high = limit(json.maximum);
  const above = limit(json.exclusiveMinimum);
  const below = limit(json.exclusiveMaximum);
  const parts = [
    low === undefined ? "" : `>= ${low}`,
    above === undefined ? "" : `> ${above}`,
    high === undefined ? "" : `<= ${high}`,
    below === undefined ? "" : `< ${below}`,
  ].filter(Boolean);
  return parts.length ? ` ${parts.join(", ")}` : "";
}
