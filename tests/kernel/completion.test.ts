import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel } from "../../lib/dist/notebook/index.js";
import { type PublicName, publicApi } from "../support/publicApi.js";

const api = publicApi();
const exported = api.filter(({ of }) => of === "");
const classes = [...new Set(api.filter(({ kind }) => kind === "member").map(({ of }) => of))];

/** Every member of these is asked for; completion and docstrings are checked for all. */
const MAIN = ["Factor", "Label", "Market", "Panel", "Lake", "Run", "ic.FactorReport", "backtest.Backtest"];

/** The variable of a class: `v_ic_FactorReport`. */
const variableOf = (type: string) => `v_${type.replace(".", "_")}`;

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
  const names = exported.map(({ name }) => name).join(", ");
  const variables = classes.map((type) => `let ${variableOf(type)}!: ${type};`).join("\n");
  const { reply } = await kernel.execute(`import { ${names} } from "assay";\n${variables}`, () => undefined);
  expect(reply.content).toMatchObject({ status: "ok" });
});
afterAll(() => kernel.shutdown());

async function completed(code: string, cursor?: number): Promise<string[]> {
  return (await kernel.complete(code, cursor)).matches as string[];
}

const namesOf = (list: readonly PublicName[]) => list.map(({ name }) => name);

const NAMESPACES = ["backtest", "events", "factors", "ic", "plot", "portfolio", "risk"];

describe("completion", () => {
  it("offers every export", async () => {
    expect(exported.length).toBeGreaterThan(35);
    expect(await completed('import {  } from "assay"', 9)).toEqual(expect.arrayContaining(namesOf(exported)));
  });

  it("offers everything in every namespace, and every member of every class", async () => {
    const namespaces = exported.filter(({ kind, name }) => kind === "namespace" && name !== "z");
    expect(namesOf(namespaces)).toEqual(NAMESPACES);
    for (const of of [...namesOf(namespaces), ...classes]) {
      const inside = api.filter((each) => each.of === of && each.kind !== "type");
      const typed = classes.includes(of) ? variableOf(of) : of;
      expect(await completed(`${typed}.`), of).toEqual(expect.arrayContaining(namesOf(inside)));
    }
  });
});

describe("the library as a whole, and a room of it", () => {
  beforeAll(async () => {
    const code = `import * as assay from "assay";\nimport * as tracking from "assay/tracking";`;
    expect((await kernel.execute(code, () => undefined)).reply.content).toMatchObject({ status: "ok" });
  });

  it("offers every export and everything in every namespace", async () => {
    expect(await completed("assay.")).toEqual(
      expect.arrayContaining(namesOf(exported.filter(({ kind }) => kind !== "type"))),
    );
    for (const of of NAMESPACES) {
      const inside = api.filter((each) => each.of === of && each.kind !== "type");
      expect(await completed(`assay.${of}.`), of).toEqual(expect.arrayContaining(namesOf(inside)));
    }
    expect(await completed("tracking.")).toEqual(expect.arrayContaining(["leaderboard", "listRuns"]));
  });

  it("shows docstrings", async () => {
    const some = NAMESPACES.flatMap((of) =>
      api.filter((each) => each.of === of && each.kind === "value").slice(0, 2),
    );
    for (const { of, name, words } of some) {
      const code = `assay.${of}.${name}`;
      const { data } = await kernel.inspect(code, code.length - 1);
      expect((data as Record<string, string>)["text/plain"], code).toContain(words);
    }
    const code = "tracking.leaderboard";
    const { data } = await kernel.inspect(code, code.length - 1);
    expect((data as Record<string, string>)["text/plain"]).toContain("ranked by deflated Sharpe ratio");
  });
});

describe("hover", () => {
  const typed = api.filter(
    ({ of, kind }) => kind !== "namespace" && kind !== "type" && (kind !== "member" || MAIN.includes(of)),
  );

  it("shows the signature and the docstring", { timeout: 240_000 }, async () => {
    expect(typed.length).toBeGreaterThan(300);
    const lines = typed.map(({ of, name, kind }) =>
      kind === "member" ? `${variableOf(of)}.${name};\n` : `${of && `${of}.`}${name};\n`,
    );
    const code = lines.join("");
    const silent: string[] = [];
    let end = 0;
    for (const [i, { of, name, words }] of typed.entries()) {
      end += lines[i].length;
      const { data } = await kernel.inspect(code, end - 3);
      const shown = (data as Record<string, string>)["text/plain"] ?? "";
      if (!shown.includes(name) || !shown.includes(words) || shown.includes("{@"))
        silent.push(`${of}.${name}: ${shown}`);
    }
    expect(silent).toEqual([]);
  });
});

it.each(["", "tracking"])("has a docstring for everything that can be typed, in assay/%s", (room) => {
  const undocumented = publicApi(room).filter(
    ({ kind, words }) => !["namespace", "type"].includes(kind) && words === "",
  );
  expect(undocumented.map(({ of, name }) => `${of}.${name}`)).toEqual([]);
});
