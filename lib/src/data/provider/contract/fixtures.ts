import type { Bar, BarRequest, ProviderAction } from "../provider.js";
import type { RefusalKind } from "../refusal.js";

/** One recorded or hand-written answer. */
export interface FixtureAnswer {
  /** Parts of path and query that tell the request, all of them; e.g. `["v2/stocks/bars", "page_token=b"]`. */
  readonly when?: readonly string[];
  /** Default 200. */
  readonly status?: number;
  /** Default `application/json`. */
  readonly type?: string;
  /** Text as it is sent, or a value that is sent as JSON. */
  readonly body: unknown;
}

export interface FixtureRefusal extends FixtureAnswer {
  /** What is refused, in words. */
  readonly name: string;
  readonly kind: RefusalKind;
  /** A part of the message, where the kind alone does not tell. */
  readonly says?: string;
}

/** What a provider is held to by `providerContract`. */
export interface ProviderFixtures {
  readonly request: BarRequest;
  /** The most particular first: a request gets the first answer whose `when` it fulfils, else HTTP 404. */
  readonly answers: readonly FixtureAnswer[];
  /** What must come of them, in order of symbol as asked and of time. */
  readonly bars: readonly Bar[];
  readonly actions: readonly ProviderAction[];
  /** How the provider refuses, one answer to every request each. */
  readonly refusals: readonly FixtureRefusal[];
  /** Whether answers name their symbol: then one about another symbol must be refused. Default false. */
  readonly echoesSymbol?: boolean;
  /** The answer to a span without bars. Default: not checked. */
  readonly none?: readonly FixtureAnswer[];
}

/** The first answer for a path with query. */
export function answerFor(answers: readonly FixtureAnswer[], url: string): FixtureAnswer {
  const path = decodeURIComponent(url);
  const found = answers.find(({ when = [] }) => when.every((part) => path.includes(part)));
  return found ?? { status: 404, type: "text/plain", body: `no fixture for ${path}` };
}

export function bodyOf({ body }: FixtureAnswer): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
