import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientOptions } from "../client/clientOptions.js";
import { type OpenedClient, openClient } from "../client/openClient.js";
import { PageCache } from "../client/pageCache.js";
import { askProvider, type ProviderAnswer } from "../fetch/askProvider.js";
import type { BarRequest, Provider } from "../provider.js";
import { ProviderRefusal, type RefusalKind } from "../refusal.js";
import { answerFor, bodyOf, type FixtureAnswer, type ProviderFixtures } from "./fixtures.js";
import { localServer } from "./localServer.js";

/** One thing that a provider must do. */
export interface ContractCase {
  readonly name: string;
  /** Throws when the provider does not. */
  run(): Promise<void>;
}

const KEY = "contract-key-5f1d8c";

/** Answers that no provider may take for data, whatever it expects. */
const FAULTS: readonly (FixtureAnswer & { name: string; kinds?: readonly RefusalKind[] })[] = [
  { name: "a web page with HTTP 200", type: "text/html", body: "<!DOCTYPE html><p>Please confirm</p>" },
  { name: "an empty body with HTTP 200", body: "" },
  { name: "JSON of another shape", body: { message: "hello" } },
  { name: "plain words with HTTP 200", type: "text/plain", body: "Something went wrong" },
  { name: "HTTP 401", status: 401, body: { any: "words" }, kinds: ["bad_key", "plan"] },
  { name: "HTTP 429", status: 429, type: "text/plain", body: "slow down", kinds: ["rate_limit", "quota"] },
  { name: "HTTP 500", status: 500, type: "text/plain", body: "oops", kinds: ["unavailable"] },
];

/**
 * What every provider must do, as cases for any test runner. With vitest:
 *
 * ```ts
 * describe.each([["mine", mine, fixtures]])("%s", (_, provider, fixtures) => {
 *   for (const { name, run } of providerContract(provider, fixtures)) it(name, run);
 * });
 * ```
 *
 * Each case serves the fixtures from a server on this machine; nothing reaches the network.
 */
export function providerContract(provider: Provider, fixtures: ProviderFixtures): ContractCase[] {
  const { request, answers } = fixtures;
  const replay = (replies: readonly FixtureAnswer[]) =>
    ask(provider, request, (url) => answerFor(replies, url));
  return [
    { name: "declares its facts", run: async () => checkFacts(provider) },
    {
      name: "delivers the bars and actions of its fixtures",
      run: async () => {
        const { bars, actions } = rowsOf(await replay(answers), request);
        deepStrictEqual(bars, fixtures.bars);
        deepStrictEqual(actions, fixtures.actions);
      },
    },
    {
      name: "takes pages that were fetched before from the cache",
      run: () => checkCache(provider, fixtures),
    },
    ...(fixtures.echoesSymbol
      ? [{ name: "refuses an answer about another symbol", run: () => checkEcho(provider, fixtures) }]
      : []),
    ...(fixtures.none
      ? [
          {
            name: "delivers nothing where there is nothing",
            run: () => refuses(replay(fixtures.none ?? []), []),
          },
        ]
      : []),
    ...fixtures.refusals.map(({ name, kind, says, ...answer }) => ({
      name: `takes for ${kind}: ${name}`,
      run: () => refuses(replay([{ ...answer, when: [] }]), [kind], says),
    })),
    ...FAULTS.map(({ name, kinds = [], ...answer }) => ({
      name: `refuses ${name}`,
      run: () => refuses(replay([answer]), kinds),
    })),
    {
      name: "refuses data that is sent as a web page",
      run: () => refuses(replay(answers.map((answer) => ({ ...answer, type: "text/html" }))), ["malformed"]),
    },
    {
      name: "refuses an answer that was cut",
      run: () =>
        refuses(replay(answers.map((answer) => ({ ...answer, body: firstHalf(bodyOf(answer)) }))), [
          "malformed",
        ]),
    },
    {
      name: "does not follow to another host",
      run: () =>
        refuses(
          ask(provider, request, () => ({ status: 302, body: "", location: "http://localhost:9/elsewhere" })),
          ["redirect"],
        ),
    },
    ...(provider.facts.keys.length > 0
      ? [{ name: "never shows its key", run: () => checkKeys(provider, request) }]
      : []),
    ...(provider.facts.keys.length > 0
      ? [{ name: "says which environment variable holds no key", run: () => checkUnset(provider, request) }]
      : []),
  ];
}

type Reply = FixtureAnswer & { readonly location?: string };
type Replies = (url: string, headers: IncomingMessage["headers"]) => Reply;

