import { AssayError } from "../../core/index.js";

/** Why a provider gave no data. */
export type RefusalKind =
  /** No key, or one that is not accepted. */
  | "bad_key"
  /** The plan does not include what was asked. */
  | "plan"
  /** Too many requests just now: asking later helps. */
  | "rate_limit"
  /** The allowance of the day or month is used up. */
  | "quota"
  /** The provider does not know the symbol, or has no bar of it in the span. */
  | "unknown_symbol"
  /** The request is one that the provider cannot answer. */
  | "bad_request"
  /** Its side or the way to it is broken: 5xx, a connection that was cut. */
  | "unavailable"
  | "timeout"
  /** An answer that is not what the provider documents: truncated, of another type, of another shape. */
  | "malformed"
  | "too_large"
  /** The answer points to another host. */
  | "redirect"
  | "cancelled";

/** What an answer was recognised as. */
export interface Refused {
  readonly kind: RefusalKind;
  /** The provider's own words. */
  readonly words: string;
}

/** Kinds for which the same request may be answered a moment later. */
const PASSING: readonly RefusalKind[] = ["rate_limit", "unavailable", "timeout", "malformed"];

/** Kinds that another symbol need not meet. */
const OF_SYMBOL: readonly RefusalKind[] = ["unknown_symbol", "bad_request", "malformed", "too_large"];

/** A provider did not give data. Nothing of such an answer is published. */
export class ProviderRefusal extends AssayError {
  constructor(
    readonly provider: string,
    readonly kind: RefusalKind,
    { rule, received, fix, retryAfter }: RefusalText,
  ) {
    super(`data.provider.${provider}`, rule, {
      ...(received !== undefined && { received }),
      fix: fix ?? FIXES[kind],
    });
    this.retryAfter = retryAfter;
  }

  /** Seconds that the provider asks to wait; undefined when it does not say. */
  readonly retryAfter: number | undefined;

  /** Whether asking again may help. */
  get passing(): boolean {
    return PASSING.includes(this.kind);
  }

  /** Whether it may concern only the symbol that was asked for, not the provider as a whole. */
  get ofSymbol(): boolean {
    return OF_SYMBOL.includes(this.kind);
  }
}

export interface RefusalText {
  readonly rule: string;
  /** The provider's words, shortened; keys are taken out by whoever makes the refusal. */
  readonly received?: string;
  readonly fix?: string;
  readonly retryAfter?: number;
}

const FIXES: Readonly<Partial<Record<RefusalKind, string>>> = {
  bad_key: "put a valid key into the environment variable that config/data_sources.yaml names",
  plan: "ask for less, or name another provider",
  rate_limit: "wait, or lower requests in config/data_sources.yaml",
  quota: "go on tomorrow: what was fetched is kept; or name another provider",
  unknown_symbol: "correct the symbol, or take it out of the dataset",
  unavailable: "try again later: what was fetched is kept",
  timeout: "try again later, or raise timeout_seconds in config/data_sources.yaml",
  malformed: "try again later; if it stays, the provider has changed its format",
  redirect: "set base_url in config/data_sources.yaml if the provider has moved",
};
