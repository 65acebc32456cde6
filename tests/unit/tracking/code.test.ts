import {
  appendFileSync,
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../lib/src/core/index.js";
import { createRun, readRun } from "../../../lib/src/tracking/index.js";
import { gitIn, project, repository, temporaryFolder, write } from "../../support/tracking.js";

function recorded(root: string, patch = {}) {
  const run = createRun({ root, name: "code", kind: "library", patch }).finish();
  return { code: run.code, directory: join(root, "experiments", run.run_id) };
}

/** Tree id of the working tree as it is, ignored files excepted. */
function treeOf(root: string): string {
  gitIn(root, "add", "-A");
  return gitIn(root, "write-tree").trim();
}

describe("code identity", () => {
  it("of a clean tree is the commit alone", () => {
    const root = repository({ "a.ts": "1\n" });
    const commit = gitIn(root, "rev-parse", "HEAD").trim();
    expect(recorded(root).code).toEqual({ commit, branch: "trunk", dirty: false, patch: null, note: null });
  });

  it("of a changed tree has a patch that gives the same tree on a clean checkout", () => {
    const root = repository({
      "lib/a.ts": "one\ntwo\n",
      "gone.ts": "x\n",
      "run.sh": "echo\n",
      "staged.ts": "s\n",
    });
    write(root, "lib/a.ts", "one\n2\n");
    write(root, "staged.ts", "changed\n");
    gitIn(root, "add", "staged.ts");
    rmSync(join(root, "gone.ts"));
    chmodSync(join(root, "run.sh"), 0o755);
    write(root, "new file é.ts", "untracked, no line break at the end");
    write(root, "deep/er/empty.ts", "");
    write(root, "image.png", new Uint8Array(Array.from({ length: 300 }, (_, i) => (i * 7) % 256)));
    symlinkSync("lib/a.ts", join(root, "link.ts"));
    write(root, "ignored/data.csv", "not code");
    const before = gitIn(root, "status", "--porcelain");
    const { code, directory } = recorded(root);
    expect(gitIn(root, "status", "--porcelain"), "the index is not touched").toBe(before);
    expect(code).toMatchObject({
      branch: "trunk",
      dirty: true,
      note: null,
      patch: { omitted: [], redactions: 0 },
    });
    const patch = readFileSync(join(directory, "code.patch"));
    expect(code.patch).toMatchObject({ file: "code.patch", bytes: patch.length, sha256: sha256(patch) });
    expect(readRun(root, "latest").patch()).toEqual(patch);
    expect(patch.toString("latin1")).not.toContain("not code");

    const clean = temporaryFolder();
    gitIn(clean, "clone", "-q", root, "copy");
    const copy = join(clean, "copy");
    gitIn(copy, "checkout", "-q", code.commit ?? "");
    gitIn(copy, "apply", join(directory, "code.patch"));
    expect(treeOf(copy)).toBe(treeOf(root));
  });

  it("leaves no object and no file behind in the repository", () => {
    const root = repository({ "a.ts": "1\n" });
    write(root, "new.ts", "something that no commit has\n");
    const listing = () => readdirSync(join(root, ".git"), { recursive: true }).sort();
    const before = listing();
    recorded(root);
    expect(listing()).toEqual(before);
  });

  it("works below the top of the repository and under a git hook's variables", () => {
    const top = repository({ "research/package.json": "{}", "shared/x.ts": "1\n" });
    write(top, "shared/x.ts", "2\n");
    const root = join(top, "research");
    process.env.GIT_INDEX_FILE = join(top, "nonsense");
    process.env.GIT_DIR = join(top, "nonsense");
    try {
      const { code, directory } = recorded(root);
      expect(code).toMatchObject({ branch: "trunk", dirty: true });
      expect(readFileSync(join(directory, "code.patch"), "utf8")).toContain("b/shared/x.ts");
    } finally {
      delete process.env.GIT_INDEX_FILE;
      delete process.env.GIT_DIR;
    }
  });

  it("does not take runs for code, also where they are not ignored", () => {
    const root = repository({ "a.ts": "1\n" });
    write(root, ".gitignore", "");
    gitIn(root, "commit", "-aqm", "track all");
    recorded(root);
    expect(recorded(root).code).toMatchObject({ dirty: false, patch: null });
  });

  it("names what it leaves out: large files, possible credentials, nested repositories", () => {
    const root = repository({ "a.ts": "1\n" });
    write(root, "big.bin", new Uint8Array(3000));
    write(root, "medium.ts", "x".repeat(900));
    write(root, "small.ts", "y".repeat(500));
    write(root, ".env", "PLAIN=hidden-value\n");
    write(root, "nested/file.ts", "1\n");
    gitIn(join(root, "nested"), "init", "-q");
    const { code, directory } = recorded(root, { fileLimit: 2000, totalLimit: 1000 });
    expect(code.patch?.omitted).toEqual([
      { path: ".env", reason: "may hold credentials" },
      { path: "big.bin", reason: "3000 bytes, more than 2000" },
      { path: "medium.ts", reason: "900 bytes, beyond 1000 in all" },
      { path: "nested/", reason: "a repository of its own" },
    ]);
    expect(readFileSync(join(directory, "code.patch"), "utf8")).not.toContain("hidden-value");
    rmSync(join(root, "small.ts"));
    expect(recorded(root, { fileLimit: 1 }).code).toMatchObject({
      dirty: true,
      patch: null,
      note: "4 changed file(s) left out: .env, big.bin, medium.ts, …",
    });
  });

  it("says when there is no repository or no commit", () => {
    const nowhere = { commit: null, branch: null, dirty: false, patch: null };
    expect(recorded(project()).code).toEqual({ ...nowhere, note: "not a git repository" });
    const empty = project();
    gitIn(empty, "init", "-q", "-b", "main");
    expect(recorded(empty).code).toEqual({
      ...nowhere,
      branch: "main",
      note: "a git repository without commits",
    });
  });

  it("says when git is not installed", () => {
    const root = repository();
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";
    try {
      expect(recorded(root).code.note).toBe("git is not installed");
    } finally {
      process.env.PATH = path;
    }
  });

  it("has no branch on a detached head", () => {
    const root = repository();
    gitIn(root, "checkout", "-q", "--detach");
    expect(recorded(root).code).toMatchObject({ branch: null, dirty: false });
  });
});

describe("secrets", () => {
  it("are known by the words of their name", () => {
    const params = {
      apiKey: "v",
      DB_PASSWORD: "v",
      authToken: "v",
      tokenizer: "v",
      key: "v",
      monkey: "v",
      max_token: 5,
    };
    const run = createRun({ root: project(), name: "names", kind: "library", params }).finish();
    const r = "[redacted]";
    expect(Object.values(run.params)).toEqual([r, r, r, "v", "v", "v", 5]);
  });

  const SECRET = "hunter2-hunter2é";

  it("never reach any file of a run", () => {
    process.env.ASSAY_TEST_TOKEN = SECRET;
    try {
      const root = repository({ "a.ts": "1\n" });
      appendFileSync(join(root, "a.ts"), `const token = "${SECRET}";\n`);
      writeFileSync(join(root, "b.ts"), `const key = "AKIA${"A".repeat(16)}";\n`);
      const params = { url: `https://user:pa55word@host/`, nested: { password: "p", list: [SECRET] } };
      const run = createRun({ root, name: "secret", kind: "library", params, tags: [SECRET] });
      run.note(`the token is ${SECRET}`);
      run.warn(SECRET);
      run.artifact("settings", { apiKey: "sesame-42", url: `https://x/?t=${SECRET}` });
      run.artifact("log.txt", `the token is ${SECRET}`);
      run.cell({
        index: 0,
        id: null,
        hash: sha256(""),
        status: "failed",
        startedAt: null,
        endedAt: null,
        durationMs: null,
        executionCount: 1,
        error: { name: "Error", message: `401 for ${SECRET}` },
      });
      const record = run.finish("failed", { name: "Error", message: `401 for ${SECRET}`, cell: 0 });
      expect(record.environment.variables).toContain("ASSAY_TEST_TOKEN");
      expect(record.params).toEqual({
        url: "https://user:[redacted]@host/",
        nested: { password: "[redacted]", list: ["[redacted]"] },
      });
      expect(record.code.patch?.redactions).toBe(2);
      const names = readdirSync(run.directory, { recursive: true, withFileTypes: true });
      const texts = names
        .filter((n) => n.isFile())
        .map((n) => readFileSync(join(n.parentPath, n.name), "utf8"));
      expect(texts).toHaveLength(6);
      expect(texts.join("\n")).not.toMatch(/hunter2|AKIAA|pa55word|sesame/);
    } finally {
      delete process.env.ASSAY_TEST_TOKEN;
    }
  });
});
