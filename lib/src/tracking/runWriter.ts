import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  checkInteger,
  type DataUse,
  fail,
  LineWriter,
  type Recorder,
  sha256,
  type Trial,
  type TrialCount,
  writeAtomic,
} from "../core/index.js";
import { type ArtifactContent, artifactFile } from "./artifactContent.js";
import { type JournalEntry, journalLine } from "./journal.js";
import { kernelHooks, runningCell } from "./kernelHooks.js";
import { moduleWatch } from "./loadedModules.js";
import { metricLine } from "./metricLine.js";
import type { ArtifactRecord } from "./record.js";
import { FILES } from "./runState.js";
import { redactText } from "./secrets.js";
import { TrialCounter } from "./studies/trialCounter.js";

/** A journal entry before its time is written. */
type Untimed<T> = T extends JournalEntry ? Omit<T, "time"> : never;

/**
 * Adds to the files of a run. Any number of processes may do so at once: the owner of the record and the
 * kernels it started write in the same way.
 */
export class RunWriter implements Recorder {
  readonly runId: string;
  private readonly metrics: LineWriter;
  private readonly journal: LineWriter;
  private readonly steps = new Map<string, number>();
  private readonly uses = new Set<string>();
  private readonly tried: TrialCounter;
  private tellModules: (() => void) | undefined;
  private stopFollowing: (() => void) | undefined;

  constructor(readonly directory: string) {
    this.runId = basename(directory);
    this.tried = new TrialCounter(directory);
    this.metrics = new LineWriter(join(directory, FILES.metrics));
    this.journal = new LineWriter(join(directory, FILES.journal));
  }

  log(values: Readonly<Record<string, number>>, step?: number): void {
    checkMetrics(values, step);
    const time = now();
    const cell = runningCell();
    let lines = "";
    for (const [name, value] of Object.entries(values)) {
      const at = step ?? (this.steps.get(name) ?? -1) + 1;
      this.steps.set(name, at);
      lines += metricLine({ step: at, time, name, value, cell });
    }
    if (lines) this.metrics.append(lines);
  }

  artifact(name: string, content: ArtifactContent): ArtifactRecord {
    checkArtifactName(name);
    const { file, bytes, type } = artifactFile(name, content);
    const path = `${FILES.artifacts}/${file}`;
    const target = join(this.directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeAtomic(target, bytes);
    const artifact = { name, path, bytes: bytes.length, sha256: sha256(bytes), type };
    this.enter({ type: "artifact", artifact });
    return artifact;
  }

  note(text: string): void {
    this.enter({ type: "note", text: redactText(checkText("note", text)) });
  }

  tag(tag: string): void {
    this.enter({ type: "tag", tag: redactText(checkText("tag", tag)) });
  }

  warn(text: string): void {
    this.enter({ type: "warning", text: redactText(text) });
  }

  /** Report what the kernel of this process has loaded, now, at the end of each cell, and when this is closed. */
  followModules(root: string): void {
    const news = moduleWatch(root);
    if (!news) return;
    this.tellModules = () => {
      for (const module of news()) this.enter({ type: "module", module });
    };
    this.tellModules();
    this.stopFollowing = kernelHooks()?.onCell(this.tellModules);
  }

  /** Report a dataset version that was read; the same use again is not written again. */
  dataUsed(use: DataUse): void {
    const key = JSON.stringify(use);
    if (this.uses.has(key)) return;
    this.uses.add(key);
    this.enter({ type: "data", use });
  }

  trial(trial: Trial): void {
    this.enter({ type: "trial", cell: runningCell(), trial });
  }

  /** What every process of the run has tried so far, and what its study had tried before. */
  trials(): TrialCount {
    return this.tried.count();
  }

  enter(entry: Untimed<JournalEntry>): void {
    this.journal.append(journalLine({ ...entry, time: now() }));
  }

  close(): void {
    this.stopFollowing?.();
    this.tellModules?.();
    this.metrics.close();
    this.journal.close();
  }
}

function now(): string {
  return new Date().toISOString();
}

function checkMetrics(values: Readonly<Record<string, number>>, step: number | undefined): void {
  const who = "tracking.log";
  if (step !== undefined) checkInteger(who, "step", step, 0);
  if (typeof values !== "object" || values === null) {
    fail(who, "values must be an object of numbers by name", {
      received: values,
      fix: "log({ ic_mean: 0.03 })",
    });
  }
  for (const [name, value] of Object.entries(values)) {
    if (!/^[A-Za-z0-9_./-]+$/.test(name)) {
      fail(who, "a metric's name must consist of letters, digits, _ . / -", { received: name });
    }
    if (typeof value !== "number") fail(who, `the value of ${name} must be a number`, { received: value });
  }
}

function checkText(what: "note" | "tag", text: string): string {
  if (typeof text === "string" && text.trim() !== "") return text.trim();
  return fail(`tracking.${what}`, "text must not be empty", { received: text });
}

function checkArtifactName(name: string): void {
  const parts = typeof name === "string" ? name.split("/") : [];
  const legal = parts.length > 0 && parts.every((part) => /^[A-Za-z0-9_][A-Za-z0-9_. -]*$/.test(part));
  if (!legal) {
    fail("tracking.artifact", "name must be a relative path of letters, digits, _ . - and spaces", {
      received: name,
    });
  }
}
