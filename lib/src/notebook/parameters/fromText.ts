import type { z } from "zod";
import { type JsonSchema, jsonSchema } from "./schema.js";

/**
 * The value that text from a command line stands for, by the type of the parameter: `1,5,21` is a list of numbers
 * for a list of numbers and plain text for a string. Text that fits no reading is returned as it is, for
 * validation to refuse.
 */
export function fromText(schema: z.ZodType, text: string): unknown {
  const readings = readingsOf(text, jsonSchema(schema));
  const fitting = readings.filter((value) => schema.safeParse(value).success);
  return [...fitting, ...readings, text][0];
}

function readingsOf(text: string, json: JsonSchema): unknown[] {
  if (json.enum) return [...json.enum.filter((value) => String(value) === text), text];
  if (json.anyOf) return json.anyOf.flatMap((option) => readingsOf(text, option));
  switch (json.type) {
    case "number":
    case "integer":
      return numberReadings(text);
    case "boolean":
      return [booleanOf(text)];
    case "null":
      return text === "null" ? [null] : [];
    case "array":
      return [listOf(text, json.items ?? {})];
    case "object":
      return [parsedJson(text)];
    case "string":
      return json.format === "date-time" ? [text, new Date(text)] : [text];
    default:
      return [parsedJson(text), text];
  }
}

function numberReadings(text: string): unknown[] {
  const number = text.trim() === "" ? Number.NaN : Number(text.replaceAll("_", ""));
  if (Number.isNaN(number)) return [text];
  return /^-?\d{16,}$/.test(text) ? [number, BigInt(text)] : [number];
}

function booleanOf(text: string): unknown {
  if (/^(true|yes|on|1)$/i.test(text)) return true;
  return /^(false|no|off|0)$/i.test(text) ? false : text;
}

/** `[1, 2]` as JSON, else the parts between commas; empty text is the empty list. */
function listOf(text: string, items: JsonSchema): unknown {
  if (text.trim().startsWith("[")) return parsedJson(text);
  if (text.trim() === "") return [];
  return text.split(",").map((part) => readingsOf(part.trim(), items)[0] ?? part.trim());
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
