import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail, processExists } from "../../core/index.js";

interface Owner {
  readonly pid: number;
  /** When the owning process started, UTC milliseconds: a process id alone is reused, in containers at once. */
  readonly started: number;
  /** When the lock was taken, UTC milliseconds. */
  readonly since: number;
}

export interface Lock {
  release(): void;
}

/**
 * Take the lock file at `path`, or fail and say who holds it. The lock of a process that is gone is taken over
 * and `onMessage` is told.
 */
export function takeLock(path: string, what: string, onMessage: (message: string) => void): Lock {
  mkdirSync(dirname(path), { recursive: true });
  const me: Owner = { pid: process.pid, started: processStart(), since: Date.now() };
  const mine = `${path}.${process.pid}.${process.hrtime.bigint()}`;
  writeFileSync(mine, JSON.stringify(me));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (linked(mine, path)) {
        sweepLeftovers(path);
        return { release: () => releaseLock(path, me) };
      }
      const owner = readOwner(path);
      if (owner === undefined) continue;
      if (isAlive(owner, me)) failBusy(what, owner);
      if (removeStale(path, owner)) {
        onMessage(`took over the lock on ${what} from process ${owner.pid}, which is gone`);
      }
    }
    fail("data.ingest", `could not take the lock on ${what}: other processes keep taking it`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function processStart(): number {
  return Math.round(Date.now() - process.uptime() * 1000);
}

/** A hard link appears whole or not at all, and never replaces another file. */
function linked(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner, me: Owner): boolean {
  if (owner.pid === me.pid) return Math.abs(owner.started - me.started) < 2000;
  return processExists(owner.pid);
}

/** Move the stale lock aside; if another process was faster and its live lock was moved, put that back. */
function removeStale(path: string, stale: Owner): boolean {
  const aside = `${path}.stale.${process.pid}.${process.hrtime.bigint()}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  const moved = readOwner(aside);
  const wasStale = moved?.pid === stale.pid && moved.since === stale.since;
  if (!wasStale) linked(aside, path);
  rmSync(aside, { force: true });
  return wasStale;
}

/** Half-made lock files of processes that are gone: `NAME.lock.PID.…` and `NAME.lock.stale.PID.…`. */
function sweepLeftovers(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const pid = Number(/^(?:stale\.)?(\d+)\./.exec(name.slice(prefix.length))?.[1]);
    if (name.startsWith(prefix) && pid !== process.pid && !processExists(pid)) {
      rmSync(join(dirname(path), name), { force: true });
    }
  }
}

function releaseLock(path: string, me: Owner): void {
  const owner = readOwner(path);
  if (owner?.pid === me.pid && owner.since === me.since) rmSync(path, { force: true });
}

function failBusy(what: string, owner: Owner): never {
  const age = Math.max(0, Math.round((Date.now() - owner.since) / 1000));
  fail("data.ingest", `process ${owner.pid} has been writing ${what} for ${age} s`, {
    fix: `wait for it; if that process is not Assay, remove locks/${what}.lock in the lake`,
  });
}
