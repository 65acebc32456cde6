import { Command } from "commander";
import { openLake } from "../../data/index.js";
import { exitCodeOf } from "../../notebook/index.js";
import type { Context } from "../context.js";
import { addFetch } from "./dataFetch.js";
import { addHoldout } from "./dataHoldout.js";
import { addRefresh } from "./dataRefresh.js";

/** `assay data …`: what the lake holds, and whether it is intact. */
export function dataCommand({ output, exit }: Context): Command {
  const data = new Command("data").description(
    "fetch into and look into the lake: fetch, refresh, providers; status, verify, quarantine, flags, history; holdout, gc",
  );
  data
    .command("status")
    .description("each dataset: newest version, size, span, rows in quarantine and flagged, fingerprint")
    .action(() => {
      const lake = openLake();
      output.result(lake.status(), { datasets: lake.datasets().map((name) => lake.version(name)) });
    });
  data
    .command("verify [dataset]")
    .description("re-hash every published file and compare with the manifest")
    .action(async (dataset?: string) => {
      const verification = await openLake().verify(dataset);
      output.result(verification, { ok: verification.ok, files: verification.files });
      if (!verification.ok) exit(exitCodeOf({ status: "failed" }));
    });
  data
    .command("history <dataset>")
    .description("every published version, oldest first")
    .action((dataset: string) => {
      const entries = openLake().history(dataset);
      const lines = entries.map(
        (e) => `${e.version}  ${e.publishedAt}  ${e.rows} rows  ${e.fingerprint.slice(0, 12)}`,
      );
      output.result(lines.join("\n"), { dataset, versions: entries });
    });
  data
    .command("gc")
    .description("delete cached panels of versions that are not the newest; a read writes them again")
    .option("--all", "those of the newest versions as well", false)
    .action(({ all }: { all: boolean }) => {
      const collected = openLake().collect({ all });
      output.result(`deleted ${collected.folders} folders, ${collected.bytes} bytes`, { ...collected });
    });
  addFetch(data, output);
  addRefresh(data, { output, exit });
  addHoldout(data, output);
  for (const [name, what] of [
    ["quarantine", "rows of the newest version that were kept out, with the reason"],
    ["flags", "rows of the newest version that were published but stand out"],
  ] as const) {
    data
      .command(`${name} <dataset>`)
      .description(what)
      .action(async (dataset: string) => {
        const table = await openLake()[name](dataset);
        output.result(table, { dataset, rows: table.rows });
      });
  }
  return data;
}
