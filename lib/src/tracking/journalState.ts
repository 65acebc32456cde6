import type { DataUse, TrialCount } from "../core/index.js";
import { type JournalEntry, parseJournalLine } from "./journal.js";
import type { ArtifactRecord, JsonValue, ModuleRecord, RunRecord } from "./record.js";

/** What the lines of a `journal.jsonl` amount to, kept up to date line by line. */
export class JournalState {
  private readonly data = new Map<string, DataUse>();
  private readonly artifacts = new Map<string, ArtifactRecord>();
  private readonly modules: ModuleRecord[] = [];
  private readonly tags = new Set<string>();
  private readonly warned = new Set<string>();
  private readonly notes: { time: string; text: string }[] = [];
  private readonly params = new Map<string, JsonValue>();
  /** The different variants that were tried. */
  readonly hashes = new Set<string>();
  private seed: number | null = null;
  /** The study that the notebook named. */
  study: string | null = null;
  private tried = 0;
  private damaged = 0;

  add(line: string): void {
    const entry = parseJournalLine(line);
    if (entry) this.fold(entry);
    else this.damaged++;
  }

  private fold(entry: JournalEntry): void {
    switch (entry.type) {
      case "data":
        this.data.set(JSON.stringify({ ...entry.use, holdout: undefined }), entry.use);
        break;
      case "trial":
        this.tried++;
        this.hashes.add(entry.trial.hash);
        break;
      case "artifact":
        this.artifacts.set(entry.artifact.name, entry.artifact);
        break;
      case "note":
        this.notes.push({ time: entry.time, text: entry.text });
        break;
      case "tag":
        this.tags.add(entry.tag);
        break;
      case "untag":
        this.tags.delete(entry.tag);
        break;
      case "warning":
        this.warned.add(entry.text);
        break;
      case "start":
        this.seed = entry.seed ?? this.seed;
        this.study = entry.study ?? this.study;
        for (const [key, value] of Object.entries(entry.params)) this.params.set(key, value);
        break;
      case "module":
        this.modules.push(entry.module);
        break;
      case "code":
      case "verification":
        break;
    }
  }

  get trials(): TrialCount {
    return { count: this.tried, distinct: this.hashes.size };
  }

  /** `base` with what the journal adds. Parameters that the owner was given stand; a different one is a warning. */
  applyTo(base: RunRecord): RunRecord {
    return {
      ...base,
      params: { ...Object.fromEntries(this.params), ...base.params },
      seed: base.seed ?? this.seed,
      study: base.study ?? this.study,
      data: [...this.data.values()],
      artifacts: [...this.artifacts.values()],
      modules: base.modules && [...base.modules, ...this.modules],
      trials: this.trials,
      tags: [...new Set([...base.tags, ...this.tags])],
      notes: this.notes,
      warnings: [...new Set([...base.warnings, ...this.warned, ...this.conflicts(base), ...this.damages()])],
    };
  }

  private conflicts(base: RunRecord): string[] {
    const differs = (key: string) =>
      key in base.params && JSON.stringify(base.params[key]) !== JSON.stringify(this.params.get(key));
    return [...this.params.keys()]
      .filter(differs)
      .map(
        (key) => `parameter ${key}: the notebook said ${JSON.stringify(this.params.get(key))} to startRun`,
      );
  }

  private damages(): string[] {
    return this.damaged > 0 ? [`journal.jsonl: ${this.damaged} damaged line(s) left out`] : [];
  }
}
