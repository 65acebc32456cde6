import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeProject, type Project } from "../support/project.js";

const folder = new URL("../../notebooks/", import.meta.url).pathname;
const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));

/** The real panel; it is not part of the repository, and notebooks that read it are skipped where it is absent. */
const panel = resolve(
  new URL("../../", import.meta.url).pathname,
  process.env.ASSAY_REAL_DATA ?? "../shared/data",
  "panel/sp500_daily_20130208_20180207.csv.gz",
);
const readsPanel = (name: string) => readFileSync(join(folder, name), "utf8").includes('market(\\"sp500\\")');

interface Output {
  output_type: string;
  ename?: string;
  evalue?: string;
  text?: string[];
  data?: Record<string, string[]>;
}

interface Cell {
  id: string;
  cell_type: string;
  metadata: { tags?: string[] };
  execution_count?: number | null;
  outputs?: Output[];
}

const cellsOf = (path: string) => (JSON.parse(readFileSync(path, "utf8")) as { cells: Cell[] }).cells;

/** What a reader sees of a cell. The outputs of a cell tagged `varies` (ids, times) differ at every run. */
function shown({ cell_type, metadata, outputs = [] }: Cell): unknown {
  if (cell_type !== "code") return null;
  if (metadata.tags?.includes("varies")) return outputs.length;
  return outputs.map(({ output_type, ename, evalue, text, data }) => ({
    output_type,
    ename,
    evalue,
    text,
    data,
  }));
}

describe("committed notebooks", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject();
  });
  afterAll(() => project.remove());

  test.for(names)("%s gives its committed outputs again, digit by digit", async (name, { skip }) => {
    if (readsPanel(name)) {
      skip(!existsSync(panel), "the real panel is not here");
      const ingested = await project.assay("ingest", "csv", panel, "--dataset", "sp500");
      expect(ingested.code, ingested.stderr).toBe(0);
    }
    const committed = cellsOf(join(folder, name));
    expect(committed.some(({ outputs }) => outputs && outputs.length > 0)).toBe(true);
    const ran = await project.assay("run", `notebooks/${name}`, "--json");
    expect(ran.code, ran.stderr).toBe(0);
    const { run_id } = JSON.parse(ran.stdout) as { run_id: string };
    const executed = cellsOf(join(project.dir, "experiments", run_id, "notebook.ipynb"));
    expect(executed.map(({ id }) => id)).toEqual(committed.map(({ id }) => id));
    committed.forEach((cell, i) => {
      expect(shown(executed[i]), `cell ${cell.id}`).toEqual(shown(cell));
    });
  });

  test.each(names)("%s names no machine", (name) => {
    expect(readFileSync(join(folder, name), "utf8")).not.toMatch(/\/(home|root|work|Users|tmp)\//);
  });
});
