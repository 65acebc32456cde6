import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail, processExists } from "../../core/index.js";

/** Written last; a folder without it is not a site. */
const MANIFEST = "site.json";

/** What a site remembers for the next time it is built. */
export interface SiteManifest {
  /** Of each run, what its pages were made of. */
  readonly runs: Readonly<Record<string, string>>;
  /** The comparisons that were asked for. */
  readonly comparisons: readonly (readonly string[])[];
}

/**
 * A site being written: into a folder of its own, which takes the place of the one before in one step when it is whole. A kill
 * leaves the site before. Only an empty folder or an older site is ever replaced.
 */
export class SiteFolder {
  /** The site before, if there is one that can be read. */
  readonly before: SiteManifest | undefined;
  private readonly staging: string;
  private readonly aside: string;

  constructor(readonly out: string) {
    const folder = dirname(out);
    mkdirSync(folder, { recursive: true });
    tidy(out);
    if (existsSync(out) && !existsSync(join(out, MANIFEST)) && readdirSync(out).length > 0) {
      fail("report.buildSite", "the folder holds something that is not a site", {
        received: out,
        fix: "choose an empty folder, or one that is not there",
      });
    }
    this.before = manifestIn(out);
    this.staging = `${out}.${process.pid}.new`;
    this.aside = `${out}.${process.pid}.old`;
    mkdirSync(this.staging);
  }

  write(path: string, content: string): void {
    writeFileSync(this.place(path), content);
  }

  /** Take over a file: the same file on the same disk, else a copy. */
  take(source: string, path: string): void {
    const place = this.place(path);
    try {
      linkSync(source, place);
    } catch {
      copyFileSync(source, place);
    }
  }

  /** Take over a folder of the site before; false where it is not there. */
  keep(path: string): boolean {
    const source = join(this.out, path);
    if (!existsSync(source)) return false;
    for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      this.take(file, join(path, file.slice(source.length)));
    }
    return true;
  }

  /** Put the site in its place. */
  publish(manifest: SiteManifest): void {
    this.write(MANIFEST, `${JSON.stringify(manifest)}\n`);
    if (existsSync(this.out)) renameSync(this.out, this.aside);
    renameSync(this.staging, this.out);
    rmSync(this.aside, { recursive: true, force: true });
  }

  /** Leave everything as it was. */
  abandon(): void {
    rmSync(this.staging, { recursive: true, force: true });
    if (existsSync(this.aside) && !existsSync(this.out)) renameSync(this.aside, this.out);
  }

  private place(path: string): string {
    const place = join(this.staging, path);
    mkdirSync(dirname(place), { recursive: true });
    return place;
  }
}

/** Remove what a killed process left beside the site, and put back the site that it had taken away. */
function tidy(out: string): void {
  const left = new RegExp(`^${basename(out).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\.(\\d+)\\.(new|old)$`);
  for (const name of readdirSync(dirname(out))) {
    const [, pid, kind] = left.exec(name) ?? [];
    if (!pid || isRunning(Number(pid))) continue;
    const path = join(dirname(out), name);
    if (kind === "old" && !existsSync(out)) renameSync(path, out);
    else rmSync(path, { recursive: true, force: true });
  }
}

const isRunning = (pid: number): boolean => pid !== process.pid && processExists(pid);

function manifestIn(out: string): SiteManifest | undefined {
  try {
    const { runs, comparisons } = JSON.parse(readFileSync(join(out, MANIFEST), "utf8")) as SiteManifest;
    return typeof runs === "object" && Array.isArray(comparisons) ? { runs, comparisons } : undefined;
  } catch {
    return undefined;
  }
}
