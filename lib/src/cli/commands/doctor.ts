import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { exitCodeOf } from "../../notebook/index.js";
import type { Context } from "../context.js";
import { examine } from "../doctor/examine.js";
import type { Finding } from "../doctor/finding.js";

/** `assay doctor`: is everything here that Assay needs, and how is what is missing repaired? */
export function doctorCommand({ output, exit }: Context): Command {
  return new Command("doctor")
    .description(
      "check Node, library, kernel, Jupyter, disk, data, runs and git, and say how to fix each finding",
    )
    .action(async () => {
      const root = projectRoot();
      const findings = await examine(root, (finding) => {
        if (!output.json) output.message(lineOf(finding));
      });
      const count = (status: Finding["status"]) => findings.filter((each) => each.status === status).length;
      const [problems, warnings] = [count("problem"), count("warning")];
      output.result(`${root}: ${problems} problems, ${warnings} warnings`, {
        root,
        problems,
        warnings,
        findings,
      });
      exit(exitCodeOf({ status: problems > 0 ? "failed" : "completed" }));
    });
}

const lineOf = ({ status, check, message, fix }: Finding) =>
  `${status.padEnd(7)}  ${check.padEnd(10)}  ${message}${fix ? `\n${" ".repeat(21)}fix: ${fix}` : ""}`;
