import { appendLines, LineReader, writeAtomic } from "../../core/index.js";

/** A line: a JSON list of format, key, stamp and value. It is parsed when its value is asked for. */
interface Line {
  readonly stamp: string;
  readonly text: string;
}

const HEAD = /^\["([^"\\]*)","([^"\\]*)","([^"\\]*)",/;

/**
 * What was learned from files, by key. A value counts only with the stamp that the files had when it was learned, so the lines
 * are never wrong, only incomplete: they can be deleted, torn, or written by several processes at once.
 */
export class StampedLines<T> {
  private readonly known = new Map<string, Line>();
  private readonly fresh: string[] = [];
  private length: number;

  /** @param format changes with the meaning of a line; lines of another format are not used */
  constructor(
    private readonly path: string,
    private readonly format: string,
  ) {
    const lines = linesOf(path);
    this.length = lines.length;
    for (const text of lines) {
      const [, ofFormat, key, stamp] = HEAD.exec(text) ?? [];
      if (ofFormat === format) this.known.set(key, { stamp, text });
    }
  }

  get(key: string, stamp = ""): T | undefined {
    const line = this.known.get(key);
    return line?.stamp === stamp ? valueIn<T>(line.text) : undefined;
  }

  /** What was learned last, whether it still holds or not. */
  latest(key: string): { readonly stamp: string; readonly value: T } | undefined {
    const line = this.known.get(key);
    const value = line && valueIn<T>(line.text);
    return value && { stamp: line.stamp, value };
  }

  keys(): Iterable<string> {
    return this.known.keys();
  }

  /** @param key and stamp: text without quotes and backslashes */
  set(key: string, stamp: string, value: T): void {
    const text = JSON.stringify([this.format, key, stamp, value]);
    this.known.set(key, { stamp, text });
    this.fresh.push(text);
    this.length++;
  }

  /**
   * Keep what was learned; where that cannot be written, the next reader learns it again. A file of more than twice as many
   * lines as there are keys to be asked for is written anew with those.
   */
  save(needed: Iterable<string>): void {
    if (this.fresh.length === 0) return;
    const keys = new Set(needed);
    try {
      if (this.length <= 2 * keys.size) appendLines(this.path, joined(this.fresh));
      else this.rewrite(keys);
    } catch {}
    this.fresh.length = 0;
  }

  /** Write the file anew with the lines of these keys. Throws when it cannot be written. */
  rewrite(keys: Iterable<string>): void {
    writeAtomic(this.path, joined([...keys].flatMap((key) => this.known.get(key)?.text ?? [])));
    this.fresh.length = 0;
  }
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

function linesOf(path: string): string[] {
  try {
    return new LineReader(path).next();
  } catch {
    return [];
  }
}

function valueIn<T>(text: string): T | undefined {
  try {
    return (JSON.parse(text) as [string, string, string, T])[3];
  } catch {
    return undefined;
  }
}
