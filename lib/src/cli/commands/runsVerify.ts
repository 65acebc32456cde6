import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import type { Verdict } from "../../notebook/index.js";
import type { Context } from "../context.js";
import { interruptible } from "../interruptible.js";

const EXIT: Readonly<Record<Verdict, number>> = { verified: 0, differs: 1, cannot: 2 };

/** `assay runs verify`: execute a run again from its record and compare. */
export function addVerify(runs: Command, { output, exit }: Context): void {
  runs
    .command("verify <run>")
    .description(
      "execute a headless run again from its record, and compare every metric and artifact to the bit",
    )
    .option("--at-commit", "with the code that the run had, in a temporary folder")
    .option("--timeout <seconds>", "limit for the whole execution", Number)
    .action(async (id: string, { atCommit, timeout }: { atCommit?: boolean; timeout?: number }) => {
      const { verifyRun } = await import("../../notebook/index.js");
      const { runProgress } = await import("../progress.js");
      const verification = await interruptible((signal) =>
        verifyRun(id, {
          ...{ root: projectRoot(), atCommit, signal },
          timeouts: { runMs: timeout === undefined ? undefined : timeout * 1000 },
          onEvent: runProgress("verify"),
        }),
      );
      exit(EXIT[verification.verdict]);
      output.result(verification, verification.toJSON());
    });
}
