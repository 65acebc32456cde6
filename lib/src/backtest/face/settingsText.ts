import { counted } from "../../core/index.js";
import type { BacktestNumbers } from "../backtestNumbers.js";

/** One line that says what was traded, when and at which cost. */
export function settingsText({ settings, time }: BacktestNumbers): string {
  const { rebalance, fill, delay, commissionBps, spreadBps, borrowBps } = settings;
  const span =
    time.length > 0
      ? `${time.label(0)} to ${time.label(time.length - 1)}, ${counted(time.length, "session")}`
      : "no session";
  const sessions = rebalance === 1 ? "session" : `${rebalance} sessions`;
  const pace = typeof rebalance === "number" ? `every ${sessions}` : rebalance;
  const when = delay === 1 ? "the next session" : `${delay} sessions later`;
  const costs = [`commission ${commissionBps} bp`, `spread ${spreadBps} bp (half paid per trade)`];
  if (borrowBps > 0) costs.push(`borrowing ${borrowBps} bp per year`);
  return [span, settings.signal, `rebalanced ${pace}, filled at the ${fill} of ${when}`, ...costs].join(
    " · ",
  );
}
