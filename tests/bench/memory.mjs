#!/usr/bin/env node
// Peak resident memory of Alpha158 on 2,520 × 500: ours as a stream and all at once, each in a process of its own, and
// qlib's expression engine on all instruments (ASSAY_QLIB_PYTHON). How to read it: docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { assay } from "./harness/assay.mjs";
import { bars } from "./harness/bars.mjs";
import { inQlib } from "./harness/qlib.mjs";

const SHAPE = { dates: 2520, names: 500 };
const [mode] = process.argv.slice(2);
const { set } = await assay("factors/index.js");
const factors = set("alpha158").map(({ factor }) => factor);

if (mode) {
  const { source } = await bars(SHAPE);
  const { computeEach, evaluate } = await assay("expr/index.js");
  let panels = 0;
  if (mode === "as a stream") for await (const _ of computeEach(source, factors)) panels++;
  else panels = evaluate(source, factors).length;
  console.log(`ours, ${panels} panels ${mode}: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} else {
  const here = fileURLToPath(import.meta.url);
  for (const each of ["as a stream", "at once"])
    spawnSync(process.execPath, [here, each], { stdio: "inherit" });
  await bars(SHAPE);
  const wanted = factors.map(({ name }) => name);
  const side = await inQlib("qlib_engine.expressions", {
    ...SHAPE,
    count: 500,
    wanted,
    first: 300,
    every: 50,
  });
  const peak = side && (await side.peak());
  console.log(side ? `qlib, one frame: ${Math.round(peak)} MB` : "qlib: not measured (ASSAY_QLIB_PYTHON)");
  await side?.close();
}
