import { counted, fail } from "../../../core/index.js";
import type { FetchSummary, SymbolSummary } from "./fetched.js";

/** Symbols written out for one reason. */
const SHOWN = 10;

export interface MissingRules {
  /** Publish without them. */
  readonly allowMissing: boolean;
  /** Symbols without a bar in the span are no reason to stop: they rest, or are delisted. */
  readonly restAllowed: boolean;
}

/** Refuse to publish a part as if it were the whole, unless that was asked for; never publish nothing. */
export function checkMissing(
  dataset: string,
  { symbols }: Pick<FetchSummary, "symbols">,
  { allowMissing, restAllowed }: MissingRules,
): void {
  const missing = symbols.filter(({ provider }) => provider === "");
  const none = missing.length === symbols.length;
  const bad = restAllowed && !none ? missing.filter((symbol) => !rests(symbol)) : missing;
  if (bad.length === 0 || (allowMissing && !none)) return;
  const of = `${bad.length} of ${counted(symbols.length, "symbol")} ${bad.length === 1 ? "was" : "were"}`;
  fail("data.fetch", `${dataset}: ${of} not delivered; nothing was published${reasons(bad)}`, {
    fix: `what was fetched is kept for the next fetch${none ? "" : "; --allow-missing publishes the others"}`,
  });
}

function rests({ failures }: SymbolSummary): boolean {
  return failures.every(({ kind }) => kind === "unknown_symbol");
}

/** Each reason once, with the symbols that it holds for. */
function reasons(missing: readonly SymbolSummary[]): string {
  const groups = new Map<string, string[]>();
  for (const { symbol, failures } of missing) {
    const why = failures.map(({ message }) => message.replace(/^data\.provider\./, "")).join("; ");
    groups.set(why, [...(groups.get(why) ?? []), symbol]);
  }
  return [...groups]
    .map(([why, names]) => {
      const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
      return `\n  ${names.slice(0, SHOWN).join(", ")}${more}: ${why}`;
    })
    .join("");
}
