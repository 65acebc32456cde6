import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type ClientOptions, fetchDataset } from "../../../lib/src/data/index.js";
import { type Fault, type FaultPlan, faultServer } from "../../support/faultServer.js";
import { tempLake } from "./lakes.js";
import { ANSWERS, THREE, tiingoBar } from "./providers/day.js";

const KEY = "fault-table-key-77aa";

interface Case {
  readonly fault: string;
  /** Of which requests; default: every one about BBB. */
  readonly plan: Partial<FaultPlan>;
  readonly client?: Partial<ClientOptions>;
  readonly allowMissing?: boolean;
  /** Default: all three. */
  readonly symbols?: readonly string[];
  /** Seconds that the client was told to wait. */
  readonly waits?: readonly number[];
}

const about = (fault: Fault, symbol = "BBB") => ({
  fault: (_: number, url: string) => (url.includes(`/${symbol}/`) ? fault : undefined),
});
/** The first request about BBB only. */
function once(fault: Fault): Partial<FaultPlan> {
  let left = 1;
  return { fault: (_, url) => (url.includes("/BBB/") && left-- > 0 ? fault : undefined) };
}
const words = (body: string, more: Partial<Extract<Fault, { kind: "answer" }>> = {}): Fault => {
  return { kind: "answer", body, ...more };
};
const days = (...closes: (readonly [string, number])[]) => ({
  answers: [
    { when: ["/BBB/"], body: closes.map(([day, close]) => tiingoBar(`2024-03-${day}`, close)) },
    ...ANSWERS,
  ],
});
const limit = '{"detail": "Error: You have run over your hourly request allocation."}';

const CASES: readonly Case[] = [
  { fault: "none", plan: {} },
  {
    fault: "HTTP 429 once, `Retry-After: 7`",
    plan: once(words("slow", { status: 429, headers: { "retry-after": "7" } })),
    waits: [7],
  },
  { fault: "HTTP 429 once, without `Retry-After`", plan: once(words("slow", { status: 429 })) },
  { fault: "HTTP 429 for good", plan: about(words("slow", { status: 429, type: "text/plain" })) },
  {
    fault: "HTTP 429, `Retry-After: 86400`",
    plan: about(words("slow", { status: 429, type: "text/plain", headers: { "retry-after": "86400" } })),
  },
  { fault: "HTTP 503 twice", plan: { fault: (n) => (n < 2 ? words("busy", { status: 503 }) : undefined) } },
  { fault: "HTTP 500 for good", plan: about(words("oops", { status: 500, type: "text/plain" })) },
  {
    fault: "HTTP 200 with an error text",
    plan: about(words("You have run over your 500 symbol look up for this month.", { type: "text/plain" })),
  },
  { fault: "HTTP 200 with an error as JSON", plan: about(words(limit)) },
  {
    fault: "a web page with HTTP 200",
    plan: about(words("<!DOCTYPE html><title>Log in</title>", { type: "text/html" })),
  },
  {
    fault: "data under another content type",
    plan: about(words("date,close\n2024-03-07,50\n", { type: "text/csv" })),
  },
  { fault: "a body that ends too early, once", plan: once({ kind: "truncate" }) },
  { fault: "a body that ends too early, for good", plan: about({ kind: "truncate" }) },
  { fault: "a body cut to half, its length changed too", plan: about(words('[{"date": "2024-03-07T00:00')) },
  { fault: "a body that never ends", plan: about({ kind: "drip" }), client: { timeoutMs: 250 } },
  {
    fault: "a body that is too large",
    plan: about(words(`[${" ".repeat(9000)}]`)),
    client: { maxBytes: 8000 },
  },
  { fault: "the connection is cut, once", plan: once({ kind: "reset" }) },
  { fault: "the connection is cut, for good", plan: about({ kind: "reset" }) },
  {
    fault: "a redirect to another host",
    plan: about(words("", { status: 302, headers: { location: "http://localhost:9/login?next=1" } })),
  },
  { fault: "a key that is not accepted, echoed", plan: about({ kind: "echo", status: 401 }) },
  { fault: "a symbol that nobody knows", plan: about(words('{"detail": "Not found."}', { status: 404 })) },
  {
    fault: "a symbol that nobody knows, `--allow-missing`",
    plan: about(words('{"detail": "Not found."}', { status: 404 })),
    allowMissing: true,
  },
  { fault: "an empty list for one symbol", plan: about(words("[]")) },
  { fault: "a field of another type", plan: about(words('[{"date": "2024-03-07", "open": "50"}]')) },
  { fault: "the same bar twice", plan: days(["07", 50], ["08", 51], ["08", 51], ["11", 52], ["12", 53]) },
  {
    fault: "two bars of a day that contradict each other",
    plan: days(["07", 50], ["08", 51], ["08", 61], ["11", 52], ["12", 53]),
  },
  {
    fault: "bars before and after the span",
    plan: days(["06", 49], ["07", 50], ["08", 51], ["11", 52], ["12", 53], ["13", 54]),
  },
  { fault: "newest first", plan: days(["12", 53], ["11", 52], ["08", 51], ["07", 50]) },
];

