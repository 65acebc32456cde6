import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { processExists } from "../core/index.js";
import type { OwnerRecord } from "./record.js";

/** This process, told apart from every other one on this machine, also from a later one with the same pid. */
export function ownProcess(): OwnerRecord {
  return { host: hostname(), pid: process.pid, processStart: processStart(process.pid) ?? null };
}

/**
 * Is the process that owns a run still there? A process on another machine cannot be asked and is taken to be
 * alive, as is one whose start is unknown while its pid exists.
 */
export function isAlive(owner: OwnerRecord): boolean {
  if (owner.host !== hostname()) return true;
  if (!processExists(owner.pid)) return false;
  if (owner.processStart === null) return true;
  return processStart(owner.pid) === owner.processStart;
}

/** When process `pid` started; undefined when it is gone, a zombie, or the system does not say. */
function processStart(pid: number): string | undefined {
  if (process.platform === "linux") return linuxStart(pid);
  if (process.platform === "win32") return undefined;
  const answer = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  return answer.status === 0 ? answer.stdout.trim() || undefined : undefined;
}

/** Boot id and clock ticks since boot (proc(5), fields 3 and 22 of stat; field 2 may hold spaces and brackets). */
function linuxStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}
