import { fail, Panel, type TimeIndex } from "../../core/index.js";
import type { ReturnsLike } from "../sample.js";

/** The returns of all trials on the dates that all of them have. */
export interface TrialReturns {
  /** Row-major dates × trials, complete. */
  readonly values: Float64Array;
  readonly dates: number;
  readonly names: readonly string[];
  /** Dates left out because at least one trial has no return. */
  readonly incomplete: number;
  readonly time: TimeIndex | undefined;
}

export function completeDates(
  who: string,
  trials: Panel | readonly (Float64Array | ReturnsLike)[],
): TrialReturns {
  const { values, names, time } = trials instanceof Panel ? ofPanel(trials) : ofList(who, trials);
  const width = names.length;
  if (width < 2) fail(who, "needs at least two trials to choose from", { received: width });
  const out = new Float64Array(values.length);
  let dates = 0;
  for (let start = 0; start < values.length; start += width) {
    const row = values.subarray(start, start + width);
    if (row.every(Number.isFinite)) out.set(row, width * dates++);
  }
  return {
    values: out.subarray(0, dates * width),
    dates,
    names,
    incomplete: values.length / width - dates,
    time,
  };
}

type Given = Pick<TrialReturns, "values" | "names" | "time">;

function ofPanel({ values, assets, time }: Panel): Given {
  return { values, names: assets.symbols, time };
}

function ofList(who: string, trials: readonly (Float64Array | ReturnsLike)[]): Given {
  const list: ReturnsLike[] = trials.map((trial) =>
    trial instanceof Float64Array ? { returns: trial } : trial,
  );
  const dates = list[0]?.returns.length ?? 0;
  const time = list.find((trial) => trial.time)?.time;
  for (const trial of list) {
    if (trial.returns.length !== dates || (time && trial.time && !trial.time.equals(time))) {
      fail(who, "all trials must have their returns on the same dates", { received: trial.returns.length });
    }
  }
  const values = new Float64Array(dates * list.length);
  list.forEach(({ returns }, k) => {
    for (let i = 0; i < dates; i++) values[i * list.length + k] = returns[i];
  });
  return { values, names: list.map(({ name }, k) => name || `trial ${k + 1}`), time };
}