const rows: string[] = [];

it.each(CASES)("$fault", async ({ fault, plan, client, symbols, allowMissing, waits = [] }) => {
  const lake = tempLake();
  const server = await faultServer({ answers: ANSWERS, ...plan });
  const slept: number[] = [];
  const messages: string[] = [];
  const fetched = fetchDataset(lake, "three", {
    to: "2024-03-12",
    sources: THREE,
    ...(symbols && { symbols }),
    ...(allowMissing && { allowMissing }),
    onMessage: (message) => messages.push(message),
    client: {
      baseUrl: server.url,
      env: { TIINGO_API_KEY: KEY },
      ...{ backoffMs: 0, retries: 2 },
      sleep: async (ms) => void slept.push(ms / 1000),
      ...client,
    },
  });
  const said = await fetched.then(
    (result) => result.table().title,
    (error: Error) => error.message,
  );
  await server.close();
  expect(slept).toEqual(waits);
  expect(server.asked.every(({ headers }) => headers.authorization === `Token ${KEY}`)).toBe(true);
  expect([said, ...messages, ...filesIn(lake.dir)].join("\n")).not.toContain(KEY);
  const published = publishedBy(lake);
  expect(published.startsWith("nothing")).toBe(said.includes("nothing was published"));
  rows.push(`| ${fault} | ${server.asked.length} | ${cell(said, server.url)} | ${published} |`);
});

it("is what docs/faults.md says", async () => {
  await expect(page(rows)).toMatchFileSnapshot("../../../docs/faults.md");
});

/** What the lake says that it holds. */
function publishedBy(lake: ReturnType<typeof tempLake>): string {
  if (lake.datasets().length === 0) return "nothing";
  const { rows, symbols, quarantined } = lake.version("three");
  const kept = Object.entries(quarantined).map(([reason, count]) => `; ${count} in quarantine: ${reason}`);
  return `${rows} bars of ${symbols} symbols${kept.join("")}`;
}

/** Every file below a folder, as text. */
function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"));
}

function cell(text: string, url: string): string {
  return text
    .replaceAll(url, "ADDRESS/")
    .replace(/:\d{4,5}\b/g, ":PORT")
    .replaceAll("|", "\\|")
    .replace(/\n\s*/g, "<br>");
}

function page(lines: readonly string[]): string {
  return `# What becomes of a fault

Three symbols are fetched from a server on this machine that speaks like Tiingo and answers one of them wrongly, over a
real socket, with two repetitions of a request that failed in passing. This page is written by
\`tests/unit/data/providerFaults.test.ts\` and compared with every run of it; \`npx vitest run -u\` on that file writes it anew.

In each of these cases the key is in no message, no kept page and no file of the lake, also where the server sends it back.

| fault | requests | what the user sees | what was published |
|---|---|---|---|
${lines.join("\n")}
`;
}
