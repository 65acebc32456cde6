import { backtest } from "./backtest.mjs";
import { commandLine } from "./commandLine.mjs";
import { evaluation } from "./evaluation.mjs";
import { ingest } from "./ingest.mjs";
import { intraday } from "./intraday.mjs";
import { kernel } from "./kernel.mjs";
import { library } from "./library.mjs";
import { operators } from "./operators.mjs";
import { published } from "./published.mjs";
import { report } from "./report.mjs";

/** All benchmarks, in the order they run. */
export const benches = [
  ...operators,
  ...library,
  ...published,
  ...evaluation,
  ...ingest,
  ...intraday,
  ...backtest,
  ...kernel,
  ...commandLine,
  ...report,
];
