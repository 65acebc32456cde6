import { Random } from "../../../lib/src/core/index.js";
import type { BarAction } from "../../../lib/src/data/quality/bars/barContext.js";
import { sortBars } from "../../../lib/src/data/quality/bars/sortBars.js";
import type { Identities } from "../../../lib/src/data/quality/identity/identities.js";
import { judge } from "../../../lib/src/data/quality/judge.js";
import { type QualityOverrides, qualityPolicy } from "../../../lib/src/data/quality/policy.js";
import type { Revised } from "../../../lib/src/data/quality/revised.js";
import { QUALITY_RULES } from "../../../lib/src/data/quality/rules.js";

/** One bar of a test; `day` counts weekdays from Monday, 2020-01-06. */
export interface TestBar {
  symbol: string;
  day: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  bad?: boolean;
}

const MONDAY = Date.UTC(2020, 0, 6) / 86_400_000;

/** Days since 1970-01-01 of weekday number `day`. */
export const weekday = (day: number): number => MONDAY + 7 * Math.floor(day / 5) + (day % 5);

/** Sound bars: a random walk of 1 % a day per symbol, volume around a million. */
export function soundTestBars(symbols: readonly string[], days = 100, seed = 1): TestBar[] {
  const random = new Random(seed);
  return symbols.flatMap((symbol) => {
    let close = 20 + 10 * random.uniform();
    return Array.from({ length: days }, (_, day) => {
      const open = close * Math.exp(0.003 * random.normal());
      close = open * Math.exp(0.01 * random.normal());
      const [high, low] = [Math.max(open, close) * 1.004, Math.min(open, close) * 0.996];
      return {
        symbol,
        day,
        open,
        high,
        low,
        close,
        volume: Math.round(1e6 * Math.exp(0.3 * random.normal())),
      };
    });
  });
}

export interface JudgeTestOptions {
  quality?: QualityOverrides;
  actions?: readonly BarAction[];
  fields?: readonly string[];
  isSession?: (day: number) => boolean;
  /** By row, from 1. */
  revised?: Revised;
  identities?: Identities;
}

/** A finding as text, `rule SYMBOL day`, and the numbers beside it. */
export interface TestFinding {
  rule: string;
  symbol: string;
  /** Weekday number, the session that the finding is about. */
  day: number;
  value: number;
  known: number;
  fallen: boolean;
}

/** Run every rule over bars that are delivered in this order. */
export function judged(rows: readonly TestBar[], options: JudgeTestOptions = {}): TestFinding[] {
  const { quality = {}, actions = [], fields = ["volume"], isSession } = options;
  const { revised, identities } = options;
  const symbols = ["", ...[...new Set(rows.map((row) => row.symbol))].filter(Boolean).sort()];
  const known = rows.map((row) => row.day).filter((day) => !Number.isNaN(day));
  const days = [...new Set(known.map(weekday))].sort((a, b) => a - b);
  const column = (name: "open" | "high" | "low" | "close" | "volume") =>
    Float64Array.from(rows, (row) => row[name]);
  const bars = sortBars({
    length: rows.length,
    symbol: Int32Array.from(rows, (row) => symbols.indexOf(row.symbol)),
    session: Int32Array.from(rows, (row) => days.indexOf(weekday(row.day))),
    ...{ open: column("open"), high: column("high"), low: column("low") },
    ...{ close: column("close"), volume: column("volume") },
    bad: Uint8Array.from(rows, (row) => (row.bad ? 1 : 0)),
    out: new Uint8Array(rows.length),
    row: Int32Array.from(rows, (_, i) => i + 1),
    symbols,
    days: Int32Array.from(days),
  });
  const policy = qualityPolicy(quality);
  const context = { policy, fields, actions, isSession, revised, identities, calendarGuessed: false };
  const verdict = judge(bars, QUALITY_RULES, context);
  const read = (which: "fallen" | "flagged") =>
    verdict[which].rows().map(({ rule, symbol, day, value, known: after }) => ({
      rule: QUALITY_RULES[rule].name,
      symbol: symbols[symbol],
      day: 5 * Math.floor((day - MONDAY) / 7) + (day - MONDAY - 7 * Math.floor((day - MONDAY) / 7)),
      value,
      known: after,
      fallen: which === "fallen",
    }));
  return [...read("fallen"), ...read("flagged")];
}

/** Rule → number of findings. */
export function counted(findings: readonly TestFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}
