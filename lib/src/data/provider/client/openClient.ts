import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import type { Provider } from "../provider.js";
import { ProviderRefusal, type RefusalKind, type RefusalText, type Refused } from "../refusal.js";
import { classify, ruleOf, shortened } from "./classify.js";
import type { Answer, Ask, Client } from "./client.js";
import type { ClientOptions } from "./clientOptions.js";
import { parseCsv } from "./parseCsv.js";
import { Secrets } from "./secrets.js";
import { NoAnswer, type Received, send } from "./send.js";

/** What a client did, for the report of a fetch. */
export interface ClientCounts {
  /** Requests that reached the network, repeated ones included. */
  asked: number;
  /** Pages that a killed or refused fetch had left. */
  cached: number;
}

export interface OpenedClient extends Client {
  readonly counts: ClientCounts;
}

type Read<T> = (answer: Answer) => T;

/** A {@link Client} of one provider over the network. */
export async function openClient(provider: Provider, options: ClientOptions = {}): Promise<OpenedClient> {
  const { default: pThrottle } = await import("p-throttle");
  const { requests, seconds } = options.rate ?? provider.facts.rate;
  const throttle = pThrottle({
    limit: requests,
    interval: seconds * 1000,
    strict: true,
    ...(options.signal && { signal: options.signal }),
  });
  return new NetworkClient(provider, options, throttle(send));
}

class NetworkClient implements OpenedClient {
  readonly counts: ClientCounts = { asked: 0, cached: 0 };
  readonly #secrets = new Secrets();
  readonly #base: URL;

  constructor(
    private readonly provider: Provider,
    private readonly options: ClientOptions,
    private readonly send: typeof import("./send.js").send,
  ) {
    this.#base = new URL(withSlash(options.baseUrl ?? provider.facts.baseUrl));
    for (const name of provider.facts.keys) this.#secrets.add(this.#keyOf(name));
  }

  key(name: string): string {
    const key = this.#keyOf(name);
    if (key !== "") return key;
    return this.refuse("bad_key", {
      rule: `the environment variable ${this.#variable(name)} is not set`,
      fix: `export ${this.#variable(name)}=… (a key of ${this.provider.name}); never write a key into a file`,
    });
  }

