import type { MetricValue } from "./record.js";

/** One line of `metrics.csv`. */
export interface MetricPoint {
  readonly step: number;
  /** ISO 8601, UTC; wall clock. */
  readonly time: string;
  readonly name: string;
  readonly value: number;
  /** The notebook cell that logged it; empty outside of a notebook. */
  readonly cell: string;
}

export const METRICS_HEADER = "step,time,name,value,cell\n";

/** A number with all its digits: reading the text gives the same bits back. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** One line, with its line break. Fields are quoted as RFC 4180 says; a line break in `cell` becomes a space. */
export function metricLine(point: MetricPoint): string {
  const cell = csvField(point.cell.replace(/[\r\n]+/g, " "));
  return `${point.step},${point.time},${csvField(point.name)},${numberText(point.value)},${cell}\n`;
}

/** Read one line (without its line break); undefined when it is torn or foreign. */
export function parseMetricLine(line: string): MetricPoint | undefined {
  const fields = csvFields(line);
  if (fields?.length !== 5) return undefined;
  const [stepText, time, name, valueText, cell] = fields;
  const value = parsedNumber(valueText);
  if (!/^\d+$/.test(stepText) || !TIME.test(time) || name === "" || value === undefined) return undefined;
  return { step: Number(stepText), time, name, value, cell };
}

/** A number as JSON can hold it, which knows no negative zero. */
export function metricValue(value: number): MetricValue {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  return value > 0 ? "Infinity" : "-Infinity";
}

/** A field of a CSV file, quoted when it has to be (RFC 4180). */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NUMBER = /^-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$|^NaN$/;

function parsedNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** The fields of one line; undefined when a quote does not close. */
function csvFields(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(",");
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = field.exec(line);
    if (!match) return undefined;
    fields.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === "") return fields;
  }
}
