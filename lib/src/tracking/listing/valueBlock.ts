import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256, writeAtomic } from "../../core/index.js";

const NAME = /^\.values-[0-9a-f]{16}\.f64$/;

/** A block that nobody names is left to its readers for so long, ms. */
const READERS_TAKE = 60_000;

/** The doubles of many runs in one file of `experiments/`. A file never changes: its name is the hash of what it holds. */
export class ValueBlock {
  private constructor(private readonly values: Float64Array) {}

  /** The block of this name; undefined where there is none. */
  static read(experiments: string, name: string): ValueBlock | undefined {
    if (!NAME.test(name)) return undefined;
    try {
      const { buffer, byteOffset, byteLength } = readFileSync(join(experiments, name));
      return new ValueBlock(new Float64Array(buffer, byteOffset, Math.floor(byteLength / 8)));
    } catch {
      return undefined;
    }
  }

  /** The `length` doubles from place `at`; undefined where they are not all there. */
  slice(at: number, length: number): Float64Array | undefined {
    return at + length <= this.values.length ? this.values.subarray(at, at + length) : undefined;
  }
}

/** Write `values` as a block; returns its name. */
export function writeValueBlock(experiments: string, values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const name = `.values-${sha256(bytes).slice(0, 16)}.f64`;
  writeAtomic(join(experiments, name), bytes);
  return name;
}

/** Remove all blocks but the one called `kept`, and those that another process may just have written. */
export function removeValueBlocks(experiments: string, kept: string): void {
  for (const name of readdirSync(experiments)) {
    if (!NAME.test(name) || name === kept) continue;
    const path = join(experiments, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (Date.now() - mtimeMs > READERS_TAKE) rmSync(path, { force: true });
  }
}
