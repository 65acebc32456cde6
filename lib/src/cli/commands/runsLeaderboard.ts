import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { leaderboard } from "../../tracking/index.js";
import type { Context } from "../context.js";

interface Options {
  readonly study?: string;
  readonly by: string;
}

/** `assay runs leaderboard`: what backtests are worth after all trials. */
export function addLeaderboard(runs: Command, { output }: Context): void {
  runs
    .command("leaderboard")
    .description("completed runs with a backtest, by deflated Sharpe ratio after all trials of their study")
    .option("--study <name>", "only the runs of a study")
    .option("--by <metric>", "rank by this metric of the backtest, highest first", "deflatedSharpe")
    .action(({ study, by }: Options) => {
      const board = leaderboard(projectRoot(), { by, ...(study !== undefined && { study }) });
      output.result(board, output.json && board.toJSON());
    });
}
