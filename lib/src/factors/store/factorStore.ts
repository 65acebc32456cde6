import {
  checkInteger,
  checkKeys,
  checkNumber,
  type DateLike,
  fail,
  isoDate,
  type Panel,
  type Showable,
  showsItself,
  TableView,
  TimeIndex,
} from "../../core/index.js";
import { openLake } from "../../data/index.js";
import {
  COMPUTE_OPTION_KEYS,
  type ComputeOptions,
  checkFactors,
  type Factor,
  type FieldSource,
} from "../../expr/index.js";
import { type Collected, type CollectOptions, collect } from "./collect.js";
import { computeStored, updateStored } from "./computeStored.js";
import { readEntry, readPanel, type StoreEntry } from "./entry.js";
import { FactorDiff, type Side } from "./factorDiff.js";
import {
  appendHistory,
  findHistory,
  type History,
  histories,
  type StoredVersion,
  versionOf,
} from "./history.js";
import { type KeptFactor, lookUp, type StoredFactor } from "./lookUp.js";
import { type Place, type StorePaths, storePaths } from "./paths.js";
import { Damaged } from "./segments.js";
import { checkStore, type StoreCheck } from "./storeCheck.js";

/** Which stored factor is meant. */
export interface StoredOptions {
  /** Name of the market it was computed on; needed where several have it. */
  dataset?: string;
  /** `v1`, `v2`, … Default: the current one. */
  version?: string;
}

/** Which of its values. */
export interface ReadOptions extends StoredOptions {
  /** First and last date, included. Default: all that is stored. */
  from?: DateLike;
  to?: DateLike;
}

/**
 * Evaluated factors, kept in a lake's folder `features`. A result is found by what it was computed from: the
 * expression, every value that it reads, and the engine; so what is read is what would be computed. Later dates extend
 * what is stored. Nothing that is found damaged is used.
 */
export class FactorStore implements Showable {
  readonly #paths: StorePaths;

  constructor(
    /** The lake's folder. */
    readonly dir: string,
  ) {
    this.#paths = storePaths(dir);
  }

  /**
   * The values of a factor on a market: read when they are stored, extended when only later dates are missing, else
   * computed; then stored. `how` and `reason` say which.
   */
  async compute(market: FieldSource, factor: Factor, options: ComputeOptions = {}): Promise<StoredFactor> {
    for await (const stored of this.computeEach(market, [factor], options)) return stored;
    return fail("factors.store.compute", "gave nothing");
  }

