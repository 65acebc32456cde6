import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../core/index.js";
import { fileStamp } from "../../tracking/index.js";
import { comparedRun } from "./comparedRun.js";
import { curvesOf } from "./curves.js";
import { type Kin, type RunFiles, runPage } from "./runPage.js";
import { siteCode } from "./siteCode.js";
import type { SiteFolder } from "./siteFolder.js";
import { mentionOf, runPath, type SiteRun } from "./siteRun.js";

/** Writes the pages of runs, or keeps those of the site before. */
export class RunPages {
  readonly keys: Record<string, string> = {};
  written = 0;
  private readonly byRunId: ReadonlyMap<string, SiteRun>;
  private readonly children = new Map<string, SiteRun[]>();

  constructor(
    private readonly site: SiteFolder,
    runs: readonly SiteRun[],
  ) {
    this.byRunId = new Map(runs.map((run) => [run.view.runId, run]));
    for (const run of runs) {
      const { parent } = run.view.head;
      if (parent === null) continue;
      const siblings = this.children.get(parent) ?? [];
      siblings.push(run);
      this.children.set(parent, siblings);
    }
  }

  add(run: SiteRun): void {
    const { parent } = run.view.head;
    const kin: Kin = {
      parent: parent === null ? undefined : this.byRunId.get(parent),
      children: this.children.get(run.view.runId) ?? [],
    };
    const key = keyOf(run, kin);
    const folder = runPath(run.id);
    if (key === undefined || this.site.before?.runs[run.id] !== key || !this.site.keep(folder)) {
      this.write(run, kin);
    }
    if (key !== undefined) this.keys[run.id] = key;
  }

  private write(run: SiteRun, kin: Kin): void {
    const folder = runPath(run.id);
    const curves = curvesOf(run.view);
    const compared = comparedRun(run, curves);
    const files = this.takeFiles(run);
    this.site.write(`${folder}/index.html`, runPage(run, compared, { curves, kin, files, site: this.site }));
    this.site.write(`${folder}/run.js`, `siteRun(${JSON.stringify(compared)});\n`);
    this.written++;
  }

  private takeFiles({ id, view }: SiteRun): RunFiles {
    const wanted: readonly [words: string, source: string, name: string][] = [
      ["Report", "report.html", "report.html"],
      ["Metrics", "metrics.csv", "metrics.csv"],
      ["Uncommitted changes", view.record.code.patch ? "code.patch" : "", "code.patch.txt"],
    ];
    const there = wanted.filter(([, source]) => source !== "" && existsSync(join(view.directory, source)));
    for (const [, source, name] of there)
      this.site.take(join(view.directory, source), `${runPath(id)}/${name}`);
    return Object.fromEntries(there.map(([words, , name]) => [words, name]));
  }
}

const FILES = ["run.json", "annotations.jsonl", "journal.jsonl"];

/** What the page of a run is made of; undefined while that can still change without a trace. */
function keyOf(run: SiteRun, { parent, children }: Kin): string | undefined {
  if (run.view.status === "running") return undefined;
  const stamps = FILES.map((file) => fileStamp(join(run.view.directory, file)));
  if (stamps.some((stamp) => stamp?.settled === false)) return undefined;
  const report = statSync(join(run.view.directory, "report.html"), { throwIfNoEntry: false });
  const kin = [parent, ...children].map((each) => (each ? mentionOf(each) : ""));
  const texts = stamps.map((stamp) => stamp?.text);
  const made = [siteCode(), texts, report?.mtimeMs, report?.size, mentionOf(run), kin];
  return sha256(JSON.stringify(made)).slice(0, 32);
}
