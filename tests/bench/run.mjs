#!/usr/bin/env node
// Benchmarks against named peers. How to run and how to read them: docs/benchmarks.md.
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { benches } from "./benches/index.mjs";
import { asKernel } from "./harness/asKernel.mjs";
import { useDist } from "./harness/assay.mjs";
import { dataDir } from "./harness/data.mjs";
import { measure } from "./harness/measure.mjs";
import { startPeer } from "./harness/peer.mjs";
import { printReport } from "./harness/report.mjs";
import { readRowFiles, startRowFile } from "./harness/rowFile.mjs";

const HELP = `npm run bench -- [options]
  --only NAME   only benchmarks whose group or name contains NAME (repeatable)
  --runs N      counted runs after one warm-up, at least 5 for a figure to quote (default 5)
  --json        one JSON document on stdout, progress on stderr
  --markdown    the table as Markdown
  --list        names only
  --no-peer     measure ours alone
  --dist DIR    a build of the library other than lib/dist, to compare two
  --save FILE   where each row is written when it is measured (default output/bench.jsonl)
  --from FILE   measure nothing; print what such files hold (repeatable; a later row replaces an earlier one)
Peers run in the Python that ASSAY_PYTHON names (default: python3 when it has pandas), qlib in that of ASSAY_QLIB_PYTHON.`;

await asKernel();
const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    runs: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    "no-peer": { type: "boolean", default: false },
    dist: { type: "string" },
    save: { type: "string", default: "output/bench.jsonl" },
    from: { type: "string", multiple: true },
    help: { type: "boolean", default: false },
  },
});

if (options.help) {
  console.log(HELP);
  process.exit(0);
}
if (options.from) {
  printReport({ ...readRowFiles(options.from), format: options });
  process.exit(0);
}
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`bench: --runs must be a positive integer, got ${options.runs}`);
  process.exit(2);
}
const chosen = benches.filter(
  ({ group, name }) => !options.only || options.only.some((part) => `${group}: ${name}`.includes(part)),
);
if (options.list || chosen.length === 0) {
  for (const { group, name } of options.list ? chosen : benches) console.log(`${group}: ${name}`);
  if (!options.list) console.error(`bench: nothing is called ${options.only}; see the list above`);
  process.exit(options.list ? 0 : 2);
}

if (options.dist) useDist(options.dist);
const peer = options["no-peer"] ? null : await startPeer(dataDir());
const head = { runs, versions: peer?.versions ?? null };
const save = startRowFile(options.save, head);
const rows = [];
try {
  for (const bench of chosen) {
    process.stderr.write(`${bench.group}: ${bench.name} … `);
    if (bench.needs && !existsSync(bench.needs)) {
      process.stderr.write(`skipped: there is no ${basename(bench.needs)}\n`);
      continue;
    }
    const measured = await measure(bench, { runs, peer });
    process.stderr.write(`${measured.map((row) => `${row.peer} ${row.verdict}`).join(", ")}\n`);
    rows.push(...measured);
    save(measured);
  }
} finally {
  await peer?.stop();
}
printReport({ ...head, rows, format: options });
process.exit(rows.some((row) => row.agrees === false) ? 1 : 0);
