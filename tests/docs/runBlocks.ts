import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { readQualityPolicy } from "../../lib/dist/data/index.js";
import { Kernel, type Message } from "../../lib/dist/notebook/index.js";
import { type Block, blocksOf } from "./blocks.js";
import { type DocsProject, REPOSITORY } from "./docsProject.js";

const pagesOf = (folder: string) =>
  readdirSync(join(REPOSITORY, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...pagesOf("docs"),
  ...pagesOf("docs/guide"),
  ...pagesOf("docs/methodology"),
];

const SCRIPTS: Record<string, string> = JSON.parse(
  readFileSync(join(REPOSITORY, "package.json"), "utf8"),
).scripts;

/** Settings that the docs name by their file, each with what reads it. */
const READERS: Readonly<Record<string, (path: string) => unknown>> = {
  "config/quality.yaml": readQualityPolicy,
};

/** Its blocks are cases that end badly, written by the script that runs them; `tests/gate/adversarial.test.ts` runs them, too. */
const CASES = "docs/adversarial.md";

/** The pages of the docs, each with its blocks. */
export const BLOCKS = PAGES.map((page) => ({
  page,
  blocks: (page === CASES ? [] : blocksOf(join(REPOSITORY, page), page)).map((block) => ({
    ...block,
    title: `${block.language} ${block.info}, line ${block.line}`,
  })),
}));

/** Runs blocks of pages in `project`, the cells in one kernel. */
export class PageRunner {
  private kernel: Kernel | undefined;

  constructor(private readonly project: DocsProject) {}

  async run(block: Block): Promise<void> {
    const { project } = this;
    switch (block.language) {
      case "ts":
        this.kernel ??= await Kernel.start({ cwd: project.root, env: project.env });
        return runCell(this.kernel, block);
      case "bash":
      case "sh":
        return runLines(block, project);
      case "yaml":
      case "csv":
        return writeFile(block, project);
      case "json":
        return void JSON.parse(block.source);
      case "text":
      case "math":
        return;
      default:
        expect.fail(`${block.page}:${block.line}: say which language this block is in`);
    }
  }

  async close(): Promise<void> {
    await this.kernel?.shutdown();
  }
}

/**
 * A cell must run, or fail as the block says (`fails with TypeScriptError`). A comment after its last line is what it
 * must show.
 */
async function runCell(kernel: Kernel, { page, line, info, source }: Block): Promise<void> {
  const errors: object[] = [];
  let shown = "";
  const listen = ({ header, content }: Message) => {
    if (header.msg_type === "error") errors.push(content);
    if (header.msg_type === "stream") shown += content.text;
  };
  const { reply } = await kernel.execute(source, listen, { stopOnError: false });
  const { status, ename, evalue } = reply.content;
  const [, failure] = /^fails with (\w+)$/.exec(info) ?? [];
  const where = `${page}:${line}`;
  if (failure) expect({ status, ename }, where).toEqual({ status: "error", ename: failure });
  else expect({ status, ename, evalue, errors }, where).toEqual({ status: "ok", errors: [] });
  const [, expected] = /\S.* \/\/ (.*)\n$/.exec(source) ?? [];
  if (expected) expect(shown.trim(), where).toBe(expected);
}

/** `npx assay …` must succeed; `npm …` must name a script, which continuous integration runs. */
function runLines({ page, line, source }: Block, project: DocsProject): void {
  for (const command of source.replaceAll("\\\n", " ").split("\n")) {
    const where = `${page}:${line}: ${command}`;
    if (/^\s*(#.*)?$/.test(command)) continue;
    if (/^npx assay\b/.test(command)) runAssay(command, where, project);
    else {
      const parts = command.split("&&").map((part) => part.trim());
      for (const part of parts) expect(isScript(part), `${where}: neither assay nor a script`).toBe(true);
    }
  }
}

function runAssay(command: string, where: string, project: DocsProject): void {
  const shell = command.replace(/^npx assay/, '"$NODE" "$ASSAY"');
  const env = { ...project.env, NODE: process.execPath, ASSAY: join(REPOSITORY, "lib/bin/assay.js") };
  const { status, stderr } = spawnSync("sh", ["-c", shell], { cwd: project.root, env, encoding: "utf8" });
  expect(status, `${where}\n${stderr}`).toBe(0);
}

function isScript(command: string): boolean {
  const [npm, verb, name] = command.split(/\s+/);
  if (npm !== "npm") return false;
  return verb === "ci" || (verb === "test" ? "test" : verb === "run" ? name : "") in SCRIPTS;
}

/** A file that the docs show: later commands of the page find it under the name after the language. */
function writeFile({ page, line, language, info, source }: Block, project: DocsProject): void {
  expect(info, `${page}:${line}: name the file`).toMatch(/\.(yaml|csv)$/);
  project.file(info, source);
  if (language === "yaml") expect(parse(source)).toBeTypeOf("object");
  READERS[info]?.(join(project.root, info));
}
