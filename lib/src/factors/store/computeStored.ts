import { Panel } from "../../core/index.js";
import { type ComputeOptions, computeEach, type Factor } from "../../expr/index.js";
import { type Base, DAMAGED, damageOf, findBase } from "./base.js";
import { readPanel, type StoreEntry, writeEntry } from "./entry.js";
import { appendHistory, historyOf } from "./history.js";
import { withOneNaN } from "./inputs.js";
import { lookUp, type Missing, type StoredFactor } from "./lookUp.js";
import type { Place } from "./paths.js";
import { tailSource } from "./tailSource.js";

/** Something to compute from a row on, joined to its base where it has one. */
interface Job extends Missing {
  readonly base?: Base;
  readonly reason: string;
  readonly warnings: readonly string[];
}

/** Give stored factors first, then extend or compute what is missing and store it; each is given as it is there. */
export async function* computeStored(
  place: Place,
  factors: readonly Factor[],
  { onProgress, ...options }: ComputeOptions,
): AsyncGenerator<StoredFactor, void> {
  let done = 0;
  const tell = ({ name }: Factor) => {
    done++;
    onProgress?.({ done, total: factors.length, name });
  };
  const jobs: Job[] = [];
  for (const [index, factor] of factors.entries()) {
    const { asked, stored, warnings } = lookUp(place, { factor, index });
    if (stored) {
      remember(place, stored);
      tell(factor);
      yield stored;
    } else {
      const search = findBase(place, factor);
      jobs.push({ ...asked, ...search, warnings: [...new Set([...warnings, ...search.warnings])] });
    }
  }
  for await (const finished of finishAll(place, jobs, options)) {
    tell(finished.factor);
    yield finished;
  }
}

/** Do jobs; one whose base turns out to be damaged is done once more, without it. */
async function* finishAll(
  place: Place,
  jobs: readonly Job[],
  options: ComputeOptions,
): AsyncGenerator<StoredFactor, void> {
  const again: Job[] = [];
  for (const [start, some] of byStart(jobs)) {
    const wanted = some.map(({ factor }) => factor);
    for await (const { index, panel } of computeEach(tailSource(place.source, start), wanted, options)) {
      const finished = finish(place, some[index], panel);
      if ("panel" in finished) yield finished;
      else again.push(finished);
    }
  }
  if (again.length > 0) yield* finishAll(place, again, options);
}

/** Jobs that begin at the same row are computed together. */
function byStart(jobs: readonly Job[]): Map<number, Job[]> {
  const groups = new Map<number, Job[]>();
  for (const job of jobs) {
    const start = job.base?.start ?? 0;
    groups.set(start, [...(groups.get(start) ?? []), job]);
  }
  return groups;
}

/** Join, write and remember what was computed. With a damaged base: the job to do instead. */
function finish(place: Place, job: Job, panel: Panel): StoredFactor | Job {
  const { factor, index, base, reason, warnings } = job;
  const { time, assets } = place.source;
  try {
    const values = withOneNaN(base ? joined(readPanel(place.paths, base.entry), base, panel) : panel.values);
    const entry = writeEntry(place.paths, descriptionOf(place, job), values);
    const whole = Panel.of(time, assets, values, { name: factor.name });
    const how = base ? "extended" : "computed";
    const stored: StoredFactor = { factor, index, panel: whole, entry, how, reason, warnings };
    remember(place, stored);
    return stored;
  } catch (error) {
    const warning = damageOf(error, base?.entry.key ?? job.key);
    return { ...job, base: undefined, reason: DAMAGED, warnings: [...warnings, warning] };
  }
}

function descriptionOf({ source, dataset }: Place, job: Job): Omit<StoreEntry, "values"> {
  const { factor, base, key, inputs, engine } = job;
  return {
    schema: 1,
    key,
    factor: { name: factor.name, hash: factor.hash, formula: factor.formula },
    expression: factor.node,
    dataset,
    inputs,
    source: source.fingerprint,
    engine,
    how: base ? { extended: base.entry.key, readFrom: source.time.label(base.start) } : "computed",
    at: new Date().toISOString(),
    frequency: source.time.frequency,
    instants: Array.from(source.time.instants),
    symbols: source.assets.symbols,
  };
}

/** The older values, then the rows after them; the tail begins before those, by the look-back at least. */
function joined(older: Panel, { start }: Base, tail: Panel): Float64Array {
  const width = tail.assets.length;
  const out = new Float64Array(start * width + tail.values.length);
  out.set(older.values);
  out.set(tail.values.subarray(older.values.length - start * width), older.values.length);
  return out;
}

/** Make it a version of its factor on this dataset, unless it is one. */
function remember({ paths, dataset }: Place, { factor, entry }: StoredFactor): void {
  const series = { name: factor.name, dataset };
  const known = historyOf(paths, series)?.versions.find(({ key }) => key === entry.key);
  if (!known || known.removed) appendHistory(paths, { ...series, action: "publish", key: entry.key });
}
