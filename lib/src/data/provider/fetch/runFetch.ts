import { isIntraday } from "../../../core/index.js";
import { checkMissing } from "./checkMissing.js";
import { type Fetched, summaryOf, together } from "./fetched.js";
import type { FetchJob } from "./fetchJob.js";
import { fetchPart, pagesOf } from "./fetchPart.js";
import type { FetchPart } from "./fetchPlan.js";
import { FetchResult } from "./fetchResult.js";
import { providerSource } from "./providerSource.js";
import { runBarFetch } from "./runBarFetch.js";

/** Fetch the parts of a dataset and bring them into the lake as one transaction. */
export async function runFetch(
  job: FetchJob,
  parts: readonly FetchPart[],
  { restAllowed = false } = {},
): Promise<FetchResult> {
  const { dataset, options, source } = job;
  const rules = { allowMissing: options.allowMissing ?? false, restAllowed };
  if (isIntraday(source.frequency)) return runBarFetch(job, parts, rules);
  const cache = pagesOf(job);
  const found: Fetched[] = [];
  const rescaled: string[] = [];
  for (const part of parts) {
    const { fetched, moved } = await fetchPart(job, part, cache);
    found.push(fetched);
    rescaled.push(...moved);
  }
  const fetched = together(found);
  const summary = summaryOf(fetched);
  checkMissing(dataset, summary, rules);
  const published = await job.lake.append(providerSource(fetched), {
    ...{ dataset, known: options.known ?? "ingest" },
    ...(options.onMessage && { onMessage: options.onMessage }),
  });
  cache.clear();
  return new FetchResult(dataset, summary, { published, rescaled });
}
