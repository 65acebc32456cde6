import { typescriptOf } from "../adversarial/cases.mjs";
import { code } from "./notebooks.js";

/** A cell, a kernel, a runner or a disk that goes wrong, and what must come of it. */
export interface AdversarialCase {
  readonly name: string;
  /** Source of the cell that goes wrong: it stands between one that runs and one that must not. */
  readonly source: string;
  /** Tags of that cell. */
  readonly tags?: readonly string[];
  /** More arguments of `assay run`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Shell script that starts the runner as `"$@"` in the project. */
  readonly shell?: string;
  /** A signal that the running cell brings on, and who gets it. */
  readonly strike?: { readonly signal: NodeJS.Signals; readonly who: "kernel" | "runner" };
  readonly exit: number | NodeJS.Signals;
  /** Status of the record; null when no record can be. */
  readonly status: string | null;
  /** `name: message` of the error that the record has, or that is said when there is no record. */
  readonly error: RegExp;
  /** What stands in the outputs of the cell. */
  readonly output?: RegExp;
  /** Whether the shell script needs a mount namespace, which not every system gives. */
  readonly needsMount?: boolean;
}

const MOUNT = (folder: string, options: string) =>
  `unshare -rm sh -c 'mount -t tmpfs -o ${options} tmpfs ${folder} && "$@"; code=$?; cp -r experiments/. "$KEEP"; exit $code' sh "$@"`;
const HEAP = { NODE_OPTIONS: "--max-old-space-size=200" };

export const CASES: readonly AdversarialCase[] = [
  {
    name: "throw",
    source: typescriptOf("throw"),
    exit: 1,
    status: "failed",
    error: /^RangeError: bad$/,
  },
  {
    name: "type error",
    source: typescriptOf("type error"),
    exit: 6,
    status: "failed",
    error: /^TypeScriptError: 1:7 - /,
  },
  {
    name: "syntax error",
    source: typescriptOf("syntax error"),
    exit: 6,
    status: "failed",
    error: /^TypeScriptError: 1:7 - /,
  },
  {
    name: "awaited rejection",
    source: typescriptOf("awaited rejection"),
    exit: 1,
    status: "failed",
    error: /^Error: no$/,
  },
  {
    name: "rejection that nobody awaits",
    source: typescriptOf("rejection that nobody awaits"),
    exit: 1,
    status: "failed",
    error: /^Error: stray$/,
  },
  {
    name: "throw in a timer",
    source: typescriptOf("throw in a timer"),
    exit: 1,
    status: "failed",
    error: /^Error: late$/,
  },
  {
    name: "process.exit(0)",
    source: typescriptOf("process.exit(0)"),
    exit: 4,
    status: "failed",
    error: /^KernelDied: the kernel process ended with code 0/,
    output: /bye/,
  },
  {
    name: "out of memory",
    source: typescriptOf("out of memory"),
    env: HEAP,
    exit: 4,
    status: "failed",
    error: /^KernelDied: the kernel process ended by SIGABRT/,
    output: /heap/i,
  },
  {
    name: "endless synchronous loop",
    source: typescriptOf("endless synchronous loop"),
    tags: ["timeout=0.5"],
    exit: 3,
    status: "timeout",
    error: /^CellTimeout: the cell took longer than its limit of 0.5 s$/,
  },
  {
    name: "endless loop after an await",
    source: typescriptOf("endless loop after an await"),
    tags: ["timeout=0.5"],
    exit: 3,
    status: "timeout",
    error: /^CellTimeout: .* did not react to an interrupt and was killed$/,
  },
  {
    name: "endless wait",
    source: typescriptOf("endless wait"),
    args: ["--cell-timeout", "4"],
    exit: 3,
    status: "timeout",
    error: /^CellTimeout: the cell took longer than its limit of 4 s$/,
  },
  {
    name: "kernel killed from outside",
    source: typescriptOf("kernel killed from outside"),
    strike: { signal: "SIGKILL", who: "kernel" },
    exit: 4,
    status: "failed",
    error: /^KernelDied: the kernel process ended by SIGKILL/,
  },
  {
    name: "Ctrl-C of the runner",
    source: typescriptOf("Ctrl-C of the runner"),
    strike: { signal: "SIGINT", who: "runner" },
    exit: 130,
    status: "interrupted",
    error: /^Interrupted: the run was interrupted/,
  },
  {
    name: "SIGTERM to the runner",
    source: typescriptOf("SIGTERM to the runner"),
    strike: { signal: "SIGTERM", who: "runner" },
    exit: 130,
    status: "interrupted",
    error: /^Interrupted: the run was interrupted/,
  },
  {
    name: "SIGKILL of the runner",
    source: typescriptOf("SIGKILL of the runner"),
    strike: { signal: "SIGKILL", who: "runner" },
    exit: "SIGKILL",
    status: "died",
    error: /^$/,
  },
  {
    name: "full disk",
    source: typescriptOf("full disk"),
    shell: MOUNT("experiments", "size=400k"),
    needsMount: true,
    exit: 7,
    status: "failed",
    error: /^AssayError: notebook.run: cannot write \S+notebook.ipynb \(ENOSPC/,
  },
  {
    name: "file size limit",
    source: typescriptOf("file size limit"),
    shell: `ulimit -f 800; "$@"`,
    exit: 7,
    status: "failed",
    error: /^AssayError: notebook.run: cannot write \S+notebook.ipynb \(EFBIG/,
  },
  {
    name: "read-only folder of the runs",
    source: "1",
    shell: MOUNT("experiments", "ro"),
    needsMount: true,
    exit: 7,
    status: null,
    error: /EROFS: read-only file system/,
  },
  {
    name: "a file in place of the folder of the runs",
    source: "1",
    shell: `rmdir experiments; touch experiments; "$@"; code=$?; rm experiments; exit $code`,
    exit: 7,
    status: null,
    error: /E(NOTDIR|EXIST): .*experiments/,
  },
];

/** A notebook that makes a flood, a long line, displays and late output, and leaves a timer: all of it is right. */
export const ODD_BUT_RIGHT = [
  code("for (let i = 0; i < 20000; i++) console.log('line ' + i)"),
  code("console.log('x'.repeat(20_000_000))"),
  code(`import * as tslab from "tslab"; const d = tslab.newDisplay(); d.text("first"); d.text("second");`),
  code("throw new Error('allowed')", "raises-exception"),
  code("const wrong: string = 1", "raises-exception"),
  code("throw new Error('skipped')", "skip-execution"),
  code("void setTimeout(() => console.log('late'), 150)"),
  code("await new Promise((r) => setTimeout(r, 300)); console.log('own')"),
  code("for (let i = 0; i < 1000; i++) console.log('0123456789')", "output-limit=100"),
  code("setInterval(() => undefined, 5); 'the end'"),
];
