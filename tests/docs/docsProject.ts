import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { openLake, publishSynthetic } from "../../lib/dist/data/index.js";
import { type SyntheticMarket, syntheticMarket } from "../../lib/dist/sim/index.js";
import { createRun } from "../../lib/dist/tracking/index.js";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

const HEADER = "date,symbol,open,high,low,close,volume";
/** One row for each of several quality rules, so that there is something in quarantine to read about. */
const BAD_ROWS = [
  "2018-03-05,BAD1,10,11,9,,100",
  "2018-03-05,BAD2,10,9,8,10,100",
  "someday,BAD3,10,11,9,10,100",
];

/** Below the repository, so that packages are found in the usual places; git does not look into it, nor it at git. */
const PLACE = join(REPOSITORY, "tmp");

/**
 * A project as a reader of the docs has it: templates, config, an installed library, the dataset `demo` in the lake,
 * and the files that the examples name (`prices.csv.gz`, `prices.parquet`, the folder `bars`).
 */
export class DocsProject {
  readonly root: string;
  /** No setting of the person who runs the tests reaches the examples; Jupyter's folder is in the project. */
  readonly env: NodeJS.ProcessEnv;

  constructor() {
    mkdirSync(PLACE, { recursive: true });
    this.root = mkdtempSync(join(PLACE, "docs-"));
    const inherited = Object.entries(process.env).filter(([name]) => !/^(ASSAY_|VITEST|NODE_ENV)/.test(name));
    this.env = {
      ...Object.fromEntries(inherited),
      JUPYTER_DATA_DIR: join(this.root, "jupyter"),
      GIT_CEILING_DIRECTORIES: PLACE,
    };
    this.file("package.json", JSON.stringify({ name: "docs", private: true, workspaces: ["lib"] }));
    for (const folder of ["templates", "config", "notebooks"]) {
      cpSync(join(REPOSITORY, folder), join(this.root, folder), { recursive: true });
    }
  }

  async fill(): Promise<void> {
    const market = syntheticMarket({ seed: 1, symbols: 40, years: 2 });
    await publishSynthetic(openLake(join(this.root, "data")), market, { dataset: "demo" });
    const rows = rowsOf(market);
    const all = [...rows.values()].flat();
    this.file("prices.csv.gz", gzipSync([HEADER, ...all, ...BAD_ROWS, ""].join("\n")));
    for (const [symbol, lines] of rows) this.file(`bars/${symbol}.csv`, [HEADER, ...lines, ""].join("\n"));
    await this.parquet();
  }

  /** Stand-ins for the runs that the commands of the guide make, for cells that look at them. */
  addRuns(): void {
    for (let i = 0; i < 2; i++) {
      const params = { factor: "reversal_5" };
      const run = createRun({ root: this.root, name: "factor-report", kind: "notebook", params });
      run.log({ rank_ic_mean: 0.02 });
      run.finish("completed");
    }
  }

  file(path: string, content: string | Uint8Array): void {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private async parquet(): Promise<void> {
    const connection = await (await DuckDBInstance.create()).connect();
    const [from, to] = ["bars/*.csv", "prices.parquet"].map((name) => `'${join(this.root, name)}'`);
    await connection.run(`COPY (SELECT * FROM read_csv(${from})) TO ${to} (FORMAT parquet)`);
    connection.closeSync();
  }
}

/** The lines of a CSV file for each symbol. */
function rowsOf({ time, assets, raw }: SyntheticMarket): Map<string, string[]> {
  const panels = [raw.open, raw.high, raw.low, raw.close, raw.volume];
  const rows = new Map<string, string[]>();
  assets.symbols.forEach((symbol, j) => {
    const lines: string[] = [];
    for (let i = 0; i < time.length; i++) {
      const cells = panels.map(({ values }) => values[i * assets.length + j]);
      if (!Number.isNaN(cells[3])) lines.push([time.label(i), symbol, ...cells].join(","));
    }
    rows.set(symbol, lines);
  });
  return rows;
}
