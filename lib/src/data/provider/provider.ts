import type { Frequency } from "../../core/index.js";
import type { Answer, Client } from "./client/client.js";
import type { Refused } from "./refusal.js";

/** What prices are delivered as. One dataset never mixes two of them. */
export type PriceKind =
  /** As traded on the day. */
  | "raw"
  /** Divided by all later splits; dividends left in. */
  | "split_adjusted"
  /** Adjusted for splits and dividends, by factors that change with every later dividend. */
  | "total_return";

/** What a provider documents about itself. Printed by `assay data providers`, and used to stay within its limits. */
export interface ProviderFacts {
  /** Where requests go; a project can override it. Keys are sent nowhere else. */
  readonly baseUrl: string;
  /** Page of the provider's own documentation. */
  readonly documentation: string;
  /** Names of the environment variables that hold its keys; empty when it needs none. */
  readonly keys: readonly string[];
  readonly frequencies: readonly Frequency[];
  readonly prices: PriceKind;
  /** The corporate actions that come with the prices, of those that the prices do not contain already. */
  readonly actions: readonly ("split" | "dividend")[];
  /** Which end of a bar its time stamp names, below a day. What is fetched is named by the end, whatever this is. */
  readonly label: "start" | "end";
  /** Zone of time stamps that carry none, IANA name. */
  readonly zone: string;
  /** Requests allowed per window of so many seconds on the plan without charge. */
  readonly rate: { readonly requests: number; readonly seconds: number };
  /** Rows of one answer at most. */
  readonly pageSize: number;
  /** Symbols that one request may name. */
  readonly symbolsPerRequest: number;
  /** How far back daily bars go, in words. */
  readonly history: string;
}

/** Bars asked of a provider: both days included. */
export interface BarRequest {
  readonly symbols: readonly string[];
  readonly frequency: Frequency;
  /** Session dates, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Zone of the exchange, in which the dates are, IANA name. Default `America/New_York`. */
  readonly zone?: string;
}

/** One bar as it was delivered. A cell that the provider left empty is null: the quality rules decide. */
export interface Bar {
  /** As it was asked for, not as the provider spells it. */
  readonly symbol: string;
  /**
   * A day: the session's own date, `YYYY-MM-DD`. Below, a provider yields its own stamp: an instant, ISO with its zone, or
   * `YYYY-MM-DD HH:MM:SS` in the zone that it declares. What is fetched has the instant of the bar's END, ISO in UTC.
   */
  readonly time: string;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  /** Shares (or units) traded. */
  readonly volume: number | null;
}

/** A split or dividend as it was delivered; see `MarketAction` for the meaning of `value`. */
export interface ProviderAction {
  readonly symbol: string;
  /** Ex-date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly kind: "split" | "dividend";
  readonly value: number;
}

/** A part of an answer. Pages may come in any order and overlap. */
export interface Page {
  readonly bars: readonly Bar[];
  readonly actions?: readonly ProviderAction[];
}

/**
 * A source of bars on the network. One file makes one: an object with its facts, a generator of pages, and the words by
 * which it refuses. `providerContract` holds it to what Assay needs.
 */
export interface Provider {
  /** As it is written in `config/data_sources.yaml`: lower case, digits, `_`. */
  readonly name: string;
  readonly facts: ProviderFacts;
  /** The pages of one request, at most `symbolsPerRequest` symbols. A symbol without bars yields none. */
  bars(request: BarRequest, client: Client): AsyncIterable<Page>;
  /** What an answer refuses, where it is one: several providers do so with HTTP 200 and a text. */
  refusal?(answer: Answer): Refused | undefined;
}
