import type { Bar, ProviderAction } from "../provider.js";
import type { RefusalKind } from "../refusal.js";

/** Why one provider did not deliver one symbol. */
export interface Failure {
  readonly provider: string;
  readonly kind: RefusalKind;
  /** The refusal in full, without keys. */
  readonly message: string;
}

/** What came of one symbol. */
export interface SymbolFetch {
  readonly symbol: string;
  /** Who delivered it; empty when nobody did. */
  readonly provider: string;
  /** In order of time; rows that were delivered twice and alike are there once, contradicting ones all. */
  readonly bars: readonly Bar[];
  readonly actions: readonly ProviderAction[];
  /** Rows that came more than once with the same values: pages overlapped. */
  readonly repeated: number;
  /** Those of the providers that were asked before, or of all. */
  readonly failures: readonly Failure[];
}

/** What came of one symbol, without its rows. */
export interface SymbolSummary extends Omit<SymbolFetch, "bars" | "actions"> {
  readonly bars: number;
  readonly actions: number;
  /** First and last bar: session date, or instant of the end; undefined when there is none. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What a fetch brought, without its rows. */
export interface FetchSummary extends Omit<Fetched, "symbols"> {
  readonly symbols: readonly SymbolSummary[];
}

export function summaryOf({ symbols, ...counts }: Fetched): FetchSummary {
  return {
    ...counts,
    symbols: symbols.map(({ bars, actions, ...rest }) => ({
      ...{ ...rest, bars: bars.length, actions: actions.length },
      ...{ from: bars[0]?.time, to: bars.at(-1)?.time },
    })),
  };
}

/** What came of several parts of a fetch. */
export function together<T extends SymbolFetch | SymbolSummary>(
  parts: readonly (Omit<Fetched, "symbols"> & { readonly symbols: readonly T[] })[],
): Omit<Fetched, "symbols"> & { readonly symbols: readonly T[] } {
  return {
    symbols: parts.flatMap(({ symbols }) => symbols),
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    cachedPages: parts.reduce((sum, { cachedPages }) => sum + cachedPages, 0),
  };
}

/** Bars of a dataset as they were fetched, before any quality rule. */
export interface Fetched {
  readonly symbols: readonly SymbolFetch[];
  /** Requests that went over the network. */
  readonly requests: number;
  /** Pages that an earlier fetch had left. */
  readonly cachedPages: number;
}
