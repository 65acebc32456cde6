import { spawnSync } from "node:child_process";

export interface GitAnswer {
  readonly ok: boolean;
  readonly out: Buffer;
  /** First line of what git said on stderr, or why it could not be started. */
  readonly complaint: string;
}

export interface GitOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Ask git, untouched by a surrounding git hook's variables and without taking locks. */
export function git(cwd: string, args: readonly string[], { input, env }: GitOptions = {}): GitAnswer {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?!CONFIG|EXEC|SSL|CEILING)/.test(name),
  );
  const answer = spawnSync("git", ["-c", "core.quotepath=off", ...args], {
    cwd,
    input,
    env: { ...Object.fromEntries(inherited), LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", ...env },
    maxBuffer: 2 ** 30,
    timeout: 60_000,
    windowsHide: true,
  });
  if (answer.error) {
    const missing = (answer.error as NodeJS.ErrnoException).code === "ENOENT";
    const complaint = missing ? "git is not installed" : answer.error.message;
    return { ok: false, out: Buffer.alloc(0), complaint };
  }
  const complaint = answer.stderr.toString("utf8").trim().split("\n", 1)[0];
  return { ok: answer.status === 0, out: answer.stdout, complaint };
}

/** The answer as one line of text; undefined when git refused. */
export function gitLine(cwd: string, args: readonly string[]): string | undefined {
  const { ok, out } = git(cwd, args);
  return ok ? out.toString("utf8").trim() : undefined;
}

/** The answer as a list of paths (`-z` output). */
export function gitPaths(cwd: string, args: readonly string[]): string[] {
  const { out } = git(cwd, args);
  return out.toString("utf8").split("\0").filter(Boolean);
}
