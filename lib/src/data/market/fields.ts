import { Panel } from "../../core/index.js";
import type { Adjustment } from "./adjustment.js";

/** Units of the market's own fields. */
export const FIELD_UNITS: Readonly<Record<string, string>> = {
  open: "price, adjusted",
  high: "price, adjusted",
  low: "price, adjusted",
  close: "price, adjusted",
  volume: "shares, adjusted",
  "raw.open": "price",
  "raw.high": "price",
  "raw.low": "price",
  "raw.close": "price",
  "raw.volume": "shares",
  dollar_volume: "currency",
  adjustment: "1",
};

export const RAW_FIELDS = ["open", "high", "low", "close", "volume"] as const;
export type RawField = (typeof RAW_FIELDS)[number];

export function isRawField(name: string): name is RawField {
  return (RAW_FIELDS as readonly string[]).includes(name);
}

/** A raw panel times its adjustment; without any adjustment the same values, not a copy. */
export function adjusted(raw: Panel, name: RawField, adjustment: Adjustment | undefined): Panel {
  const meta = { name, unit: FIELD_UNITS[name] };
  if (adjustment === undefined) return raw.with(meta);
  return multiplied(raw, name === "volume" ? adjustment.volume : adjustment.price, meta);
}

/** Cell by cell product; missing where either is. */
export function multiplied(panel: Panel, by: Float64Array, meta: { name: string; unit: string }): Panel {
  const out = new Float64Array(by.length);
  for (let i = 0; i < out.length; i++) out[i] = panel.values[i] * by[i];
  return Panel.of(panel.time, panel.assets, out, meta);
}
