import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";

/** A code cell as a notebook file holds it. */
export function code(source: string, ...tags: string[]): object {
  return {
    cell_type: "code",
    execution_count: null,
    metadata: tags.length ? { tags } : {},
    outputs: [],
    source,
  };
}

export function markdown(source: string): object {
  return { cell_type: "markdown", metadata: {}, source };
}

/** The text of a notebook file; cells have no ids, as in nbformat 4.4. */
export function notebookText(...cells: readonly object[]): string {
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 });
}

/** A project folder outside of the repository, in which `assay` is installed. */
export class TestProject {
  readonly root = mkdtempSync(join(tmpdir(), "assay-project-"));
  private runs = 0;

  constructor() {
    mkdirSync(join(this.root, "node_modules"));
    mkdirSync(join(this.root, "templates"));
    symlinkSync(
      fileURLToPath(new URL("../../lib", import.meta.url)),
      join(this.root, "node_modules", "assay"),
    );
  }

  template(name: string, ...cells: readonly object[]): string {
    writeFileSync(join(this.root, "templates", `${name}.ipynb`), notebookText(...cells));
    return name;
  }

  file(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** A package that exports `value`. */
  package(name: string, manifest: object, value: string): void {
    this.file(`node_modules/${name}/package.json`, JSON.stringify({ name, ...manifest }));
    this.file(`node_modules/${name}/index.js`, `export const value = ${value};`);
    this.file(`node_modules/${name}/index.d.ts`, "export declare const value: number;");
  }

  runDir(): string {
    return join(this.root, "experiments", `run-${++this.runs}`);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const schema = JSON.parse(readFileSync(new URL("./nbformat-4.5.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** What is wrong with a notebook file by the nbformat 4.5 schema; empty if it is valid. */
export function nbformatErrors(path: string): string[] {
  validate(JSON.parse(readFileSync(path, "utf8")));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
