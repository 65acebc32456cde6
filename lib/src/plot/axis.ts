import { fail, formatNumber, type NumberFormat } from "../core/index.js";

/** What an axis measures. Both parts are asked for: a number without a unit is not a result. */
export interface Axis {
  /** What is measured, e.g. `Rank IC`. */
  label: string;
  /** Its unit: `%`, `bp`, `correlation`, `start = 1`, `USD`, `dates`; `""` only for names (categories). */
  unit: string;
  /** How numbers are written; `percent` and `bps` take fractions. Default `number`. */
  format?: NumberFormat;
}

/** The label of an axis as it is drawn: `Rank IC (correlation)`. */
export function axisLabel(axis: Axis): string {
  return axis.unit ? `${axis.label} (${axis.unit})` : axis.label;
}

/** A tick: the axis format without trailing zeros and without the unit, which the axis label carries. */
export function tickText(value: number, format: NumberFormat = "number"): string {
  const scaled = format === "percent" ? value * 100 : format === "bps" ? value * 1e4 : value;
  const clean = Number(scaled.toPrecision(6));
  if (Math.abs(clean) >= 1e4) return formatNumber(clean, "integer");
  return (Math.abs(clean) < 1e-4 && clean !== 0 ? clean.toExponential() : String(clean)).replace(/^-/, "−");
}

/** An axis as a caller gave it, or an error: JavaScript callers and notebooks may leave parts out. */
export function checkAxis(who: string, name: string, axis: Axis | undefined): Axis {
  if (typeof axis?.label !== "string" || axis.label === "" || typeof axis.unit !== "string") {
    fail(who, `${name} must be an axis with a label and a unit`, {
      received: axis,
      fix: 'for example { label: "Rank IC", unit: "correlation" }',
    });
  }
  return axis;
}
