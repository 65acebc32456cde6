import { DAY_MS, Panel } from "../../core/index.js";
import { evaluate, type Factor, field } from "../../expr/index.js";
import type { Market } from "../market/market.js";
import type { Choice } from "./choice.js";
import { type CheckedRules, checkRules, meanDollarVolume, type Rhythm, type UniverseRules } from "./rules.js";
import { Universe } from "./universe.js";

/**
 * Choose the assets of a market by rules, point in time: what holds from a session on is decided on the close of the session
 * before, and nothing later. Between two choices who left the list of members is out at once, and who is delisted stays.
 *
 * Chosen anew at the first session of each week, month, quarter or year; `static`: once, at the first session for which some
 * asset passes. The same rules on the same market give the same universe, and on a longer one the same beginning.
 *
 * @example chooseUniverse(market, { name: "liquid", minPrice: 5, minHistory: 252, top: { count: 100, by: "volume", keep: 120 } })
 */
export function chooseUniverse(market: Market, rules: UniverseRules = {}): Universe {
  const checked = checkRules(rules);
  const { time, assets } = market;
  const width = assets.length;
  const measured = measure(market, checked);
  const members = checked.membership?.panel(time, assets).values;
  const inside = new Float64Array(time.length * width);
  const choices: Choice[] = [];
  let chosen: Uint8Array | undefined;
  for (let row = 1; row < time.length; row++) {
    if (isTurn(time.instants, row, { rhythm: checked.rebalance, decided: chosen !== undefined })) {
      const next = decide(measured, { row, width, before: chosen, rules: checked, members });
      if (chosen !== undefined || next.size > 0) {
        choices.push({
          ...{ from: time.label(row), decided: time.label(row - 1), size: next.size, fell: next.fell },
          ...changes(assets.symbols, chosen, next.chosen),
        });
        chosen = next.chosen;
      }
    }
    if (!chosen) continue;
    for (let j = 0; j < width; j++) {
      if (chosen[j] === 1 && (members === undefined || members[row * width + j] === 1))
        inside[row * width + j] = 1;
    }
  }
  const { name } = checked;
  return new Universe(
    name,
    Panel.of(time, assets, inside, { name: `member.${name}`, unit: "0 or 1" }),
    choices,
  );
}

/** A condition on the values of one asset at the decision. */
interface Hurdle {
  readonly name: string;
  readonly values: Float64Array;
  passes(value: number): boolean;
}

interface Measured {
  /** In the order in which assets fall. */
  readonly hurdles: readonly Hurdle[];
  readonly rank?: Float64Array;
}

function measure(
  market: Market,
  { minPrice, minDollarVolume, minHistory, where, top, window }: CheckedRules,
): Measured {
  const close = field("raw.close");
  const planned: [name: string, factor: Factor, passes: (value: number) => boolean][] = [
    ["no close", close, (value) => !Number.isNaN(value)],
  ];
  if (minHistory > 1) planned.push(["minHistory", close, () => true]);
  if (minPrice !== undefined) planned.push(["minPrice", close, (value) => value >= minPrice]);
  if (minDollarVolume !== undefined) {
    planned.push(["minDollarVolume", meanDollarVolume(window), (value) => value >= minDollarVolume]);
  }
  if (where) planned.push(["where", where, (value) => !Number.isNaN(value) && value !== 0]);
  if (top) planned.push(["top: no value", top.measure, (value) => !Number.isNaN(value)]);
  const panels = evaluate(
    market,
    planned.map(([, factor]) => factor),
  );
  const hurdles = planned.map(([name, , passes], i) => {
    const { values } = panels[i];
    if (name !== "minHistory") return { name, values, passes };
    return {
      name,
      values: closesSoFar(values, market.assets.length),
      passes: (n: number) => n >= minHistory,
    };
  });
  return { hurdles, rank: top && panels[panels.length - 1].values };
}

/** Sessions with a value up to each row. */
function closesSoFar(values: Float64Array, width: number): Float64Array {
  const counts = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) {
    counts[k] = (k < width ? 0 : counts[k - width]) + (Number.isNaN(values[k]) ? 0 : 1);
  }
  return counts;
}

/** Is the session the first of its period? */
function isTurn(
  instants: Float64Array,
  row: number,
  { rhythm, decided }: { readonly rhythm: Rhythm; readonly decided: boolean },
): boolean {
  if (rhythm === "static") return !decided;
  if (rhythm === "daily") return true;
  return periodOf(instants[row], rhythm) !== periodOf(instants[row - 1], rhythm);
}

function periodOf(instant: number, rhythm: Rhythm): number {
  const date = new Date(instant);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  if (rhythm === "weekly") return Math.floor((instant / DAY_MS + 3) / 7);
  if (rhythm === "monthly") return months;
  return Math.floor(months / (rhythm === "quarterly" ? 3 : 12));
}

interface Situation {
  /** The session for which it will hold: decided on the row before. */
  readonly row: number;
  readonly width: number;
  readonly before: Uint8Array | undefined;
  readonly rules: CheckedRules;
  readonly members: Float64Array | undefined;
}

function decide(
  { hurdles, rank }: Measured,
  { row, width, before, rules: { top }, members }: Situation,
): { chosen: Uint8Array; size: number; fell: Record<string, number> } {
  const known = (row - 1) * width;
  const fell: Record<string, number> = {};
  const candidates: number[] = [];
  const out = (rule: string) => {
    if (rule !== "no close") fell[rule] = (fell[rule] ?? 0) + 1;
  };
  for (let j = 0; j < width; j++) {
    const hurdle = hurdles.find(({ values, passes }) => !passes(values[known + j]));
    if (hurdle?.name === "no close") continue;
    if (members && members[row * width + j] !== 1) out("membership");
    else if (hurdle) out(hurdle.name);
    else candidates.push(j);
  }
  const kept =
    top && rank ? best(candidates, rank.subarray(known, known + width), { ...top, before }) : candidates;
  if (kept.length < candidates.length) fell.top = candidates.length - kept.length;
  const chosen = new Uint8Array(width);
  for (const j of kept) chosen[j] = 1;
  return { chosen, size: kept.length, fell };
}

/** The `count` highest; one that was inside goes before newcomers while its rank is within `keep`. */
function best(
  candidates: readonly number[],
  values: Float64Array,
  { count, keep, before }: { count: number; keep: number; before: Uint8Array | undefined },
): number[] {
  const ranked = [...candidates].sort((a, b) => values[b] - values[a] || a - b);
  const staying = new Set(ranked.slice(0, keep).filter((j) => before?.[j] === 1));
  return [...staying, ...ranked.filter((j) => !staying.has(j))].slice(0, count);
}

function changes(
  symbols: readonly string[],
  before: Uint8Array | undefined,
  after: Uint8Array,
): Pick<Choice, "added" | "removed"> {
  return {
    added: symbols.filter((_, j) => after[j] === 1 && before?.[j] !== 1),
    removed: symbols.filter((_, j) => after[j] !== 1 && before?.[j] === 1),
  };
}
