import { fail } from "../core/index.js";
import type { JsonValue } from "./record.js";

/**
 * `value` as plain JSON. Dates become ISO text, typed arrays become arrays, `NaN` and infinities become text,
 * undefined fields are left out. Functions, symbols, big integers and circles are refused.
 */
export function plainJson(who: string, value: unknown): JsonValue {
  const open = new Set<object>();
  const convert = (item: unknown, path: string): JsonValue => {
    if (item === null || typeof item === "string" || typeof item === "boolean") return item;
    if (typeof item === "number") return Number.isFinite(item) ? item : String(item);
    if (typeof item !== "object") {
      return fail(who, `${path} must be plain data`, {
        received: item,
        fix: "pass text, numbers, lists or objects",
      });
    }
    if (open.has(item)) return fail(who, `${path} contains itself`);
    open.add(item);
    const out = converted(item, path, convert);
    open.delete(item);
    return out;
  };
  return convert(value, "value");
}

type Convert = (item: unknown, path: string) => JsonValue;

function converted(item: object, path: string, convert: Convert): JsonValue {
  if (item instanceof Date) return Number.isNaN(item.getTime()) ? null : item.toISOString();
  if (ArrayBuffer.isView(item) && !(item instanceof DataView)) {
    return Array.from(item as Float64Array, (x, i) => convert(x, `${path}[${i}]`));
  }
  if (Array.isArray(item)) return item.map((x, i) => convert(x === undefined ? null : x, `${path}[${i}]`));
  if (item instanceof Map || item instanceof Set) return convert([...item], path);
  if ("toJSON" in item && typeof item.toJSON === "function") return convert(item.toJSON(), path);
  const fields = Object.entries(item).filter(([, x]) => x !== undefined);
  return Object.fromEntries(fields.map(([key, x]) => [key, convert(x, `${path}.${key}`)]));
}
