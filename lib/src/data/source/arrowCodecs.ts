import { createRequire } from "node:module";
import type * as Arrow from "apache-arrow";
import { lazyModule } from "../../core/index.js";

const arrow = lazyModule<typeof Arrow>("apache-arrow");
const load = createRequire(import.meta.url);

type Decompress = (bytes: Uint8Array, size: number) => Uint8Array;

/** Let apache-arrow read record batches in LZ4 frames and Zstandard, as pyarrow, pandas and polars write them. */
export async function addArrowCodecs(): Promise<void> {
  const { compressionRegistry: known, CompressionType } = arrow;
  const lz4 = load("@foxglove/wasm-lz4") as Decompress & { isLoaded: Promise<unknown> };
  const zstd = load("@foxglove/wasm-zstd") as { decompress: Decompress; isLoaded: Promise<unknown> };
  await Promise.all([lz4.isLoaded, zstd.isLoaded]);
  known.set(CompressionType.LZ4_FRAME, { decode: whole(lz4) });
  known.set(CompressionType.ZSTD, { decode: whole(zstd.decompress) });
}

/** A buffer of a record batch begins with its size when unpacked; apache-arrow hands over what comes after that. */
const SIZE_BYTES = 8;

function whole(decompress: Decompress): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const head = new DataView(bytes.buffer, bytes.byteOffset - SIZE_BYTES, SIZE_BYTES);
    const size = Number(head.getBigInt64(0, true));
    const out = decompress(bytes, size);
    if (out.length !== size) throw new Error(`a buffer of ${size} bytes ends after ${out.length}`);
    return out;
  };
}
