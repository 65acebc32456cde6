import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type * as Fflate from "fflate";
import { fail, lazyModule } from "../../core/index.js";
import { ARROW, arrowToCsv } from "./arrowToCsv.js";
import { readFile } from "./readFile.js";

const fflate = lazyModule<typeof Fflate>("fflate");

const ZIP = /\.zip$/i;
const DATA = /\.(csv|tsv|txt|parquet|pq)(\.gz|\.zst)?$/i;

/** Content of an archive, unpacked; a larger one has to be unpacked by hand. */
const LARGEST = 2 ** 32;

/** Whether a file has to be laid out otherwise before it can be read: an archive, or an Arrow file. */
export function isPacked(path: string): boolean {
  return ZIP.test(path) || ARROW.test(path);
}

/** Do something with the data files in an archive or an Arrow file, laid out in a folder that is gone afterwards. */
export async function withUnpacked<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "assay-unpack-"));
  try {
    return await work(ZIP.test(path) ? unzip(path, folder) : await arrowToCsv(path, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One data file as itself, several as the folder. Paths inside the archive are dropped: nothing is written elsewhere. */
function unzip(path: string, folder: string): string {
  const files = readFile(path, () =>
    fflate.unzipSync(readFileSync(path), {
      filter: ({ name, originalSize }) => {
        if (originalSize > LARGEST) failSize(path);
        return DATA.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(name);
      },
    }),
  );
  const names = Object.keys(files);
  if (names.length === 0)
    fail("data.ingest", "the archive holds no CSV or Parquet file", { received: basename(path) });
  const places = names.map((name) => join(folder, basename(name)));
  if (new Set(places).size < places.length) {
    fail("data.ingest", "the archive holds two files of one name", {
      received: basename(path),
      fix: "unpack it and ingest the folder",
    });
  }
  for (const [i, name] of names.entries()) writeFileSync(places[i], files[name]);
  return places.length === 1 ? places[0] : folder;
}

function failSize(path: string): never {
  return fail("data.ingest", "the archive is too large to be unpacked in memory", {
    received: basename(path),
    fix: "unpack it and ingest the folder",
  });
}
