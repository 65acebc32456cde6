import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { readRun } from "../../tracking/index.js";
import type { Context } from "../context.js";
import { addAnnotate } from "./runsAnnotate.js";
import { addCompare } from "./runsCompare.js";
import { addDiff } from "./runsDiff.js";
import { addExport } from "./runsExport.js";
import { addGc } from "./runsGc.js";
import { addLeaderboard } from "./runsLeaderboard.js";
import { addList } from "./runsList.js";
import { addSql } from "./runsSql.js";
import { addStudies } from "./runsStudies.js";
import { addVerify } from "./runsVerify.js";

/** `assay runs …`: the records in `experiments/`. */
export function runsCommand(context: Context): Command {
  const runs = new Command("runs").description("the records of past runs");
  addList(runs, context);
  runs
    .command("show <run>")
    .description("one run: an id, the start of one, or `latest`")
    .action((id: string) => {
      const run = readRun(projectRoot(), id);
      context.output.result(run, { ...run.record, status: run.status });
    });
  addCompare(runs, context);
  addDiff(runs, context);
  addLeaderboard(runs, context);
  addStudies(runs, context);
  addSql(runs, context);
  addVerify(runs, context);
  addAnnotate(runs, context);
  addExport(runs, context);
  addGc(runs, context);
  return runs;
}
