import { DAY_MS } from "../../../core/index.js";
export const METRICS = [
  ...(["revenues", "op_income", "net_income", "eps_basic", "eps_diluted", "dividend"] as const),
  ...(["assets", "cur_assets", "cur_liab", "cash", "equity"] as const),
  ...(["cash_flow_op", "cash_flow_inv", "cash_flow_fin"] as const),
] as const;

export type Metric = (typeof METRICS)[number];

/** The figures of one period as one report gives them. */
export interface Report {
  /** Last day of the period, UTC milliseconds. */
  readonly end: number;
  /** Day of the report. */
  readonly known: number;
  /** Of a year; else of a quarter, cash flows from the start of the fiscal year on. */
  readonly annual: boolean;
  readonly amends: boolean;
  readonly values: Record<Metric, number>;
}

const YEAR = 365 * DAY_MS;
const QUARTER = YEAR / 4;
/** Fiscal years of 52 and 53 weeks end on other days each year. */
const SLACK = 20 * DAY_MS;
/** Total assets of one company do not change by more from a report to the next. */
const LARGEST_CHANGE = 300;
/** Nor by more from one report on a period to another on the same one. */
const LARGEST_RESTATEMENT = 1.5;

/** What was reported of one symbol so far: per period the last word on it. */
export class Reports {
  readonly #byEnd = new Map<number, Report>();
  /** Total assets of the last two reports, those that were refused included. */
  #assets: number[] = [];

  /** Add a report that became known after those before; a reason where it is refused. */
  add(report: Report): string | undefined {
    const { assets } = report.values;
    const last = this.#assets;
    if (assets > 0) this.#assets = [...last, assets].slice(-2);
    if (last.length > 0 && last.every((other) => apart(assets, other) > LARGEST_CHANGE)) {
      return "total assets in another unit, or of another company";
    }
    const before = this.#byEnd.get(report.end);
    if (before && !report.amends && apart(assets, before.values.assets) > LARGEST_RESTATEMENT) {
      return "contradicts the first report on the period without amending it";
    }
    this.#byEnd.set(
      report.end,
      before ? { ...report, values: filled(report.values, before.values) } : report,
    );
    return undefined;
  }

  /** The report on the latest period. */
  get newest(): Report {
    return [...this.#byEnd.values()].reduce((a, b) => (b.end > a.end ? b : a));
  }

  /** The latest annual report, `undefined` before the first. */
  get annual(): Report | undefined {
    const annual = [...this.#byEnd.values()].filter((report) => report.annual);
    return annual.length === 0 ? undefined : annual.reduce((a, b) => (b.end > a.end ? b : a));
  }

  /** The report on the period that ended about a year before another did. */
  yearBefore({ end }: Report): Report | undefined {
    return this.#near(end - YEAR);
  }

  /** A flow over the twelve months up to the end of a report; `NaN` where a quarter of it is not known. */
  twelveMonths(metric: Metric, { end, annual, values }: Report): number {
    if (annual) return values[metric];
    let total = 0;
    for (let k = 0; k < 4; k++) total += this.#quarter(metric, end - k * QUARTER);
    return total;
  }

  /** A flow of the quarter that ended then; the fourth of a fiscal year is the year less the other three. */
  #quarter(metric: Metric, end: number): number {
    const report = this.#near(end);
    if (!report) return Number.NaN;
    let rest = report.values[metric];
    if (!report.annual) return rest;
    for (let k = 1; k < 4; k++) {
      const quarter = this.#near(report.end - k * QUARTER);
      rest -= quarter && !quarter.annual ? quarter.values[metric] : Number.NaN;
    }
    return rest;
  }

  #near(end: number): Report | undefined {
    let best: Report | undefined;
    for (const report of this.#byEnd.values()) {
      const off = Math.abs(report.end - end);
      if (off <= SLACK && (!best || off < Math.abs(best.end - end))) best = report;
    }
    return best;
  }
}

/** A later report leaves out what it does not repeat. */
function filled(values: Report["values"], before: Report["values"]): Report["values"] {
  return Object.fromEntries(
    METRICS.map((metric) => [metric, Number.isNaN(values[metric]) ? before[metric] : values[metric]]),
  ) as Report["values"];
}

/** The larger over the smaller; `NaN` where either is missing. */
const apart = (a: number, b: number): number => (a > 0 && b > 0 ? Math.max(a / b, b / a) : Number.NaN);
