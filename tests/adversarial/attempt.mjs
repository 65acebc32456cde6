import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { kernelspec as ourKernelspec } from "../../lib/dist/notebook/index.js";

const ENDS_WITHIN_MS = 120_000;
const ORPHANS_WITHIN_MS = 15_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** One runner on one case, in a project folder of its own: what a user finds afterwards. */
export async function attempt(runner, one) {
  const root = projectFor(runner, one);
  try {
    const started = performance.now();
    const { exit, text, hung } = await run(runner, one, root);
    const seconds = (performance.now() - started) / 1000;
    const orphans = await orphansOf(root);
    for (const pid of orphans) end(pid);
    return { exit, text, hung, seconds, orphans: orphans.length, notebook: savedNotebook(runner, one, root) };
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

function projectFor({ language, results }, one) {
  const root = mkdtempSync(join(tmpdir(), "assay-adversarial-"));
  for (const folder of ["tmp", "templates", "node_modules", "runtime", "kept", results])
    mkdirSync(join(root, folder), { recursive: true });
  const module = (name, path) =>
    symlinkSync(fileURLToPath(new URL(path, import.meta.url)), join(root, "node_modules", name));
  module("assay", "../../lib");
  module("tslab", "../../node_modules/tslab");
  const print = language === "python" ? "print" : "console.log";
  const sources = [`${print}('before')`, one[language], `${print}('after')`];
  const cells = sources.map((source, i) => ({
    ...{ cell_type: "code", id: `cell-${i}`, execution_count: null, metadata: {}, outputs: [] },
    source,
  }));
  writeFileSync(
    join(root, "templates/case.ipynb"),
    JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
  );
  const { argv, env } = ourKernelspec();
  const [node, , , tslab, ...rest] = argv;
  kernelspec(root, "tslab", [node, tslab, ...rest], {});
  kernelspec(root, "assay-typescript", argv, env);
  return root;
}

function kernelspec(root, name, argv, env) {
  const folder = join(root, "share/kernels", name);
  mkdirSync(folder, { recursive: true });
  const spec = { argv, env, display_name: name, language: "typescript", interrupt_mode: "signal" };
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec));
}

async function run(runner, one, root) {
  const command = runner.command(root, one.limit);
  const isOutOfMemory = one.name === "out of memory" && runner.language === "typescript";
  const child = spawn("sh", ["-c", script(runner, one), "sh", ...command], {
    cwd: root,
    env: {
      ...process.env,
      ...(isOutOfMemory && { NODE_OPTIONS: "--max-old-space-size=200" }),
      ...{ ASSAY_ROOT: root, TMPDIR: join(root, "tmp"), MARK: join(root, "mark"), KEEP: join(root, "kept") },
      ...{ JUPYTER_PATH: join(root, "share"), JUPYTER_RUNTIME_DIR: join(root, "runtime") },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
  let hung = false;
  const limit = setTimeout(() => {
    hung = true;
    child.kill("SIGKILL");
  }, ENDS_WITHIN_MS);
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  if (one.strike) await strike(child, one.strike, join(root, "mark"));
  const exit = await ended;
  clearTimeout(limit);
  await pause(200);
  return { exit, text, hung };
}

function script({ results }, { mount, fileBlocks }) {
  if (fileBlocks) return `ulimit -f ${fileBlocks}; exec "$@"`;
  if (!mount) return 'exec "$@"';
  return `unshare -rm sh -c 'mount -t tmpfs -o ${mount} tmpfs ${results} && "$@"; code=$?; cp -r ${results}/. "$KEEP"; exit $code' sh "$@"`;
}

async function strike(child, { signal, who }, mark) {
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  while (!isGone() && !(existsSync(mark) && readFileSync(mark, "utf8"))) await pause(50);
  await pause(500);
  const pid = who === "runner" ? child.pid : Number(readFileSync(mark, "utf8"));
  if (!isGone()) process.kill(pid, signal);
}

/** Processes that were started in the project and are still there some time after the runner. */
async function orphansOf(root) {
  const until = performance.now() + ORPHANS_WITHIN_MS;
  for (;;) {
    const list = execFileSync("ps", ["-eo", "pid,stat,args"], { encoding: "utf8" }).split("\n");
    const found = list.filter((line) => line.includes(root) && !/^\s*\d+ Z/.test(line));
    const pids = [...found.map((line) => Number.parseInt(line, 10)), ...startedIn(root)];
    const distinct = [...new Set(pids)];
    if (distinct.length === 0 || performance.now() > until) return distinct;
    await pause(500);
  }
}

function startedIn(root) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(`ASSAY_ROOT=${root}\0`))
    .map(Number);
}

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}

function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // gone meanwhile
  }
}

/** The notebook that was saved: its text, null if there is none. */
function savedNotebook({ results }, { mount }, root) {
  const folder = join(root, mount ? "kept" : results);
  const [path] = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith("notebook.ipynb"));
  return path === undefined ? null : readFileSync(join(folder, path), "utf8");
}
