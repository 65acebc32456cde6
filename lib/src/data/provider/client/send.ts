import type { Refused } from "../refusal.js";

/** A body as it came, with the few headers that matter. */
export interface Received {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Seconds, from `Retry-After` as a number or a date. */
  readonly retryAfter?: number;
}

export interface SendOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole answer, to its last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** Thrown by {@link send} where there is no answer to look at. */
export class NoAnswer extends Error {
  constructor(readonly refused: Refused) {
    super(refused.words);
  }
}

const MAX_REDIRECTS = 3;

/** One GET request. Redirects are followed within the host only: a key must not travel. */
export async function send(url: URL, options: SendOptions): Promise<Received> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const response = await followed(url, { headers: { ...options.headers }, redirect: "manual", signal });
    const body = await bodyOf(response, options.maxBytes);
    const type = (response.headers.get("content-type") ?? "").split(";", 1)[0].trim().toLowerCase();
    const retryAfter = seconds(response.headers.get("retry-after"));
    return { status: response.status, type, body, ...(retryAfter !== undefined && { retryAfter }) };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    if (options.signal?.aborted) throw new NoAnswer({ kind: "cancelled", words: "cancelled" });
    if (timeout.aborted) {
      throw new NoAnswer({
        kind: "timeout",
        words: `no whole answer within ${options.timeoutMs / 1000} s`,
      });
    }
    throw new NoAnswer({ kind: "unavailable", words: `the connection failed: ${causeOf(error)}` });
  }
}

async function followed(url: URL, init: RequestInit): Promise<Response> {
  let at = url;
  for (let hops = 0; ; hops++) {
    const response = await fetch(at, init);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, at);
    if (next.origin !== url.origin) {
      throw new NoAnswer({
        kind: "redirect",
        words: `the answer points to another host, ${next.hostname}; no key was sent there`,
      });
    }
    if (hops === MAX_REDIRECTS)
      throw new NoAnswer({ kind: "redirect", words: "the answer points on and on" });
    at = next;
  }
}

async function bodyOf(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader?.cancel();
      throw new NoAnswer({ kind: "too_large", words: `the answer is larger than ${maxBytes} bytes` });
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function seconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

/** undici says "fetch failed" and keeps the reason in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as NodeJS.ErrnoException;
  return [cause.message, code && `(${code})`].filter(Boolean).join(" ");
}
