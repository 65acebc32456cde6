import type { PageCache } from "./pageCache.js";

/** How a provider is asked; every field has a default that suits its documented limits. */
export interface ClientOptions {
  /** Instead of the provider's own address: a mirror, a proxy, a test server. */
  readonly baseUrl?: string;
  /** Name in `facts.keys` → environment variable that holds the key. Default: the same name. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Requests per window of seconds. Default: what the provider documents. */
  readonly rate?: { readonly requests: number; readonly seconds: number };
  /** How often a request that failed in passing is asked again. Default 4. */
  readonly retries?: number;
  /** First pause before asking again, ms; it doubles each time, times a random 1 to 2. Default 1000. */
  readonly backoffMs?: number;
  /** A `Retry-After` beyond this is a refusal, not a pause, s. Default 120. */
  readonly maxRetryAfter?: number;
  /** For one answer to its last byte, ms. Default 30,000. */
  readonly timeoutMs?: number;
  /** Larger answers are refused, bytes. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Where keys are looked up. Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Stops everything. */
  readonly signal?: AbortSignal;
  /** Pages that need not be asked for again. Default: none. */
  readonly cache?: PageCache;
  /** What the pages are for; pages of another purpose are not taken from the cache. */
  readonly scope?: string;
  /** Pauses until a `Retry-After` is over. Default: a timer. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Told about each pause and repeated request. Default: nobody. */
  readonly onMessage?: (message: string) => void;
}
