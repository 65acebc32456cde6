import { AssetIndex, checkKeys, checkNumber, fail, isoDate, TimeIndex } from "../../../core/index.js";
import type { Market } from "../../market/market.js";
import { Comparison, type FieldComparison } from "./comparison.js";
import { explain } from "./explain.js";

export interface CompareOptions {
  /** Relative difference up to which two prices are the same. Default 0.001. */
  tolerance?: number;
  /** The same for volumes, which providers count differently. Default 0.05. */
  volumeTolerance?: number;
}

const FIELDS = ["open", "high", "low", "close", "volume"] as const;
const WHO = "data.compareDatasets";

/**
 * Where two datasets disagree about the same bars: raw fields of their common symbols, date by date.
 *
 * @returns what differs, by field and symbol, with a guess why; shows itself as tables and figures
 * @example compareDatasets(await lake.market("tiingo"), await lake.market("stooq"))
 */
export function compareDatasets(a: Market, b: Market, options: CompareOptions = {}): Comparison {
  checkKeys(WHO, options, ["tolerance", "volumeTolerance"]);
  const tolerance = checkNumber(WHO, "tolerance", options.tolerance ?? 0.001, { min: 0, max: 1 });
  const volumeTolerance = checkNumber(WHO, "volumeTolerance", options.volumeTolerance ?? 0.05, {
    min: 0,
    max: 1,
  });
  const symbols = a.assets.symbols.filter((symbol) => b.assets.indexOf(symbol) >= 0);
  if (symbols.length === 0) fail(WHO, `${a.name} and ${b.name} have no symbol in common`);
  const time = allDates(a.time, b.time);
  const assets = AssetIndex.of(symbols);
  const names = [a.name, b.name === a.name ? `${b.name} (2)` : b.name] as const;
  const rows: FieldComparison[] = [];
  const closes = { time, a: new Map<string, Float64Array>(), b: new Map<string, Float64Array>() };
  for (const field of FIELDS) {
    const [x, y] = [a, b].map((market) => market.panel(`raw.${field}`).reindex(time, assets));
    for (const symbol of symbols) {
      const pair = { a: x.series(symbol), b: y.series(symbol), names };
      rows.push(
        compareSeries(pair, {
          symbol,
          field,
          time,
          tolerance: field === "volume" ? volumeTolerance : tolerance,
        }),
      );
      if (field === "close") {
        closes.a.set(symbol, pair.a);
        closes.b.set(symbol, pair.b);
      }
    }
  }
  return new Comparison({ names, rows, closes, symbols: [a.assets.length, b.assets.length], tolerance });
}

function allDates(a: TimeIndex, b: TimeIndex): TimeIndex {
  const all = new Set([...a.instants, ...b.instants]);
  return TimeIndex.of(Float64Array.from(all).sort(), a.frequency);
}

interface Subject {
  readonly symbol: string;
  readonly field: FieldComparison["field"];
  readonly time: TimeIndex;
  readonly tolerance: number;
}

function compareSeries(
  { a, b, names }: { a: Float64Array; b: Float64Array; names: readonly [string, string] },
  { symbol, field, time, tolerance }: Subject,
): FieldComparison {
  let [days, differing, onlyA, onlyB, largest, at] = [0, 0, 0, 0, 0, -1];
  for (let i = 0; i < a.length; i++) {
    const [hasA, hasB] = [!Number.isNaN(a[i]), !Number.isNaN(b[i])];
    if (hasA && !hasB) onlyA++;
    if (hasB && !hasA) onlyB++;
    if (!hasA || !hasB) continue;
    days++;
    const difference = a[i] === b[i] ? 0 : Math.abs(b[i] / a[i] - 1);
    if (difference > tolerance) differing++;
    if (difference > largest) [largest, at] = [difference, i];
  }
  const on = at < 0 ? "" : isoDate(time.instants[at]);
  const why = differing === 0 ? NOTHING : explain({ a, b, names, tolerance });
  return { symbol, field, days, onlyA, onlyB, differing, largest, on, ...why };
}

const NOTHING = { kind: "the same", words: "the same" } as const;
