import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel, type Message } from "../../lib/dist/notebook/index.js";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
  const ran = await run(`import { field, forwardReturn, Market, syntheticMarket } from "assay";
const { close } = Market.from(syntheticMarket({ symbols: 8, years: 1 }));`);
  expect(ran.error).toBe("");
});
afterAll(() => kernel.shutdown());

interface Ran {
  readonly status: unknown;
  readonly error: string;
  readonly traceback: string;
  readonly bundles: readonly Record<string, string>[];
}

async function run(code: string): Promise<Ran> {
  const messages: Message[] = [];
  const { reply } = await kernel.execute(code, (message) => messages.push(message), { stopOnError: false });
  const bundles = messages
    .filter(({ header }) => header.msg_type === "display_data")
    .map(({ content }) => content.data as Record<string, string>);
  const {
    status,
    ename,
    evalue,
    traceback = [],
  } = reply.content as {
    status: string;
    ename?: string;
    evalue?: string;
    traceback?: string[];
  };
  return { status, error: ename ? `${ename}: ${evalue}` : "", traceback: traceback.join("\n"), bundles };
}

describe("the library in a real kernel", () => {
  it.each([
    ["core", "Panel"],
    ["plot", "lineChart"],
    ["sim", "syntheticMarket"],
    ["expr", "field"],
    ["data", "openLake"],
    ["factors", "library"],
    ["risk", "KPIS"],
    ["ic", "evaluate"],
    ["portfolio", "quantiles"],
    ["backtest", "run"],
    ["tracking", "startRun"],
    ["report", "renderReport"],
    ["notebook", "parameters"],
  ])("assay/%s is a module with types", async (room, name) => {
    expect(await run(`import { ${name} as n_${room} } from "assay/${room}"; void n_${room};`)).toMatchObject({
      status: "ok",
      error: "",
    });
    const wrong = await run(`import { ${name}Misspelled } from "assay/${room}";`);
    expect(wrong.error).toMatch(/has no exported member/);
  });

  it("completes the operators of a factor", async () => {
    const { matches } = (await kernel.complete("close.")) as { matches: string[] };
    expect(matches).toEqual(
      expect.arrayContaining(["lag", "returns", "mean", "std", "rank", "zscore", "named"]),
    );
    expect(matches).not.toContain("lead");
  });

  it.each([
    ["close.lag", "the value n sessions ago"],
    ["close.returns", "Simple return"],
    ["close.rank", "ties share their mean rank"],
    ["close.ewm", "whole history"],
  ])("documents %s on hover", async (code, words) => {
    const { found, data } = (await kernel.inspect(code)) as { found: boolean; data: Record<string, string> };
    expect(found).toBe(true);
    expect(data["text/plain"]).toContain(words);
  });

  it("shows the last expression as a table, not as a dump", async () => {
    const { bundles } = await run("close.lag(21).div(close.lag(252)).sub(1).named('mom_12_1')");
    expect(bundles).toHaveLength(1);
    expect(bundles[0]["text/html"]).toContain("<table>");
    expect(bundles[0]["text/plain"]).toContain("close.lag(21) / close.lag(252) - 1");
  });

  it.each([
    ["as an operand", "close.add(forwardReturn(5))"],
    [
      "as a factor to evaluate",
      `import { ic, Market as M } from "assay"; ic.evaluate({} as M, forwardReturn(5))`,
    ],
    ["with an operator", "forwardReturn(5).lag(1)"],
  ])("does not compile a label %s", async (_, code) => {
    const ran = await run(code);
    expect(ran.status).toBe("error");
    expect(ran.error).toMatch(/^TypeScriptError/);
    expect(ran.traceback).toMatch(/Label/);
  });

  it("refuses the future at run time too", async () => {
    const ran = await run("close.lag(-1)");
    expect(ran.error).toContain("AssayError: expr.lag: n must be a positive integer, got -1");
  });

  it("goes on after an allowed error when all cells were sent at once, as Run All does", async () => {
    const order: string[] = [];
    const send = (code: string, stopOnError: boolean) =>
      kernel
        .execute(code, () => undefined, { stopOnError })
        .then(({ reply }) => order.push(`${code} ${(reply.content as { status: string }).status}`));
    await Promise.all([
      send("let step = 1", true),
      send("close.lag(-1)", false),
      send("step += 1", true),
      send("if (step !== 2) throw new Error()", true),
      send("throw new Error('stop')", true),
      send("step = 99", true),
    ]);
    expect(order).toEqual([
      "let step = 1 ok",
      "close.lag(-1) error",
      "step += 1 ok",
      "if (step !== 2) throw new Error() ok",
      "throw new Error('stop') error",
      "step = 99 aborted",
    ]);
    await new Promise((resolve) => setTimeout(resolve, 250));
  });

  it("reads a variable of an earlier cell in a shorthand property", async () => {
    await run("const alpha = 1, beta = 2");
    expect(
      (await run("const both = { alpha, beta, gamma: 3 }; if (both.beta !== 2) throw new Error()")).error,
    ).toBe("");
    expect(
      (await run("let gamma = 0; ({ gamma } = { gamma: 5 }); if (gamma !== 5) throw new Error()")).error,
    ).toBe("");
    const { error } = await run("const x = { alpha, beta }; const n: string = x.alpha");
    expect(error).toBe("TypeScriptError: 1:34 - Type 'number' is not assignable to type 'string'.");
  });
});
