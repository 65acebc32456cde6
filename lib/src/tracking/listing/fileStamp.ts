import { statSync } from "node:fs";

/** Two changes of a file within this time may leave it with the same times on a coarse file system, ms. */
const COARSEST_CLOCK = 2000;

/** Which content files have, without reading them. */
export interface FileStamp {
  /** Inode, time of change and size of each file: `ctime` cannot be set back, and every save gives a record another inode. */
  readonly text: string;
  /** Long enough ago that any later change shows in the text. */
  readonly settled: boolean;
}

/** The stamp of a file; undefined where it is not there. */
export function fileStamp(path: string): FileStamp | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  const { ino, ctimeMs, size } = stats;
  return { text: `${ino}.${ctimeMs}.${size}`, settled: Date.now() - ctimeMs > COARSEST_CLOCK };
}

/** The stamp of a record, with that of a file beside it, which need not be there. */
export function withStamp(record: FileStamp, path: string): FileStamp {
  const other = fileStamp(path);
  return {
    text: `${record.text} ${other?.text ?? "-"}`,
    settled: record.settled && (other?.settled ?? true),
  };
}
