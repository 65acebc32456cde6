import type { JsonValue, RunRecord } from "../record.js";

/** Parameters by dotted name: `{ costs: { bps: 5 } }` is `costs.bps`. Lists are values. */
export function flatParams(params: RunRecord["params"]): Map<string, JsonValue> {
  const flat = new Map<string, JsonValue>();
  const visit = (value: JsonValue, name: string) => {
    if (isGroup(value)) for (const [key, item] of Object.entries(value)) visit(item, `${name}.${key}`);
    else flat.set(name, value);
  };
  for (const [name, value] of Object.entries(params)) visit(value, name);
  return flat;
}

function isGroup(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}
