/**
 * How a number is written: significant digits, a percentage of a fraction, basis points, an integer, two decimals
 * (`ratio`), four (`correlation`), a p-value (below 0.001 only that it is).
 */
export type NumberFormat =
  | "number"
  | "percent"
  | "bps"
  | "integer"
  | "ratio"
  | "correlation"
  | "scientific"
  | "pvalue";

/** A missing statistic is shown as an en dash, never as 0 or an empty cell. */
const MISSING = "–";

/** Write one number. `percent` and `bps` take a fraction: 0.012 is `1.20 %` and `120.0 bp`. */
export function formatNumber(value: number, format: NumberFormat = "number"): string {
  if (Number.isNaN(value)) return MISSING;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const text = plain(value, format);
  // What rounds to zero has no sign.
  return /[1-9]/.test(text) ? text.replace(/^-/, "−") : text.replace(/^-/, "");
}

function plain(value: number, format: NumberFormat): string {
  switch (format) {
    case "percent":
      return `${(value * 100).toFixed(2)} %`;
    case "bps":
      return `${(value * 1e4).toFixed(1)} bp`;
    case "integer":
      return grouped(value.toFixed(0));
    case "ratio":
      return value.toFixed(2);
    case "correlation":
      return value.toFixed(4);
    case "scientific":
      return value.toExponential(2);
    case "pvalue":
      return value < 0.001 ? "< 0.001" : value.toFixed(3);
    case "number":
      return significant(value);
  }
}

/** Four significant digits, without exponent between 1e-4 and 1e7. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(3);
  if (size >= 1e5) return grouped(value.toFixed(0));
  if (Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
