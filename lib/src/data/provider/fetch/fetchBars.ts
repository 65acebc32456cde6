import { checkOneOf, fail } from "../../../core/index.js";
import type { ClientOptions } from "../client/clientOptions.js";
import { openClient } from "../client/openClient.js";
import type { BarRequest, Provider } from "../provider.js";
import { askProvider, type ProviderAnswer } from "./askProvider.js";
import { checkPrices } from "./checkPrices.js";
import type { Failure, Fetched, SymbolFetch } from "./fetched.js";

export interface FetchBarsOptions extends BarRequest {
  /** In order of preference: a later one is asked for what those before did not deliver. All with prices of one kind. */
  readonly providers: readonly Provider[];
  /** How each is asked. Default: as it documents. */
  readonly client?: (provider: Provider) => ClientOptions;
}

const WHO = "data.fetch";

/**
 * Bars of some symbols from the first provider that has them. Nothing is published.
 *
 * @returns per symbol what came, and from whom; or why nobody delivered it
 * @throws when nothing can be asked: an unknown frequency, prices of two kinds, or when it was cancelled
 */
export async function fetchBars(options: FetchBarsOptions): Promise<Fetched> {
  checkRequest(options);
  const { providers, client = () => ({}), ...request } = options;
  const failures = new Map<string, Failure[]>(request.symbols.map((symbol) => [symbol, []]));
  const found = new Map<string, SymbolFetch>();
  let [requests, cachedPages] = [0, 0];
  for (const provider of providers) {
    const symbols = request.symbols.filter((symbol) => !found.has(symbol));
    if (symbols.length === 0) break;
    const opened = await openClient(provider, {
      scope: `${request.from} ${request.to}`,
      ...client(provider),
    });
    const { delivered, refused } = await askProvider(provider, { ...request, symbols }, opened);
    for (const [symbol, merged] of delivered) {
      found.set(symbol, { symbol, provider: provider.name, ...merged, failures: failures.get(symbol) ?? [] });
    }
    for (const [symbol, failure] of failuresOf(refused)) failures.get(symbol)?.push(failure);
    requests += opened.counts.asked;
    cachedPages += opened.counts.cached;
  }
  const symbols = request.symbols.map(
    (symbol): SymbolFetch =>
      found.get(symbol) ?? {
        ...{ symbol, provider: "", bars: [], actions: [], repeated: 0 },
        failures: failures.get(symbol) ?? [],
      },
  );
  return { symbols, requests, cachedPages };
}

function failuresOf(refused: ProviderAnswer["refused"]): [string, Failure][] {
  return [...refused].map(([symbol, { provider, kind, message }]) => [symbol, { provider, kind, message }]);
}

function checkRequest({ providers, symbols, frequency, from, to }: FetchBarsOptions): void {
  if (providers.length === 0) fail(WHO, "names no provider");
  if (symbols.length === 0) fail(WHO, "names no symbol");
  if (!(from <= to)) fail(WHO, "from must not be after to", { received: `${from} to ${to}` });
  for (const { name, facts } of providers)
    checkOneOf(WHO, `frequency of ${name}`, frequency, facts.frequencies);
  checkPrices(providers);
}
