/** TypeScript source of a plain value; what JSON cannot say (dates, NaN) included. */
export function toSource(value: unknown): string {
  if (value instanceof Date) return `new Date(${JSON.stringify(value.toISOString())})`;
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "number" || value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(toSource).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, inner]) => `${keySource(key)}: ${toSource(inner)}`);
  return fields.length ? `{ ${fields.join(", ")} }` : "{}";
}

/** `__proto__` as a plain key would set the prototype. */
function keySource(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
