import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, sha256, writeAtomic } from "../../../core/index.js";

/** A page that was read and found good, keys taken out. */
export interface CachedPage {
  readonly type: string;
  readonly body: string;
}

/** The pages of one fetch, on disk: a fetch that was killed goes on where it was. */
export class PageCache {
  constructor(
    private readonly dir: string,
    /** Older pages are asked for again. */
    private readonly maxAgeHours: number,
  ) {}

  /** The page behind a request, which is told by everything but its keys; undefined when there is none. */
  read(request: unknown): CachedPage | undefined {
    const path = this.pathOf(request);
    if (!existsSync(path) || Date.now() - statSync(path).mtimeMs > this.maxAgeHours * 3_600_000)
      return undefined;
    try {
      return JSON.parse(readFileSync(path, "utf8")) as CachedPage;
    } catch {
      return undefined;
    }
  }

  write(request: unknown, page: CachedPage): void {
    mkdirSync(this.dir, { recursive: true });
    writeAtomic(this.pathOf(request), JSON.stringify(page));
  }

  /** Once its rows are published nobody needs it. */
  clear(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  private pathOf(request: unknown): string {
    return join(this.dir, `${sha256(canonicalJson(request))}.json`);
  }
}
