import { AssayError } from "../../core/index.js";

/** A file of a run could not be written. */
export class UnwritableError extends AssayError {
  constructor(path: string, cause: unknown) {
    super("notebook.run", `cannot write ${path}`, { cause, fix: (cause as Error).message });
  }
}

/** Codes of the system that only writing gives, and those of a file in place of a folder. */
const FULL = ["ENOSPC", "EDQUOT", "EROFS", "EFBIG", "ENOTDIR", "EEXIST"];
/** Codes that mean a write failed when they come from something other than opening or reading. */
const REFUSED = ["EACCES", "EPERM"];
const WRITES = ["mkdir", "write", "rename", "copyfile", "unlink", "fsync"];

/** An error of the system that says that something could not be written. */
export function isWriteFailure(error: unknown): boolean {
  const { code = "", syscall = "" } = (error ?? {}) as NodeJS.ErrnoException;
  return FULL.includes(code) || (REFUSED.includes(code) && WRITES.includes(syscall));
}
