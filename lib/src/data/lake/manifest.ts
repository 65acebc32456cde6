import type { Frequency } from "../../core/index.js";
import type { ColumnMatch } from "../columns/detectColumns.js";
import type { BarsInfo } from "../intraday/barsInfo.js";
import type { Counts } from "../quality/inspect.js";
import type { QualityPolicy } from "../quality/policy.js";
import type { SourceInfo } from "../source/source.js";

/**
 * What a published file holds. `bars` are rows that were new when they were published, `restated` later rows of a
 * symbol and date that has one already: the same key twice, or without values where a row was withdrawn. `identities` are what
 * each symbol was called last, where the source tells.
 */
export type FileKind =
  | ("bars" | "restated" | "actions" | "listings" | "sectors" | "quarantine" | "flags")
  | "identities";

/** A published file: immutable, named by one version or by many. */
export interface ManifestFile {
  /** Relative to the lake, with forward slashes. */
  readonly path: string;
  readonly kind: FileKind;
  /** Of bars: which part of the dataset they belong to, e.g. `year=2020` or `symbol=AAPL/year=2020`. */
  readonly partition?: string;
  /**
   * Present when the file has the columns `known` (instant at which a row was first seen, null: with its bar) and
   * `version` (number of the version that brought it). Without them every row was known with its bar.
   */
  readonly known?: true;
  readonly bytes: number;
  readonly rows: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/** What a partition holds, as it is known last. */
export interface PartitionContent {
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  readonly rows: number;
  readonly sessions: number;
  /** First and last session, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** What a version changed of the one before it. Counts are rows of bars. */
export interface VersionChange {
  readonly kind: "ingest" | "append" | "rollback" | "compact";
  /** Of symbols and dates that had none. */
  readonly added: number;
  /** With other values than before. */
  readonly restated: number;
  /** Gone: not delivered any more (by an ingest of the whole), or judged wrong by a later look (by an append). */
  readonly removed: number;
  /** The version whose content is back: of a rollback. */
  readonly to?: string;
}

/** Everything that is known about one published version of a dataset. */
export interface ManifestEntry {
  readonly schema: 2;
  readonly dataset: string;
  /** `v1`, `v2`, … */
  readonly version: string;
  readonly frequency: Frequency;
  /**
   * SHA-256 of the published content, hex, restatements applied: the same for the same content, whatever file format it came
   * in and in how many pieces. It says nothing about when a row was first known.
   */
  readonly fingerprint: string;
  /** When it was published, UTC. */
  readonly publishedAt: string;
  readonly rows: number;
  readonly symbols: number;
  readonly sessions: number;
  /** First and last session, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Rows that were delivered, good or bad, for this version. */
  readonly delivered: number;
  /** Rows in quarantine, and flags, of the whole dataset. */
  readonly quarantined: Counts;
  readonly flagged: Counts;
  /** Where this version's delivery came from. */
  readonly source: SourceInfo;
  readonly columns: readonly ColumnMatch[];
  readonly policy: QualityPolicy;
  /** How the times of intraday bars came about; absent for daily bars. */
  readonly intraday?: BarsInfo;
  /** Absent in versions of schema 1. */
  readonly change?: VersionChange;
  /** Partition → its content. Absent in versions of schema 1. */
  readonly partitions?: Readonly<Record<string, PartitionContent>>;
  /** `actions`, `listings`, `sectors` → SHA-256 of the content, hex. Absent in versions of schema 1. */
  readonly tables?: Readonly<Record<string, string>>;
  /** Every file that the version consists of, also those that earlier versions wrote. */
  readonly files: readonly ManifestFile[];
  /** When its files were deleted, UTC; absent for a version that can be read. */
  readonly collectedAt?: string;
}
