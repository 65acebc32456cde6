import { fingerprintOf } from "../lake/fingerprint.js";
import type { PartitionContent, VersionChange } from "../lake/manifest.js";
import { ContentSum } from "./contentSum.js";
import type { IngestBarsPlan } from "./ingestBarsOptions.js";
import type { YearContent } from "./writePiece.js";

export type Partitions = Readonly<Record<string, PartitionContent>>;

/** The partitions with more content; `seen` says which of the dates a partition has already. */
export function partitionsWith(
  before: Partitions,
  years: ReadonlyMap<number, YearContent>,
  seen: (date: string) => boolean = () => false,
): Partitions {
  const after: Record<string, PartitionContent> = { ...before };
  for (const [year, content] of years) {
    const name = `year=${year}`;
    const old = before[name];
    const sum = new ContentSum(old?.hash);
    sum.join(content.sum);
    const dates = [...content.dates].sort();
    const [first, last] = [dates[0], dates[dates.length - 1]];
    after[name] = {
      hash: sum.toString(),
      rows: sum.rows,
      sessions: (old?.sessions ?? 0) + dates.filter((date) => !(old && seen(date))).length,
      from: old && old.from < first ? old.from : first,
      to: old && old.to > last ? old.to : last,
    };
  }
  return Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Described {
  readonly partitions: Partitions;
  readonly symbols: number;
  /** End of the last bar, UTC milliseconds. */
  readonly until: number;
  readonly change: Pick<VersionChange, "kind" | "added" | "restated">;
}

/** What the manifest says of bars, but for their files and source. */
export function describedBars(
  { partitions, symbols, until, change }: Described,
  { rules, policy, calendar, zone }: IngestBarsPlan,
) {
  const parts = Object.values(partitions);
  return {
    frequency: rules.frequency,
    fingerprint: fingerprintOf({ partitions, tables: {} }),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    symbols,
    sessions: parts.reduce((sum, part) => sum + part.sessions, 0),
    from: parts[0].from,
    to: parts[parts.length - 1].to,
    flagged: {},
    policy,
    partitions,
    tables: {},
    change: { ...change, removed: 0 },
    intraday: {
      calendar: calendar.name,
      label: rules.label,
      ...(zone && { zone: zone.name }),
      closingAuctionMinutes: rules.closingAuctionMinutes,
      until: new Date(until).toISOString(),
    },
  };
}

export const lastBar = (years: ReadonlyMap<number, YearContent>): number =>
  Math.max(...[...years.values()].map(({ until }) => until));
