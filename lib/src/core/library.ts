import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "./hash.js";

/** Folder of the package `assay`, ending in a slash: the same from its sources and from what it is built to. */
export const PACKAGE_FOLDER = fileURLToPath(new URL("../../", import.meta.url));

/** Folder of the code that is running, ending in a slash: what the package is built to, or its sources under test. */
export const CODE_FOLDER = fileURLToPath(new URL("../", import.meta.url));

/** Version of the package, as its `package.json` says. */
export function libraryVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(`${PACKAGE_FOLDER}package.json`, "utf8"));
  return (manifest as { version: string }).version;
}

/** Of the code of some rooms of the library, as it is running: SHA-256, hex. */
export function codeSha256(rooms: readonly string[]): string {
  return sha256(...rooms.flatMap((room) => hashes(`${CODE_FOLDER}${room}/`)));
}

function hashes(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
    .sort()
    .flatMap((name) => [`${name.replaceAll("\\", "/")}\n`, sha256(readFileSync(folder + name)), "\n"]);
}
