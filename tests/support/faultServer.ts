import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FixtureAnswer } from "../../lib/src/data/index.js";

/** How a server answers wrongly. */
export type Fault =
  /** Another status, with headers and words of its own. */
  | { kind: "answer"; status?: number; type?: string; headers?: Record<string, string>; body: string }
  /** Says a length and ends before it. */
  | { kind: "truncate" }
  /** Sends a part and then nothing more. */
  | { kind: "drip" }
  /** Cuts the connection before the first byte. */
  | { kind: "reset" }
  /** Sends the key back in its words. */
  | { kind: "echo"; status: number };

/** A provider's server over a real socket that replays answers, and answers some requests wrongly. */
export interface FaultServer {
  readonly url: string;
  /** Path, query and headers of every request, in their order. */
  readonly asked: readonly { url: string; headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

export interface FaultPlan {
  /** Sound answers: the first whose `when` stands in the address. */
  readonly answers: readonly FixtureAnswer[];
  /** The fault of a request, told by its number from 0 and its address; undefined for a sound answer. */
  readonly fault?: (n: number, url: string) => Fault | undefined;
}

/** The plan is looked at with every request: it may change in between. */
export async function faultServer(plan: FaultPlan): Promise<FaultServer> {
  const asked: { url: string; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? "");
    const found = plan.fault?.(asked.length, url);
    asked.push({ url, headers: request.headers });
    const sound = plan.answers.find(({ when = [] }) => when.every((part) => url.includes(part)));
    const {
      status = 200,
      type = "application/json",
      body,
    } = sound ?? { status: 404, type: "text/plain", body: "" };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    if (found) answerWrongly(found, { request, response, type, text });
    else response.writeHead(status, { "content-type": type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly type: string;
  readonly text: string;
}

function answerWrongly(fault: Fault, { request, response, type, text }: Exchange): void {
  const half = text.slice(0, text.length / 2);
  switch (fault.kind) {
    case "answer":
      response.writeHead(fault.status ?? 200, { "content-type": fault.type ?? type, ...fault.headers });
      response.end(fault.body);
      break;
    case "truncate":
      response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(text) });
      response.write(half, () => request.socket.destroy());
      break;
    case "drip":
      response.writeHead(200, { "content-type": type });
      response.write(half);
      break;
    case "reset":
      request.socket.destroy();
      break;
    case "echo":
      response.writeHead(fault.status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: `${request.headers.authorization} is not accepted` }));
  }
}
