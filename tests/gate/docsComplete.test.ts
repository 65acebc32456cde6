import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { QUALITY_RULES } from "../../lib/dist/data/index.js";
import { Factor } from "../../lib/dist/expr/index.js";
import { RUN_DIRECTORY } from "../../lib/dist/tracking/index.js";

const docs = new URL("../../docs/", import.meta.url);
const page = (name: string) => readFileSync(new URL(name, docs), "utf8");
const guide = readdirSync(new URL("guide/", docs))
  .map((name) => page(`guide/${name}`))
  .join("\n");

const bin = new URL("../../lib/bin/assay.js", import.meta.url).pathname;
const help = async (...command: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [bin, ...command, "--help"])).stdout;

/** The commands that a help text lists, `help` itself left out. */
function commandsIn(text: string): string[] {
  const [, list = ""] = text.split("\nCommands:\n");
  return Array.from(list.matchAll(/^ {2}([a-z]+)/gm), ([, name]) => name).filter((name) => name !== "help");
}

it("explains every command and option in the guide", async () => {
  for (const name of commandsIn(await help())) {
    const group = await help(name);
    const leaves = commandsIn(group);
    const texts = leaves.length > 0 ? await Promise.all(leaves.map((leaf) => help(name, leaf))) : [group];
    for (const leaf of leaves) expect(guide).toMatch(leaf === "parquet" ? leaf : `assay ${name} ${leaf}`);
    if (leaves.length === 0) expect(guide).toMatch(`assay ${name}`);
    const options = new Set(texts.flatMap((text) => text.match(/^ {2}(?:-\w, )?--[\w-]+/gm) ?? []));
    for (const option of options) expect(guide).toContain(option.replace(/^.*?--/, "--"));
  }
}, 60_000);

it("lists the rooms in the order that the import rule has", () => {
  const [, list] = page("architecture.md").split("```text\ncli ");
  const rooms = ["cli", ...Array.from(list.split("```")[0].matchAll(/^([a-z]+) /gm), ([, room]) => room)];
  const rules: { forbidden: { name: string }[] } = createRequire(import.meta.url)(
    "../../.dependency-cruiser.cjs",
  );
  const ruled = rules.forbidden.flatMap(({ name }) => /^(\w+)-through-its-door$/.exec(name)?.[1] ?? []);
  expect(rooms).toEqual(ruled);
});

it("names every method of a factor, every field of a record and every setting", () => {
  const methods = Object.getOwnPropertyNames(Factor.prototype).filter(
    (name) =>
      name !== "constructor" &&
      typeof Object.getOwnPropertyDescriptor(Factor.prototype, name)?.value === "function" &&
      !["toJSON", "toText", "toHtml", "table", "step", "with", "over", "across"].includes(name),
  );
  for (const method of methods) expect(guide, method).toContain(method);
  const record = readFileSync(new URL("../../lib/src/tracking/record.ts", import.meta.url), "utf8");
  const [, body] = record.split("export interface RunRecord {");
  for (const [, field] of body.matchAll(/^ {2}readonly (\w+):/gm)) expect(guide).toContain(`\`${field}\``);
  const settings = readFileSync(new URL("../../config/quality.yaml", import.meta.url), "utf8");
  for (const [, key] of settings.matchAll(/^(\w+):/gm)) expect(guide).toContain(`${key}:`);
  expect(page("architecture.md")).toContain(RUN_DIRECTORY);
  for (const { name } of QUALITY_RULES) expect(page("methodology/data.md")).toContain(`\`${name}\``);
});

it("gives the golden figures of the real panel as they are", () => {
  const golden = JSON.parse(readFileSync(new URL("../golden/ic/sp500.json", import.meta.url), "utf8"));
  for (const h of [1, 5, 21]) {
    const figures = [
      golden.filtered[`h${h}`].rankIc.mean,
      golden.alphalens[`h${h}`].rankIcMean,
      golden.alphalensDefault[`rankIcMean_h${h}`],
    ];
    const row = `| ${h} | ${figures.map((figure: number) => figure.toFixed(6)).join(" | ")} |`;
    expect(page("methodology/evaluation.md")).toContain(row);
  }
});
