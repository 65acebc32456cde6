import { isIntraday } from "../../../core/index.js";
import type { Client } from "../client/client.js";
import type { BarRequest, Page, Provider } from "../provider.js";
import { ProviderRefusal } from "../refusal.js";
import { barEnd } from "../zoned.js";
import { type Merged, mergePages } from "./mergePages.js";

/** What one provider gave: rows, or a refusal, for each symbol that it was asked for before it gave up. */
export interface ProviderAnswer {
  readonly delivered: ReadonlyMap<string, Merged>;
  readonly refused: ReadonlyMap<string, ProviderRefusal>;
}

/** Requests in flight at once; the rate limit holds above them. */
const ABREAST = 4;

/** So many answers that are no data are the provider's fault, not that of the symbols. */
const ODD_ANSWERS = 3;

/**
 * Ask one provider for some symbols. A refusal that concerns a symbol is that symbol's; any other ends the asking, and
 * every symbol that is still open has it.
 */
export async function askProvider(
  provider: Provider,
  request: BarRequest,
  client: Client,
): Promise<ProviderAnswer> {
  const delivered = new Map<string, Merged>();
  const refused = new Map<string, ProviderRefusal>();
  const waiting = batches(request.symbols, provider.facts.symbolsPerRequest);
  let end: ProviderRefusal | undefined;
  let odd = 0;

  async function work(): Promise<void> {
    for (let batch = waiting.shift(); batch; batch = end ? undefined : waiting.shift()) await ask(batch);
  }

  async function ask(symbols: readonly string[]): Promise<void> {
    const asked = { ...request, symbols };
    try {
      const pages: Page[] = [];
      for await (const page of provider.bars(asked, client)) pages.push(namedByEnd(page, provider, asked));
      for (const [symbol, merged] of mergePages(pages, asked)) keep(symbol, merged);
    } catch (error) {
      const refusal = refusalOf(error, provider);
      if (refusal.kind === "malformed") odd++;
      if (!refusal.ofSymbol || odd === ODD_ANSWERS) end ??= refusal;
      else if (symbols.length === 1) refused.set(symbols[0], refusal);
      else waiting.push(...batches(symbols, Math.ceil(symbols.length / 2)));
    }
  }

  function keep(symbol: string, merged: Merged): void {
    if (merged.bars.length > 0) delivered.set(symbol, merged);
    else refused.set(symbol, noBars(provider, request));
  }

  await Promise.all(Array.from({ length: ABREAST }, work));
  if (end?.kind === "cancelled") throw end;
  for (const symbol of request.symbols) {
    if (end && !delivered.has(symbol) && !refused.has(symbol)) refused.set(symbol, end);
  }
  return { delivered, refused };
}

/** A page whose bars below a day have the instant of their end. */
function namedByEnd(page: Page, { facts }: Provider, { frequency }: BarRequest): Page {
  if (!isIntraday(frequency)) return page;
  return { ...page, bars: page.bars.map((bar) => ({ ...bar, time: barEnd(bar.time, frequency, facts) })) };
}

function batches(symbols: readonly string[], size: number): string[][] {
  const count = Math.ceil(symbols.length / size);
  return Array.from({ length: count }, (_, i) => symbols.slice(i * size, (i + 1) * size));
}

function noBars(provider: Provider, { from, to }: BarRequest): ProviderRefusal {
  return new ProviderRefusal(provider.name, "unknown_symbol", { rule: `no bar from ${from} to ${to}` });
}

/** A fault inside an adapter is the adapter's, not a crash of the fetch. */
function refusalOf(error: unknown, provider: Provider): ProviderRefusal {
  if (error instanceof ProviderRefusal) return error;
  const rule = `the answer could not be read: ${error instanceof Error ? error.message : String(error)}`;
  return new ProviderRefusal(provider.name, "malformed", { rule });
}
