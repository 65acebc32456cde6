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

/** Bars of a dataset as they were fetched, before any quality rule. */
export interface Fetched {
  readonly symbols: readonly SymbolFetch[];
  /** Requests that went over the network. */
  readonly requests: number;
  /** Pages that an earlier fetch had left. */
  readonly cachedPages: number;
}
