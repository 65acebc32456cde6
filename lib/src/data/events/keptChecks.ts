import { join, posix } from "node:path";
import { checkBytes, type FileCheck } from "../lake/verify.js";
import { folderOf, type KeptEvents } from "./keptManifest.js";

/** The files of a kept version against its line in the manifest: presence, size, SHA-256. */
export function checkKept(dir: string, name: string, { version, files }: KeptEvents): Promise<FileCheck[]> {
  const dataset = `events/${name}`;
  return Promise.all(
    files.map(async (file) => ({
      ...{ dataset, version, path: posix.join(dataset, file.path) },
      ...(await checkBytes(join(folderOf(dir, name), file.path), file)),
    })),
  );
}
