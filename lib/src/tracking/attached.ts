import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fail, projectRoot, setRecorder } from "../core/index.js";
import { kernelHooks } from "./kernelHooks.js";
import { recordForNextRun } from "./pendingRecorder.js";
import { FILES } from "./runState.js";
import { RunWriter } from "./runWriter.js";
import { parseRunRecord } from "./schema.js";

/** Environment variable: the folder of the run that this process works for. */
export const RUN_DIRECTORY = "ASSAY_RUN_DIR";

let attached: RunWriter | undefined;

/** Does this process work for a run that another one owns? */
export function isAttached(): boolean {
  return Boolean(process.env[RUN_DIRECTORY]);
}

/** The id of the run that this process works for, if there is one. */
export function attachedRunId(): string | undefined {
  const directory = process.env[RUN_DIRECTORY];
  return directory ? basename(directory) : undefined;
}

/**
 * Join the run named by `ASSAY_RUN_DIR`: data uses and trials of this process land in its record from now on.
 * In a kernel without the variable, they are kept for the run that `startRun` will make. The library's main entry calls this on import; a run that
 * cannot be joined is a process warning here, and an error from `startRun`.
 */
export function attachFromEnvironment(): void {
  if (!isAttached()) {
    if (kernelHooks()) recordForNextRun();
    return;
  }
  try {
    attach();
  } catch (error) {
    process.emitWarning(`${(error as Error).message}; data uses and trials are not recorded`, "AssayWarning");
  }
}

/** Join the run named by `ASSAY_RUN_DIR`, once per process; an error when it is not there or not running. */
export function attach(): RunWriter {
  const directory = process.env[RUN_DIRECTORY] as string;
  if (attached?.directory === directory) return attached;
  const { status } = parseRunRecord(recordText(directory), join(directory, FILES.record));
  if (status !== "running") {
    fail("tracking.startRun", `${RUN_DIRECTORY} names a run that is over (${status})`, {
      received: directory,
      fix: `unset ${RUN_DIRECTORY} to start a run of its own`,
    });
  }
  attached = new RunWriter(directory);
  attached.followModules(projectRoot());
  setRecorder(attached);
  return attached;
}

function recordText(directory: string): string {
  try {
    return readFileSync(join(directory, FILES.record), "utf8");
  } catch (cause) {
    return fail("tracking.startRun", `${RUN_DIRECTORY} names no run`, { received: directory, cause });
  }
}
