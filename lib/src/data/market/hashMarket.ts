import { createHash } from "node:crypto";
import { canonicalJson, type Panel } from "../../core/index.js";

/** What a market's fingerprint covers. */
interface Hashed {
  readonly panels: ReadonlyMap<string, Panel>;
  readonly rest: unknown;
}

/** SHA-256 over every field's values, dates and symbols, and `rest`; the name of the market does not matter. */
export function hashMarket({ panels, rest }: Hashed): string {
  const hash = createHash("sha256").update(canonicalJson(rest));
  for (const name of [...panels.keys()].sort()) {
    const panel = panels.get(name)!;
    hash.update(`|${name}|`).update(bytesOf(panel.values));
  }
  return hash.digest("hex");
}

/** The values with one kind of NaN and no negative zero, so that equal numbers are equal bytes. */
function bytesOf(values: Float64Array): Uint8Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(values[i]) ? Number.NaN : values[i] + 0;
  return new Uint8Array(out.buffer);
}