  json<T>(ask: Ask, schema: z.ZodType<T>): Promise<T> {
    return this.#read(ask, (answer) => {
      if (!answer.type.includes("json"))
        this.#malformed(answer, `JSON was expected, not ${answer.type || "no type"}`);
      if (answer.json === undefined) this.#malformed(answer, "the answer is not whole JSON");
      const result = schema.safeParse(answer.json);
      if (result.success) return result.data;
      const [{ path, message }] = result.error.issues;
      return this.#malformed(answer, `the answer has another shape: ${path.join(".") || "top"}: ${message}`);
    });
  }

  csv(ask: Ask, header: readonly string[]): Promise<Record<string, string>[]> {
    return this.#read(ask, (answer) => {
      if (answer.type.includes("json")) this.#malformed(answer, "text was expected, not JSON");
      const table = parseCsv(answer.body, header);
      return typeof table === "string" ? this.#malformed(answer, table) : table;
    });
  }

  follow(link: string): Ask {
    const url = URL.canParse(link, this.#base) ? new URL(link, this.#base) : undefined;
    const own = [this.#base, new URL(this.provider.facts.baseUrl)].find(
      (base) => base.origin === url?.origin,
    );
    if (!url || !own) {
      const rule = "the next page is said to be on another host; no key was sent there";
      return this.refuse("redirect", { rule, received: url?.hostname ?? link });
    }
    const path = url.pathname.slice(url.pathname.startsWith(own.pathname) ? own.pathname.length : 1);
    return { path, query: Object.fromEntries(url.searchParams) };
  }

  refuse(kind: RefusalKind, text: RefusalText): never {
    const clean = (words: string) => this.#secrets.removeFrom(words);
    throw new ProviderRefusal(this.provider.name, kind, {
      ...text,
      rule: clean(text.rule),
      ...(text.received !== undefined && { received: shortened(clean(text.received)) }),
    });
  }

  #variable(name: string): string {
    return this.options.keys?.[name] ?? name;
  }

  #keyOf(name: string): string {
    return (this.options.env ?? process.env)[this.#variable(name)]?.trim() ?? "";
  }

  async #read<T>(ask: Ask, read: Read<T>): Promise<T> {
    const { cache, scope } = this.options;
    const request = {
      provider: this.provider.name,
      base: this.#base.href,
      scope,
      path: ask.path,
      query: ask.query,
    };
    const kept = cache?.read(request);
    if (kept) {
      this.counts.cached++;
      return read(answerOf({ status: 200, ...kept }));
    }
    const { answer, value } = await this.#persistently(async () => {
      const answer = await this.#ask(ask);
      return { answer, value: read(answer) };
    });
    cache?.write(request, { type: answer.type, body: answer.body });
    return value;
  }

  /** Ask again after failures that pass: exponential pauses with jitter, or as long as the provider says. */
  async #persistently<T>(attempt: () => Promise<T>): Promise<T> {
    const { default: pRetry } = await import("p-retry");
    const { retries = 4, backoffMs = 1000, signal, sleep = wait, onMessage } = this.options;
    try {
      return await pRetry(attempt, {
        ...{ retries, minTimeout: backoffMs, maxTimeout: 60_000, factor: 2, randomize: true },
        ...(signal && { signal }),
        shouldRetry: ({ error }) => error instanceof ProviderRefusal && error.passing && this.#patient(error),
        onFailedAttempt: async ({ error, retriesLeft }) => {
          if (!(error instanceof ProviderRefusal) || !error.passing || retriesLeft === 0) return;
          if (!this.#patient(error)) return;
          onMessage?.(`${error.message}; asking again`);
          if (error.retryAfter !== undefined) await sleep(error.retryAfter * 1000, signal);
        },
      });
    } catch (error) {
      if (signal?.aborted && !(error instanceof ProviderRefusal))
        return this.refuse("cancelled", { rule: "cancelled" });
      throw error;
    }
  }

  #patient({ retryAfter = 0 }: ProviderRefusal): boolean {
    return retryAfter <= (this.options.maxRetryAfter ?? 120);
  }

  async #ask(ask: Ask): Promise<Answer> {
    const { timeoutMs = 30_000, maxBytes = 64 * 2 ** 20, signal } = this.options;
    this.counts.asked++;
    let received: Received;
    try {
      received = await this.send(this.#urlOf(ask), {
        headers: {
          accept: "application/json, text/csv;q=0.9, text/plain;q=0.8",
          "user-agent": "assay",
          ...ask.headers,
        },
        ...{ timeoutMs, maxBytes, ...(signal && { signal }) },
      });
    } catch (error) {
      if (error instanceof NoAnswer) return this.refuse(error.refused.kind, { rule: error.message });
      if (signal?.aborted) return this.refuse("cancelled", { rule: "cancelled" });
      throw error;
    }
    const answer = answerOf({ ...received, body: this.#secrets.removeFrom(received.body) });
    const refused = this.provider.refusal?.(answer) ?? classify(answer);
    if (refused) this.#refused(answer, refused, received.retryAfter);
    return answer;
  }

  #refused({ status }: Answer, refused: Refused, retryAfter: number | undefined): never {
    const far = retryAfter !== undefined && retryAfter > (this.options.maxRetryAfter ?? 120);
    return this.refuse(refused.kind, {
      rule: `${ruleOf(status, refused)}${far ? `; it asks to wait ${retryAfter} s` : ""}`,
      received: refused.words,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }

  #malformed(answer: Answer, rule: string): never {
    return this.refuse("malformed", { rule, received: answer.body });
  }

  #urlOf({ path, query = {}, secretQuery = {} }: Ask): URL {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries({ ...query, ...secretQuery })) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }
}

function answerOf({ status, type, body }: Omit<Answer, "json">): Answer {
  return { status, type, body, json: jsonOf(body) };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal });
}

/** Paths are resolved below the base address, not beside its last part. */
function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
