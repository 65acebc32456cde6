import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { BLOCK_ROWS, type PanelIndex, panelFile } from "./panelIndex.js";

/** Which part of a panel to read. */
export interface Part {
  /** Rows, the end excluded. */
  readonly start: number;
  readonly end: number;
  /** Columns in the order that is asked for. Default: all. */
  readonly columns?: Int32Array;
}

/** Reads panels from the files in a folder, each block of rows against its checksum. */
export class PanelReader {
  readonly #width: number;

  constructor(
    readonly folder: string,
    readonly index: PanelIndex,
  ) {
    this.#width = index.symbols.length;
  }

  /** Rows of a field: no other blocks are read than those that hold them. Throws when they are damaged. */
  read(field: string, part: Part): Float64Array {
    const file = openSync(panelFile(this.folder, field), "r");
    try {
      const expected = this.index.instants.length * this.#width * 8;
      const { size } = fstatSync(file);
      if (size !== expected) throw new Error(`${field} has ${size} bytes, not ${expected}`);
      return this.#readRows(file, field, part);
    } finally {
      closeSync(file);
    }
  }

  #readRows(file: number, field: string, { start, end, columns }: Part): Float64Array {
    const width = this.#width;
    const outWidth = columns?.length ?? width;
    const out = new Float64Array((end - start) * outWidth);
    const scratch = new Float64Array(BLOCK_ROWS * width);
    for (let block = Math.floor(start / BLOCK_ROWS); block * BLOCK_ROWS < end; block++) {
      const first = block * BLOCK_ROWS;
      const next = Math.min(first + BLOCK_ROWS, this.index.instants.length);
      if (!columns && first >= start && next <= end) {
        this.#readBlock(
          file,
          { field, block },
          out.subarray((first - start) * width, (next - start) * width),
        );
        continue;
      }
      const rows = scratch.subarray(0, (next - first) * width);
      this.#readBlock(file, { field, block }, rows);
      const [from, to] = [Math.max(start, first), Math.min(end, next)];
      const asked = rows.subarray((from - first) * width, (to - first) * width);
      const target = out.subarray((from - start) * outWidth, (to - start) * outWidth);
      if (columns) gatherInto(target, asked, { columns, width });
      else target.set(asked);
    }
    return out;
  }

  #readBlock(file: number, { field, block }: { field: string; block: number }, target: Float64Array): void {
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    const got = readSync(file, bytes, 0, bytes.length, block * BLOCK_ROWS * this.#width * 8);
    if (got !== bytes.length || crc32(bytes) !== this.index.checksums[field][block]) {
      throw new Error(`${field}: rows from ${block * BLOCK_ROWS} on are not as they were written`);
    }
  }
}

/** Columns of the rows of a matrix that is `width` wide, row by row. */
export function gatherInto(
  out: Float64Array,
  rows: Float64Array,
  { columns, width }: { columns: Int32Array; width: number },
): void {
  for (let at = 0, row = 0; at < out.length; row += width) {
    for (let j = 0; j < columns.length; j++) out[at++] = rows[row + columns[j]];
  }
}
