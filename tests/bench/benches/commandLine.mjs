import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assay } from "../harness/assay.mjs";
import { dataDir, market } from "../harness/data.mjs";

const SHAPE = { dates: 1200, names: 500 };
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Load, compute, print: the rank IC of 21-day momentum at five days. The peer's cells say the same in pandas. */
const CELLS = [
  'import { ic, openLake } from "assay";',
  'const market = await openLake().market("bench");',
  'const momentum = market.close.div(market.close.lag(21)).sub(1).named("momentum");',
  "const reports = await ic.evaluate(market, [momentum], { horizons: [5], quantiles: 5 });",
  "console.log([...reports][0].metrics().rank_ic_mean_h5);",
];

/** A project with the dataset, and a notebook in it. */
async function makeProject() {
  const root = join(dataDir(), "project");
  mkdirSync(join(root, "templates"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"), "dir");
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "bench", private: true, workspaces: [] }));
  const cells = CELLS.map((source) => ({
    ...{ cell_type: "code", execution_count: null, metadata: {}, outputs: [] },
    source,
  }));
  const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 4 };
  writeFileSync(join(root, "templates", "momentum.ipynb"), JSON.stringify(notebook));
  const { openLake } = await assay("data/index.js");
  await openLake(join(root, "data")).ingest(await writeCsv(), { dataset: "bench" });
  return root;
}

async function writeCsv() {
  const { panel, time, assets } = await market(SHAPE);
  const [close, volume] = [panel("close").values, panel("volume").values];
  const lines = assets.symbols.flatMap((symbol, j) =>
    time.labels().map((date, i) => {
      const at = i * SHAPE.names + j;
      return `${date},${symbol},${close[at]},${close[at]},${close[at]},${close[at]},${volume[at]}`;
    }),
  );
  const file = join(dataDir(), "momentum.csv");
  writeFileSync(file, `date,symbol,open,high,low,close,volume\n${lines.join("\n")}\n`);
  return file;
}

async function prepareRun() {
  const root = await makeProject();
  const { ASSAY_DATA, ASSAY_RUN_DIR, ...env } = process.env;
  const options = { cwd: root, env: { ...env, ASSAY_ROOT: root }, stdio: "ignore" };
  const command = [join(ROOT, "lib/bin/assay.js"), "run", "momentum"];
  return {
    run: () => {
      rmSync(join(root, "experiments"), { recursive: true, force: true });
      execFileSync(process.execPath, command, options);
      return join(root, "experiments", readdirSync(join(root, "experiments"))[0], "notebook.ipynb");
    },
    numbers: (path) => Float64Array.of(printed(path)),
  };
}

function printed(path) {
  const { cells } = JSON.parse(readFileSync(path, "utf8"));
  return Number([cells.at(-1).outputs[0].text].flat().join(""));
}

export const commandLine = [
  {
    group: "notebook",
    name: "load, evaluate a factor, through the command line",
    size: "600,000 rows",
    threads: 1,
    prepare: prepareRun,
    peers: [
      {
        name: "papermill + ipykernel",
        task: "kernel.papermill",
        args: {},
        note: "pandas cells that compute the rank IC alone; ours also evaluates quantiles and turnover, records the run and writes the report",
      },
    ],
  },
];
