import type { CodeIdentity, ModuleRecord, RunRecord } from "../record.js";

/** Whether two runs agree in one respect; `unknown` where their records do not say. */
export type Sameness = "same" | "different" | "unknown";

const sameIf = (same: boolean): Sameness => (same ? "same" : "different");

type Code = Pick<RunRecord, "code"> & Partial<Pick<RunRecord, "modules">>;

/** The same commit and patch, and the same local modules where both say. Files that a patch leaves out, or a missing commit, leave it open. */
export function sameCode({ code: a, modules: loaded }: Code, { code: b, modules: other }: Code): Sameness {
  if (loaded && other && differingModules(loaded, other).length > 0) return "different";
  if (!a.commit || !b.commit) return "unknown";
  if (a.commit !== b.commit || a.patch?.sha256 !== b.patch?.sha256) return "different";
  return whole(a) && whole(b) ? "same" : "unknown";
}

const whole = ({ dirty, patch }: CodeIdentity): boolean => (patch ? patch.omitted.length === 0 : !dirty);

/** Paths of the local modules that only one has, or that have different content. */
export function differingModules(a: readonly ModuleRecord[], b: readonly ModuleRecord[]): string[] {
  const keys = [a, b].map((modules) => new Set(modules.map(({ path, sha256 }) => `${sha256} ${path}`)));
  const one = [...keys[0]].filter((key) => !keys[1].has(key));
  const other = [...keys[1]].filter((key) => !keys[0].has(key));
  return [...new Set([...one, ...other].map((key) => key.slice(key.indexOf(" ") + 1)))].sort();
}

/** The same datasets with the same content over the same span. */
export function sameData({ data: a }: RunRecord, { data: b }: RunRecord): Sameness {
  if (a.length === 0 && b.length === 0) return "unknown";
  return sameIf(dataKeys(a) === dataKeys(b));
}

/** What was read, as one text; the version's number does not count. */
export function dataKeys(data: RunRecord["data"]): string {
  const keys = data.map(({ dataset, fingerprint, from, to }) => `${dataset} ${fingerprint} ${from} ${to}`);
  return [...new Set(keys)].sort().join("\n");
}

/** The same versions of Node, the library, the kernel, its compiler, the platform, and the lock file. */
export function sameEnvironment(a: RunRecord, b: RunRecord): Sameness {
  return sameIf(environmentRows(a).every(([, value], i) => value === environmentRows(b)[i][1]));
}

/** What of the environment can change a number. */
export function environmentRows({
  environment: env,
  lockFile,
}: Pick<RunRecord, "environment" | "lockFile">): [string, string | null][] {
  return [
    ["node", env.node],
    ["platform", `${env.platform} ${env.arch}`],
    ["assay", env.assay],
    ["tslab", env.tslab],
    ["typescript", env.typescript],
    ["lock file", lockFile?.sha256.slice(0, 12) ?? null],
  ];
}

/** The same points in the same order, to the bit. */
export function sameMetrics(a: RunRecord, b: RunRecord): Sameness {
  if (a.metricPoints === 0 && b.metricPoints === 0) return "unknown";
  return sameIf(a.metricsSha256 === b.metricsSha256);
}
