import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RunRecord, type RunView, sameData } from "../../tracking/index.js";
import type { Difference } from "./runVerification.js";

/** What came out differently when a run was executed again: metrics by step, artifacts. */
export function outcomeDifferences(recorded: RunView, again: RunView): Difference[] {
  return [...differing("metric", points(recorded), points(again)), ...artifacts(recorded, again)];
}

function differing(
  what: Difference["what"],
  recorded: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): Difference[] {
  const names = [...new Set([...recorded.keys(), ...now.keys()])];
  return names
    .map((name) => ({ what, name, recorded: recorded.get(name) ?? "none", now: now.get(name) ?? "none" }))
    .filter((each) => each.recorded !== each.now);
}

/** What was read by one of the two only, in words. */
export function dataChanged({ record: a }: RunView, { record: b }: RunView): string | undefined {
  if (sameData(a, b) !== "different") return undefined;
  const read = ({ data }: RunRecord) =>
    [
      ...new Set(data.map(({ dataset, version, from, to }) => `${dataset} ${version} from ${from} to ${to}`)),
    ].join(", ");
  return `it read ${read(a) || "no data"}; executed again it reads ${read(b) || "none"}`;
}

/** Values with all their digits, by name and step; a repetition of the same step by its place. */
function points(run: RunView): Map<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    run.points().map(({ name, step, value }) => {
      const key = `${name}, step ${step}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      return [times > 1 ? `${key}, no. ${times}` : key, Object.is(value, -0) ? "-0" : String(value)];
    }),
  );
}

function artifacts(recorded: RunView, again: RunView): Difference[] {
  const now = new Map(again.record.artifacts.map((each) => [each.name, each]));
  const extra = [...now.keys()].filter(
    (name) => !recorded.record.artifacts.some((each) => each.name === name),
  );
  return [
    ...recorded.record.artifacts.flatMap(({ name, path, sha256, type }): Difference[] => {
      const other = now.get(name);
      if (!other) return [{ what: "artifact", name, recorded: sha256.slice(0, 12), now: "none" }];
      if (other.sha256 === sha256) return [];
      const files = [join(recorded.directory, path), join(again.directory, other.path)];
      return isText(type) ? [firstLine(name, files)] : [bytes(name, sha256, other.sha256)];
    }),
    ...extra.map(
      (name): Difference => ({
        what: "artifact",
        name,
        recorded: "none",
        now: now.get(name)?.sha256.slice(0, 12) ?? "",
      }),
    ),
  ];
}

const isText = (type: string): boolean => type.startsWith("text/") || type === "application/json";

const bytes = (name: string, recorded: string, now: string): Difference => ({
  what: "artifact",
  name,
  recorded: recorded.slice(0, 12),
  now: now.slice(0, 12),
});

/** The first line that differs, in both. */
function firstLine(name: string, files: readonly string[]): Difference {
  const [recorded, now] = files.map((file) => readFileSync(file, "utf8").split("\n"));
  const at = recorded.findIndex((line, i) => line !== now[i]);
  const line = at < 0 ? recorded.length : at;
  return {
    what: "artifact",
    name: `${name}, line ${line + 1}`,
    recorded: recorded[line] ?? "none",
    now: now[line] ?? "none",
  };
}