/** Do something with a client of the provider, which a local server plays. */
async function withClient<T>(
  provider: Provider,
  { reply, ...options }: ClientOptions & { reply: Replies },
  work: (client: OpenedClient) => Promise<T>,
): Promise<T> {
  const server = await localServer((asked: IncomingMessage, response: ServerResponse) => {
    const answer = reply(asked.url ?? "", asked.headers);
    response.statusCode = answer.status ?? 200;
    response.setHeader("content-type", answer.type ?? "application/json");
    if (answer.location) response.setHeader("location", answer.location);
    response.end(bodyOf(answer));
  });
  try {
    const env = Object.fromEntries(provider.facts.keys.map((name) => [name, KEY]));
    const settings = { env, retries: 0, rate: { requests: 1000, seconds: 1 }, ...options };
    return await work(await openClient(provider, { ...settings, baseUrl: server.url }));
  } finally {
    await server.close();
  }
}

function ask(provider: Provider, request: BarRequest, reply: Replies, env?: Record<string, string>) {
  return withClient(provider, { reply, ...(env && { env }) }, (client) =>
    askProvider(provider, request, client),
  );
}

function rowsOf({ delivered }: ProviderAnswer, { symbols }: BarRequest) {
  const parts = symbols.flatMap((symbol) => delivered.get(symbol) ?? []);
  return { bars: parts.flatMap(({ bars }) => bars), actions: parts.flatMap(({ actions }) => actions) };
}

async function refuses(
  answer: Promise<ProviderAnswer>,
  kinds: readonly RefusalKind[],
  says = "",
): Promise<void> {
  const { delivered, refused } = await answer;
  strictEqual(delivered.size, 0, "rows were taken from it");
  for (const refusal of refused.values()) {
    ok(refusal instanceof ProviderRefusal);
    ok(kinds.length === 0 || kinds.includes(refusal.kind), `${refusal.kind}: ${refusal.message}`);
    ok(refusal.message.includes(says), refusal.message);
  }
  ok(refused.size > 0);
}

function checkFacts({ name, facts }: Provider): void {
  match(name, /^[a-z][a-z0-9_]*$/);
  for (const url of [facts.baseUrl, facts.documentation]) strictEqual(new URL(url).protocol, "https:");
  for (const key of facts.keys) match(key, /^[A-Z][A-Z0-9_]*$/);
  ok(facts.frequencies.includes("1d") && facts.history !== "");
  ok(facts.rate.requests > 0 && facts.rate.seconds > 0 && facts.pageSize > 0 && facts.symbolsPerRequest > 0);
  new Intl.DateTimeFormat("en", { timeZone: facts.zone });
  strictEqual(
    facts.prices === "total_return" && facts.actions.length > 0,
    false,
    "dividends are in the prices",
  );
  strictEqual(facts.prices !== "raw" && facts.actions.includes("split"), false, "splits are in the prices");
}

async function checkCache(provider: Provider, { request, answers }: ProviderFixtures): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "assay-contract-"));
  const cache = new PageCache(dir, 1);
  const reply = (url: string) => answerFor(answers, url);
  try {
    await withClient(provider, { reply, cache }, async (client) => {
      const first = await askProvider(provider, request, client);
      const { asked } = client.counts;
      const second = await askProvider(provider, request, client);
      deepStrictEqual(rowsOf(second, request), rowsOf(first, request));
      deepStrictEqual(client.counts, { asked, cached: asked });
    });
    for (const name of readdirSync(dir)) ok(!readFileSync(join(dir, name), "utf8").includes(KEY));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function checkEcho(provider: Provider, { request, answers }: ProviderFixtures): Promise<void> {
  const other = { ...request, symbols: [`${request.symbols[0]}X`] };
  const renamed = (url: string) => url.replaceAll(other.symbols[0], request.symbols[0]);
  await refuses(
    ask(provider, other, (url) => answerFor(answers, renamed(url))),
    [],
  );
}

async function checkKeys(provider: Provider, request: BarRequest): Promise<void> {
  let sent = "";
  const { refused } = await ask(provider, request, (url, headers) => {
    sent += url + JSON.stringify(headers);
    return { status: 401, body: { error: `your key ${KEY} at ${url} is invalid` } };
  });
  ok(sent.includes(KEY), "the key was not sent");
  for (const refusal of refused.values()) ok(!JSON.stringify([refusal, refusal.message]).includes(KEY));
}

async function checkUnset(provider: Provider, request: BarRequest): Promise<void> {
  const { refused } = await ask(provider, request, () => ({ status: 200, body: {} }), {});
  for (const { kind, message } of refused.values()) {
    strictEqual(kind, "bad_key");
    ok(provider.facts.keys.some((key) => message.includes(key)));
  }
}

/** A body that ends too early, as it would from a connection that says its length wrong. */
function firstHalf(body: string): string {
  return body.slice(0, Math.floor(body.length / 2));
}
