import { realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { relativePath, sha256, writeAtomic } from "../core/index.js";
import { git, gitLine } from "./git.js";
import type { CodeIdentity, OmittedFile } from "./record.js";
import { experimentsOf } from "./runFolder.js";
import { type PatchOptions, workingPatch } from "./workingPatch.js";

const PATCH_FILE = "code.patch";

/**
 * Which code runs in the project at `root`; a patch of what is not committed goes into `directory`. A run does
 * not fail because its code cannot be told: then the note says why.
 */
export function codeIdentity(root: string, directory: string, options: PatchOptions = {}): CodeIdentity {
  try {
    return asked(root, directory, options);
  } catch (error) {
    return unknownCode(`not known: ${(error as Error).message}`);
  }
}

function asked(root: string, directory: string, options: PatchOptions): CodeIdentity {
  const place = git(root, ["rev-parse", "--show-toplevel"]);
  if (!place.ok) return unknownCode(noRepository(place.complaint));
  const top = place.out.toString("utf8").trim();
  const commit = gitLine(top, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  const branch = gitLine(top, ["symbolic-ref", "--short", "--quiet", "HEAD"]) ?? null;
  if (!commit) return { ...unknownCode("a git repository without commits"), branch };
  const { bytes, omitted, redactions, complaint } = workingPatch(top, {
    exclude: runsWithin(top, root),
    ...options,
  });
  const file = { file: PATCH_FILE, sha256: sha256(bytes), bytes: bytes.length, omitted, redactions };
  const dirty = bytes.length > 0 || omitted.length > 0 || complaint !== undefined;
  if (bytes.length > 0) writeAtomic(join(directory, PATCH_FILE), bytes);
  const note = complaint ? `no patch: ${complaint}` : bytes.length === 0 && dirty ? leftOut(omitted) : null;
  return { commit, branch, dirty, patch: bytes.length > 0 ? file : null, note };
}

function leftOut(omitted: readonly OmittedFile[]): string {
  const some = omitted.slice(0, 3).map(({ path }) => path);
  return `${omitted.length} changed file(s) left out: ${[...some, ...(omitted.length > 3 ? ["…"] : [])].join(", ")}`;
}

export function unknownCode(note: string): CodeIdentity {
  return { commit: null, branch: null, dirty: false, patch: null, note };
}

function noRepository(complaint: string): string {
  return /not a git repository/i.test(complaint) ? "not a git repository" : complaint || "git gave no answer";
}

/** The experiments folder relative to the repository; runs are results, not code. */
function runsWithin(top: string, root: string): string {
  return relativePath(realpathSync(top), join(realpathSync(root), relative(root, experimentsOf(root))));
}
