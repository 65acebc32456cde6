import type { z } from "zod";
import type { RefusalKind, RefusalText } from "../refusal.js";

/** One request of a provider, without its base address. */
export interface Ask {
  /** Path below the base address, e.g. `v2/stocks/bars`. */
  readonly path: string;
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Parts of the query that hold a key: never shown, never part of a cached page's name. */
  readonly secretQuery?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back, keys already taken out. */
export interface Answer {
  readonly status: number;
  /** Media type in lower case without parameters; empty when the provider named none. */
  readonly type: string;
  readonly body: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/**
 * How a provider asks: within its rate limit, again after failures that pass, within time and size, and never sending a key
 * to another host. A page that was fetched before is not asked for again.
 */
export interface Client {
  /** The key in the environment variable behind this name of `facts.keys`; a refusal when it is not set. */
  key(name: string): string;
  /** The answer as JSON of this shape; anything else is a refusal. */
  json<T>(ask: Ask, schema: z.ZodType<T>): Promise<T>;
  /** The answer as comma-separated text whose first line is `header`, as records by column; anything else is a refusal. */
  csv(ask: Ask, header: readonly string[]): Promise<Record<string, string>[]>;
  /**
   * The path and query of a link to the next page. A link to another host than the provider's is a refusal.
   */
  follow(link: string): Ask;
  /** A refusal in the provider's name. */
  refuse(kind: RefusalKind, text: RefusalText): never;
}
