import type { ClientOptions } from "../client/clientOptions.js";
import type { DataSources } from "../config/dataSources.js";

/** Options of a fetch and of a refresh. */
export interface RefreshOptions {
  /** The one provider to ask. Default: those of the dataset, in their order. */
  provider?: string;
  /** Publish although some symbols were delivered by nobody. Default false. */
  allowMissing?: boolean;
  /** Where datasets come from. Default: `config/data_sources.yaml` of the project. */
  sources?: DataSources;
  /** Stops the fetch; what was fetched is kept for the next. */
  signal?: AbortSignal;
  /** Told about pauses and repeated requests. Default: nobody. */
  onMessage?: (message: string) => void;
  /** Stronger than what the file says of providers, e.g. `timeoutMs`, `retries`. */
  client?: Partial<ClientOptions>;
}

export interface FetchOptions extends RefreshOptions {
  /** First session, `YYYY-MM-DD`. Default: `from` of the dataset. */
  from?: string;
  /** Last session. Default: the last one that is over. */
  to?: string;
  /** These only; what the dataset holds of others stays. Default: all of the dataset. */
  symbols?: readonly string[];
  /**
   * When bars that are new to a dataset were first known: `ingest`, now, or `bar`, at the end of their own date, e.g. of the
   * history of a symbol that joins. Default `ingest`. Those of a new dataset are known with their bar.
   */
  known?: "ingest" | "bar";
}

export const REFRESH_OPTIONS = ["provider", "allowMissing", "sources", "signal", "onMessage", "client"];