  /** The same for many factors, one after another (see `index`): those that are stored first. */
  computeEach(
    market: FieldSource,
    factors: readonly Factor[],
    options: ComputeOptions = {},
  ): AsyncGenerator<StoredFactor, void> {
    checkKeys("factors.store.compute", options, COMPUTE_OPTION_KEYS);
    checkFactors("factors.store.compute", factors);
    return computeStored(this.#at(market), factors, options);
  }

  /**
   * Bring what is stored up to date with a market, without giving its values: what is stored is not read, an extension
   * computes and writes the new dates only. Else as {@link computeEach}.
   */
  update(
    market: FieldSource,
    factors: readonly Factor[],
    options: ComputeOptions = {},
  ): AsyncGenerator<KeptFactor, void> {
    checkKeys("factors.store.update", options, COMPUTE_OPTION_KEYS);
    checkFactors("factors.store.update", factors);
    return updateStored(this.#at(market), factors, options);
  }

  /** What is stored for exactly this market and factor; `undefined` when nothing is, or when it is damaged. */
  get(market: FieldSource, factor: Factor): StoredFactor | undefined {
    const { stored } = lookUp(this.#at(market), { factor, index: 0 }, { withValues: true });
    return stored?.panel && { ...stored, panel: stored.panel };
  }

  /** The values of a version, without the market; of a span no more is read than lies in it. A damaged one is an error. */
  read(name: string, options: ReadOptions = {}): Panel {
    checkKeys("factors.store.read", options, ["dataset", "version", "from", "to"]);
    return this.#side(name, options).panel;
  }

  /** What is known about a version: expression, data, engine, dates, how it was computed. */
  describe(name: string, options: StoredOptions = {}): StoreEntry {
    checkKeys("factors.store.describe", options, ["dataset", "version"]);
    return this.#find(name, options, (_, entry) => entry);
  }

  /** The versions of a factor, oldest first, and which is current. */
  history(name: string, dataset?: string): History {
    return findHistory(this.#paths, name, dataset);
  }

  /** Every stored factor with its versions. */
  histories(): readonly History[] {
    return histories(this.#paths);
  }

  /** How the values of two versions differ, and what caused it. */
  diff(name: string, options: { from: string; to?: string; dataset?: string }): FactorDiff {
    checkKeys("factors.store.diff", options, ["from", "to", "dataset"]);
    const { from, to, dataset } = options;
    return new FactorDiff(
      this.#side(name, { version: from, dataset }),
      this.#side(name, { version: to, dataset }),
    );
  }

  /**
   * Make an older version the current one: what {@link read} gives. What {@link compute} gives does not change, it
   * follows from the market alone.
   */
  rollback(name: string, version: string, dataset?: string): StoredVersion {
    const history = this.history(name, dataset);
    const found = versionOf(history, version);
    appendHistory(this.#paths, { name, dataset: history.dataset, action: "rollback", key: found.key });
    return found;
  }

  /** Read and re-hash everything. */
  verify(): StoreCheck {
    return checkStore(this.#paths);
  }

  /** Delete old versions (`keep`), and what no version needs. */
  collect(options: CollectOptions = {}): Collected {
    checkKeys("factors.store.collect", options, ["keep", "olderThan"]);
    if (options.keep !== undefined) checkInteger("factors.store.collect", "keep", options.keep, 1);
    if (options.olderThan !== undefined) {
      checkNumber("factors.store.collect", "olderThan", options.olderThan, { min: 0 });
    }
    return collect(this.#paths, options);
  }

  toText(): string {
    return this.#table().toText();
  }
  toHtml(): string {
    return this.#table().toHtml();
  }

  #at(source: FieldSource): Place {
    const name = "name" in source && typeof source.name === "string" ? source.name : "in memory";
    return { paths: this.#paths, source, dataset: name };
  }

  /** A version's entry, under the name and dataset that it was asked by: other histories may share it. */
  #find<T>(
    name: string,
    { dataset, version }: StoredOptions,
    then: (found: StoredVersion, entry: StoreEntry) => T,
  ): T {
    const history = this.history(name, dataset);
    const found = versionOf(history, version);
    try {
      const entry = this.#entry(found);
      return then(found, { ...entry, dataset: history.dataset, factor: { ...entry.factor, name } });
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      const details = { received: found.key.slice(0, 12), fix: "compute it again" };
      return fail("factors.store", `${found.version} is damaged: ${error.message}`, details);
    }
  }

  #entry({ key }: StoredVersion): StoreEntry {
    const entry = readEntry(this.#paths, key);
    if (!entry) throw new Damaged("its description is gone");
    return entry;
  }

  #side(name: string, { from, to, ...options }: ReadOptions): Side {
    return this.#find(name, options, ({ version }, entry) => {
      const time = TimeIndex.of(Float64Array.from(entry.instants), entry.frequency);
      const start = from === undefined ? 0 : time.lowerBound(from);
      const end = to === undefined ? time.length : time.upperBound(to);
      return { version, entry, panel: readPanel(this.#paths, entry, { start, end: Math.max(start, end) }) };
    });
  }

  #table(): TableView {
    const rows = this.histories().map((history) => this.#row(history));
    return new TableView(rows, {
      title: rows.length > 0 ? "Stored factors" : "No factor is stored yet",
      columns: ["name", "dataset", "version", "versions", "from", "to", "dates", "symbols", "formula"].map(
        (key) => ({
          key,
          ...(key === "dates" || key === "symbols" ? { format: "integer" as const } : {}),
        }),
      ),
    });
  }

  #row({ name, dataset, versions, current }: History) {
    const version = versions.find(({ key }) => key === current);
    const there = versions.filter(({ removed }) => !removed).length;
    const head = { name, dataset, version: version?.version ?? "–", versions: there };
    try {
      const { instants, symbols, factor } = this.#entry(version as StoredVersion);
      const [from, to] = [instants[0], instants[instants.length - 1]].map(isoDate);
      return { ...head, from, to, dates: instants.length, symbols: symbols.length, formula: factor.formula };
    } catch (error) {
      return { ...head, formula: `damaged: ${(error as Error).message}` };
    }
  }
}
showsItself(FactorStore);

/** The factor store of a lake. Default: that of {@link openLake}. */
export function openFactorStore(dir?: string): FactorStore {
  return new FactorStore(openLake(dir).dir);
}
