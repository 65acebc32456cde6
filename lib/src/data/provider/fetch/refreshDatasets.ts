import { AssayError } from "../../../core/index.js";
import type { Lake } from "../../lake/lake.js";
import { readDataSources } from "../config/dataSources.js";
import { ProviderRefusal } from "../refusal.js";
import type { RefreshOptions } from "./fetchOptions.js";
import { refreshDataset } from "./refreshDataset.js";
import { type Refreshed, RefreshReport } from "./refreshReport.js";

/**
 * Bring several datasets up to date, one after the other, see {@link refreshDataset}: those named, or all that
 * `config/data_sources.yaml` has. One that fails does not stop the others.
 */
export async function refreshDatasets(
  lake: Lake,
  datasets?: readonly string[],
  options: RefreshOptions = {},
): Promise<RefreshReport> {
  const { sources = readDataSources() } = options;
  const refreshed: Refreshed[] = [];
  for (const dataset of datasets ?? Object.keys(sources.datasets)) {
    refreshed.push(await refreshOne(lake, dataset, { ...options, sources }));
  }
  return new RefreshReport(refreshed);
}

async function refreshOne(lake: Lake, dataset: string, options: RefreshOptions): Promise<Refreshed> {
  try {
    const result = await refreshDataset(lake, dataset, options);
    return result ? { dataset, result } : { dataset };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    if (error instanceof ProviderRefusal && error.kind === "cancelled") throw error;
    return { dataset, error };
  }
}
