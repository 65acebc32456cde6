import type { Refused } from "../refusal.js";
import type { Answer } from "./client.js";

/** What an answer refuses by its status and type alone; undefined for one that may hold data. */
export function classify({ status, type, body }: Answer): Refused | undefined {
  const words = shortened(body);
  if (status === 401 || status === 403) return { kind: "bad_key", words };
  if (status === 404) return { kind: "unknown_symbol", words };
  if (status === 429) return { kind: "rate_limit", words };
  if (status >= 500 || status === 408) return { kind: "unavailable", words };
  if (status !== 200) return { kind: "bad_request", words };
  if (type === "text/html") return { kind: "malformed", words };
  return undefined;
}

/** Why an answer of this status is none, as a sentence. */
export function ruleOf(status: number, { kind }: Refused): string {
  const what: Record<Refused["kind"], string> = {
    bad_key: "the key was not accepted",
    plan: "the plan does not include what was asked",
    rate_limit: "too many requests",
    quota: "the allowance is used up",
    unknown_symbol: "no such symbol, or no bars of it in the span",
    bad_request: "the request was refused",
    unavailable: "the provider is not available",
    timeout: "the answer took too long",
    malformed: "the answer is not data",
    too_large: "the answer is too large",
    redirect: "the answer points elsewhere",
    cancelled: "cancelled",
  };
  return status === 0 ? what[kind] : `${what[kind]} (HTTP ${status})`;
}

/** White space folded, at most 160 characters. */
export function shortened(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > 160 ? `${flat.slice(0, 157)}...` : flat;
}
