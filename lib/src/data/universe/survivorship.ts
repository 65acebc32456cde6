import { fail, isoDate } from "../../core/index.js";
import { evaluate, field } from "../../expr/index.js";
import type { Market } from "../market/market.js";
import type { Membership } from "./membership.js";
import { SurvivorshipReport, type YearOfMembers } from "./survivorshipReport.js";

/** Sessions of a year, for annual returns. */
const YEAR = 252;

/**
 * Whom of an index a market lacks, and what that may do to returns. A member is missing on a session on which it belonged and
 * has no close.
 *
 * Returns are means over sessions of the equal-weighted simple return of the members with a close, × 252. Two scenarios for the
 * missing: they earned what those members earned that left the index later on (`asLeavers`), or each of them that left lost another
 * 30 % when it did, the delisting return of Shumway (1997) for failing firms (`afterLoss`). Neither is known.
 */
export function survivorship(market: Market, membership: Membership): SurvivorshipReport {
  const { time, assets } = market;
  if (time.length < 2)
    fail("data.survivorship", "the market needs at least two sessions", { received: time.length });
  const [from, to] = [isoDate(time.instants[0]), isoDate(time.instants[time.length - 1])];
  const spells = membership.spells.filter(
    (spell) => spell.from <= to && (spell.to === null || spell.to > from),
  );
  const ever = [...new Set(spells.map(({ symbol }) => symbol))];
  const inside = membership.panel(time, assets).values;
  const present = presentIn(market, inside);
  const missing = ever.filter((symbol) => !present.symbols.has(symbol));
  const absent = new Set(missing);
  const left = spells.filter((spell) => spell.to !== null && spell.to <= to);
  const missingLeft = left.filter(({ symbol }) => absent.has(symbol)).length;
  const sessions = sessionsInside(market, spells);
  const leavers = new Set(left.map(({ symbol }) => symbol));
  const returns = {
    members: annualReturn(market, inside, () => true),
    leavers: annualReturn(market, inside, (symbol) => leavers.has(symbol)),
  };
  const share = 1 - present.cells / sessions.total;
  const years = time.length / YEAR;
  return new SurvivorshipReport({
    ...{ name: membership.name, market: market.name, from, to, ever: ever.length, missing, share, returns },
    years: sessions.years.map((year) => ({ ...year, present: present.byYear.get(year.year) ?? 0 })),
    effects: {
      asLeavers: share * (returns.leavers - returns.members),
      afterLoss: (-0.3 * missingLeft) / (sessions.total / time.length) / years,
    },
    missingLeft,
  });
}

interface Present {
  readonly symbols: ReadonlySet<string>;
  /** Sessions × members with a close. */
  readonly cells: number;
  readonly byYear: ReadonlyMap<number, number>;
}

function presentIn(market: Market, inside: Float64Array): Present {
  const { time, assets } = market;
  const close = market.panel("raw.close").values;
  const width = assets.length;
  const symbols = new Set<string>();
  const byYear = new Map<number, number>();
  let cells = 0;
  for (let i = 0; i < time.length; i++) {
    const year = yearOf(time.instants[i]);
    for (let j = 0; j < width; j++) {
      if (inside[i * width + j] !== 1 || Number.isNaN(close[i * width + j])) continue;
      symbols.add(assets.symbols[j]);
      byYear.set(year, (byYear.get(year) ?? 0) + 1);
      cells++;
    }
  }
  return { symbols, cells, byYear };
}

/** Sessions × members that there should be, by year. */
function sessionsInside(
  { time }: Market,
  spells: readonly { readonly from: string; readonly to: string | null }[],
): { total: number; years: Omit<YearOfMembers, "present">[] } {
  const expected = new Map<number, { sessions: number; members: number }>();
  for (let i = 0; i < time.length; i++) {
    const day = isoDate(time.instants[i]);
    const year = yearOf(time.instants[i]);
    const members = spells.filter(({ from, to }) => from <= day && (to === null || day < to)).length;
    const sofar = expected.get(year) ?? { sessions: 0, members: 0 };
    expected.set(year, { sessions: sofar.sessions + 1, members: sofar.members + members });
  }
  const years = [...expected].map(([year, { sessions, members }]) => ({ year, sessions, expected: members }));
  return { total: years.reduce((sum, year) => sum + year.expected, 0), years };
}

/** Mean over sessions of the equal-weighted return of members, × 252; `NaN` where there is none. */
function annualReturn(market: Market, inside: Float64Array, belongs: (symbol: string) => boolean): number {
  const { time, assets } = market;
  const returns = evaluate(market, field("close").returns()).values;
  const width = assets.length;
  const columns = assets.symbols.flatMap((symbol, j) => (belongs(symbol) ? [j] : []));
  let [sum, sessions] = [0, 0];
  for (let i = 1; i < time.length; i++) {
    let [total, count] = [0, 0];
    for (const j of columns) {
      const cell = i * width + j;
      if (inside[cell] !== 1 || Number.isNaN(returns[cell])) continue;
      total += returns[cell];
      count++;
    }
    if (count === 0) continue;
    sum += total / count;
    sessions++;
  }
  return sessions === 0 ? Number.NaN : (sum / sessions) * YEAR;
}

const yearOf = (instant: number): number => new Date(instant).getUTCFullYear();
