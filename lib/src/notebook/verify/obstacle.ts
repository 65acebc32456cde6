import { FILE_VERSION, type Lake } from "../../data/index.js";
import { REDACTED, type RunView } from "../../tracking/index.js";

/** Why executing a run again would say nothing about its record; undefined when it would. */
export function obstacle({ record, status }: RunView, lake: Lake): string | undefined {
  const { kind, params, data } = record;
  if (kind !== "notebook") return `it is not the headless run of a notebook (${kind})`;
  if (status !== "completed") return `it did not complete (${status})`;
  if (JSON.stringify(params).includes(REDACTED)) return "a parameter is a secret, which is not recorded";
  const inLake = data.filter(({ version }) => version !== FILE_VERSION);
  const gone = inLake.find(({ dataset, fingerprint }) => !versionsOf(lake, dataset).includes(fingerprint));
  return gone && `version ${gone.version} of dataset ${gone.dataset}, which it read, is gone`;
}

function versionsOf(lake: Lake, dataset: string): string[] {
  return lake.datasets().includes(dataset) ? lake.history(dataset).map(({ fingerprint }) => fingerprint) : [];
}
