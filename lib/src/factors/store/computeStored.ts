import { Panel } from "../../core/index.js";
import { type ComputeOptions, computeEach, type Factor } from "../../expr/index.js";
import { type Base, DAMAGED, damageOf, findBase } from "./base.js";
import { readPanel, type StoreEntry, writeEntry } from "./entry.js";
import { appendHistory, historyOf } from "./history.js";
import { withOneNaN } from "./inputs.js";
import { type KeptFactor, lookUp, type Missing, type StoredFactor } from "./lookUp.js";
import type { Place } from "./paths.js";
import { appendRows, checkFiles } from "./segments.js";
import { tailSource } from "./tailSource.js";

/** Something to compute from a row on, joined to its base where it has one. */
interface Job extends Missing {
  readonly base?: Base;
  readonly reason: string;
  readonly warnings: readonly string[];
}

/** How to compute, and whether somebody reads the values: else older ones are not even opened. */
interface Wish extends ComputeOptions {
  readonly withValues: boolean;
}

type Done = KeptFactor & Partial<StoredFactor>;

/** Stored factors first, then what is missing, extended or computed, and stored; each is given as it is there. */
export async function* computeStored(
  place: Place,
  factors: readonly Factor[],
  options: ComputeOptions,
): AsyncGenerator<StoredFactor, void> {
  for await (const { panel, ...kept } of bringUpToDate(place, factors, { ...options, withValues: true })) {
    if (panel) yield { ...kept, panel };
  }
}

/** The same without the values. */
export async function* updateStored(
  place: Place,
  factors: readonly Factor[],
  options: ComputeOptions,
): AsyncGenerator<KeptFactor, void> {
  yield* bringUpToDate(place, factors, { ...options, withValues: false });
}

async function* bringUpToDate(
  place: Place,
  factors: readonly Factor[],
  { onProgress, ...wish }: Wish,
): AsyncGenerator<Done, void> {
  let done = 0;
  const tell = ({ name }: Factor) => {
    done++;
    onProgress?.({ done, total: factors.length, name });
  };
  const jobs: Job[] = [];
  for (const [index, factor] of factors.entries()) {
    const { asked, stored, warnings } = lookUp(place, { factor, index }, wish);
    if (stored) {
      remember(place, stored);
      tell(factor);
      yield stored;
    } else {
      const search = findBase(place, factor);
      jobs.push({ ...asked, ...search, warnings: [...new Set([...warnings, ...search.warnings])] });
    }
  }
  for await (const finished of finishAll(place, jobs, wish)) {
    tell(finished.factor);
    yield finished;
  }
}

/** Do jobs; one whose base turns out to be damaged is done once more, without it. */
async function* finishAll(place: Place, jobs: readonly Job[], wish: Wish): AsyncGenerator<Done, void> {
  const { withValues, ...options } = wish;
  const again: Job[] = [];
  for (const [start, some] of byStart(jobs)) {
    const wanted = some.map(({ factor }) => factor);
    for await (const { index, panel } of computeEach(tailSource(place.source, start), wanted, options)) {
      const finished = finish(place, { job: some[index], panel, withValues });
      if ("entry" in finished) yield finished;
      else again.push(finished);
    }
  }
  if (again.length > 0) yield* finishAll(place, again, wish);
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

/** What was computed for a job, from its start on. */
interface Computed {
  readonly job: Job;
  readonly panel: Panel;
  readonly withValues: boolean;
}

/** Write and remember what is new, and join it to what was there. With a damaged base: the job to do instead. */
function finish(place: Place, { job, panel, withValues }: Computed): Done | Job {
  const { factor, index, base, reason, warnings } = job;
  const { time, assets } = place.source;
  const { paths } = place;
  const width = assets.length;
  try {
    const known = base?.entry.instants.length ?? 0;
    const added = withOneNaN(panel.values.subarray((known - (base?.start ?? 0)) * width));
    const before = base?.entry.segments ?? [];
    const older = base && withValues ? readPanel(paths, base.entry).values : undefined;
    if (!older) checkFiles(paths, before, width);
    const segments = appendRows(paths, before, { values: added, width });
    const entry = writeEntry(paths, { ...descriptionOf(place, job), segments });
    const kept: KeptFactor = { factor, index, entry, how: base ? "extended" : "computed", reason, warnings };
    remember(place, kept);
    if (!withValues) return kept;
    const values = older ? joined(older, added) : added;
    return { ...kept, panel: Panel.of(time, assets, values, { name: factor.name }) };
  } catch (error) {
    const warning = damageOf(error, base?.entry.key ?? job.key);
    return { ...job, base: undefined, reason: DAMAGED, warnings: [...warnings, warning] };
  }
}

function descriptionOf({ source, dataset }: Place, job: Job): Omit<StoreEntry, "segments"> {
  const { factor, base, key, inputs, engine } = job;
  return {
    schema: 2,
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

function joined(older: Float64Array, added: Float64Array): Float64Array {
  const out = new Float64Array(older.length + added.length);
  out.set(older);
  out.set(added, older.length);
  return out;
}

/** Make it a version of its factor on this dataset, unless it is one. */
function remember({ paths, dataset }: Place, { factor, entry }: KeptFactor): void {
  const series = { name: factor.name, dataset };
  const known = historyOf(paths, series)?.versions.find(({ key }) => key === entry.key);
  if (!known || known.removed) appendHistory(paths, { ...series, action: "publish", key: entry.key });
}
