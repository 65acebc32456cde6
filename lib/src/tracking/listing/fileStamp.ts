import { statSync } from "node:fs";
import { join } from "node:path";

/** Two changes of a file within this time may leave it with the same times on a coarse file system, ms. */
const COARSEST_CLOCK = 2000;

/** Which content files have, without reading them. */
export interface FileStamp {
  /** Inode, time of change and size of each: `ctime` cannot be set back, and every save gives a record another inode. */
  readonly text: string;
  /** Long enough ago that any later change shows in the text. */
  readonly settled: boolean;
}

/** The stamp of files of `directory`; undefined where the first is not there. */
export function fileStamp(directory: string, files: readonly string[]): FileStamp | undefined {
  const texts: string[] = [];
  let latest = 0;
  for (const file of files) {
    const stats = statSync(join(directory, file), { throwIfNoEntry: false });
    if (!stats && texts.length === 0) return undefined;
    texts.push(stats ? `${stats.ino}.${stats.ctimeMs}.${stats.size}` : "-");
    latest = Math.max(latest, stats?.ctimeMs ?? 0);
  }
  return { text: texts.join(" "), settled: Date.now() - latest > COARSEST_CLOCK };
}
