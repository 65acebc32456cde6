import { closeSync, openSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { BLOCK_ROWS } from "./panelIndex.js";

/** Appends rows to the file of a panel and takes the checksum of each block of rows. */
export class PanelWriter {
  readonly #file: number;
  readonly #blockBytes: number;
  readonly #done: number[] = [];
  #crc = 0;
  /** Bytes of the block that is not full yet. */
  #filled = 0;

  constructor(path: string, width: number) {
    this.#file = openSync(path, "wx");
    this.#blockBytes = BLOCK_ROWS * width * 8;
  }

  append(rows: Float64Array): void {
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    for (let at = 0; at < bytes.length; at += writeSync(this.#file, bytes, at));
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + this.#blockBytes - this.#filled);
      this.#crc = crc32(part, this.#crc);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#blockBytes) this.#endBlock();
    }
  }

  /** CRC-32 of each block; the last one may have fewer rows. */
  checksums(): number[] {
    if (this.#filled > 0) this.#endBlock();
    return this.#done;
  }

  close(): void {
    closeSync(this.#file);
  }

  #endBlock(): void {
    this.#done.push(this.#crc);
    this.#crc = 0;
    this.#filled = 0;
  }
}
