import type { Command } from "commander";
import { fail, projectRoot } from "../../core/index.js";
import { annotate, type RunView } from "../../tracking/index.js";
import type { Context } from "../context.js";

/** `assay runs tag` and `assay runs note`: what a reader says of a run. */
export function addAnnotate(runs: Command, { output }: Context): void {
  const told = (run: RunView) => {
    const { tags, notes } = run.record;
    const last = notes.at(-1)?.text;
    output.result(`${run.runId}: ${tags.join(", ") || "no tags"}${last ? `\n${last}` : ""}`, {
      run_id: run.runId,
      tags,
      notes,
    });
  };
  runs
    .command("tag <run> <changes...>")
    .description("add and take away tags: +good -draft")
    .allowUnknownOption()
    .action((id: string, changes: string[]) => {
      const add = changes.filter((text) => !text.startsWith("-")).map((text) => text.replace(/^\+/, ""));
      const remove = changes.filter((text) => text.startsWith("-")).map((text) => text.slice(1));
      const both = add.find((tag) => remove.includes(tag));
      if (both) fail("assay runs tag", "a tag is added or taken away, not both", { received: both });
      told(annotate(projectRoot(), id, { add, remove }));
    });
  runs
    .command("note <run> <text>")
    .description("add a note, with the time")
    .action((id: string, note: string) => told(annotate(projectRoot(), id, { note })));
}
