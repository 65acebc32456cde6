import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel, type Message } from "../../lib/dist/notebook/index.js";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

async function run(code: string): Promise<{ error: string; text: string; messages: Message[] }> {
  const messages: Message[] = [];
  const { reply } = await kernel.execute(code, (message) => messages.push(message), { stopOnError: false });
  const { ename, evalue } = reply.content as { ename?: string; evalue?: string };
  const text = messages
    .filter(({ header }) => header.msg_type === "stream")
    .map(({ content }) => content.text)
    .join("");
  return { error: ename ? `${ename}: ${evalue}` : "", text, messages };
}

describe("computeEach in a real kernel", () => {
  it("uses worker threads, shows its progress in one output, and gives the bits of one thread", async () => {
    const ran =
      await run(`import { computeEach, factors, Market, showProgress, syntheticMarket } from "assay";
import { createHash } from "node:crypto";
const market = Market.from(syntheticMarket({ symbols: 420, years: 5 }));
const alpha158 = factors.set("alpha158").map(({ factor }) => factor);
let workers = 0;
process.on("worker", () => workers++);
async function hashesOf(list: typeof alpha158, threads: number): Promise<string[]> {
  const hashes: string[] = [];
  const onProgress = threads > 1 ? showProgress("alpha158") : undefined;
  for await (const { index, panel } of computeEach(market, list, { threads, onProgress })) {
    hashes[index] = createHash("sha256").update(panel.values).digest("hex");
  }
  return hashes;
}
const two = await hashesOf(alpha158, 2);
const one = await hashesOf(alpha158.slice(0, 9), 1);
const same = one.every((hash, i) => hash === two[i]);
console.log(JSON.stringify({ same, workers, given: two.length }));`);
    expect(ran.error).toBe("");
    expect(JSON.parse(ran.text)).toEqual({ same: true, workers: 2, given: 158 });
    const shown = ran.messages.filter(({ header }) => /display_data$/.test(header.msg_type));
    const kinds = shown.map(({ header }) => header.msg_type);
    expect(kinds[0]).toBe("display_data");
    expect(new Set(kinds.slice(1))).toEqual(new Set(["update_display_data"]));
    const ids = shown.map(({ content }) => (content.transient as { display_id: string }).display_id);
    expect(new Set(ids).size).toBe(1);
    const bundle = shown[shown.length - 1].content.data as Record<string, string>;
    expect(bundle["text/plain"]).toBe("alpha158: 158 of 158");
    expect(bundle["text/html"]).not.toContain("<progress");
  });

  it("stops at an abort, and the kernel goes on", async () => {
    const ran = await run(`const controller = new AbortController();
setTimeout(() => controller.abort(), 100);
for await (const { panel } of computeEach(market, alpha158, { threads: 2, signal: controller.signal })) void panel;`);
    expect(ran.error).toMatch(/AssayError: expr.computeEach: was cancelled after \d+ of 158 factors/);
    expect((await run("console.log(1 + 1)")).text).toBe("2\n");
  });
});
