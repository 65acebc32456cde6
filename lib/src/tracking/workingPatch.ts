import { isUtf8 } from "node:buffer";
import { lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git, gitLine, gitPaths } from "./git.js";
import type { OmittedFile } from "./record.js";
import { isSecretFile, redactCounted } from "./secrets.js";

export interface PatchOptions {
  /** Changed files larger than this are left out and named, bytes. Default 2 MiB. */
  readonly fileLimit?: number;
  /** Bytes of changed files in all; the largest are left out and named. Default 16 MiB. */
  readonly totalLimit?: number;
  /** A folder whose files are not code (the runs themselves), relative to the repository, with `/`. */
  readonly exclude?: string;
}

export interface WorkingPatch {
  readonly bytes: Buffer;
  readonly omitted: readonly OmittedFile[];
  readonly redactions: number;
  /** Why there is no patch although files changed. */
  readonly complaint?: string;
}

/**
 * The difference from HEAD to the working tree of the repository at `top`, staged, unstaged and untracked
 * (ignored files excepted), as a patch for `git apply`. The repository is not touched: index and new objects
 * go to a temporary folder.
 */
export function workingPatch(top: string, options: PatchOptions = {}): WorkingPatch {
  const { kept, omitted } = chosen(top, changedPaths(top, options.exclude), options);
  if (kept.length === 0) return { bytes: Buffer.alloc(0), omitted, redactions: 0 };
  const folder = mkdtempSync(join(tmpdir(), "assay-patch-"));
  try {
    const diff = diffOf(top, kept, folder);
    return diff.ok
      ? { ...redacted(diff.out), omitted }
      : { bytes: Buffer.alloc(0), omitted, redactions: 0, complaint: diff.complaint };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function changedPaths(top: string, exclude: string | undefined): string[] {
  const tracked = gitPaths(top, ["diff", "--name-only", "--no-renames", "-z", "HEAD"]);
  const untracked = gitPaths(top, ["ls-files", "--others", "--exclude-standard", "-z"]);
  return [...new Set([...tracked, ...untracked])].filter(
    (path) => !exclude || !path.startsWith(`${exclude}/`),
  );
}

function chosen(top: string, paths: readonly string[], options: PatchOptions) {
  const { fileLimit = 2 ** 21, totalLimit = 2 ** 24 } = options;
  const sized = paths
    .map((path) => ({ path, size: sizeOf(join(top, path)) }))
    .sort((a, b) => a.size - b.size);
  const kept: string[] = [];
  const omitted: OmittedFile[] = [];
  let total = 0;
  for (const { path, size } of sized) {
    const reason = path.endsWith("/")
      ? "a repository of its own"
      : isSecretFile(path)
        ? "may hold credentials"
        : size > fileLimit
          ? `${size} bytes, more than ${fileLimit}`
          : total + size > totalLimit
            ? `${size} bytes, beyond ${totalLimit} in all`
            : undefined;
    if (reason) omitted.push({ path, reason });
    else {
      kept.push(path);
      total += size;
    }
  }
  return { kept, omitted: omitted.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Bytes on disk; 0 for a deleted file. */
function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function diffOf(top: string, paths: readonly string[], folder: string) {
  const objects = gitLine(top, ["rev-parse", "--git-path", "objects"]) ?? ".git/objects";
  const env = {
    GIT_INDEX_FILE: join(folder, "index"),
    GIT_OBJECT_DIRECTORY: join(folder, "objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(objects.startsWith("/") ? "" : top, objects),
  };
  mkdirSync(env.GIT_OBJECT_DIRECTORY);
  const read = git(top, ["read-tree", "HEAD"], { env });
  if (!read.ok) return read;
  const input = paths.map((path) => `${path}\0`).join("");
  const staged = git(top, ["update-index", "--add", "--remove", "-z", "--stdin"], { env, input });
  if (!staged.ok) return staged;
  const plain = [
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-renames",
    "--src-prefix=a/",
    "--dst-prefix=b/",
  ];
  return git(top, ["diff", "--cached", "--binary", "--full-index", ...plain, "HEAD"], { env });
}

function redacted(patch: Buffer): { bytes: Buffer; redactions: number } {
  const encoding = isUtf8(patch) ? "utf8" : "latin1";
  const { text, redactions } = redactCounted(patch.toString(encoding));
  return { bytes: redactions > 0 ? Buffer.from(text, encoding) : patch, redactions };
}
