const LOOP = { typescript: "while (true) {}", python: "while True: pass" };

/** The middle cell says that it runs, and in which process. */
const MARK = {
  typescript: "require('node:fs').writeFileSync(process.env.MARK!, String(process.pid));",
  python: "import os\nwith open(os.environ['MARK'], 'w') as file: file.write(str(os.getpid()))\n",
};
const marked = ({ typescript, python }) => ({
  typescript: MARK.typescript + typescript,
  python: MARK.python + python,
});

const BIG = { typescript: "console.log('x'.repeat(600_000))", python: "print('x' * 600_000)" };

/**
 * Each stands between a cell that prints "before" and one that prints "after". `ends`: "fails" (the default), "passes",
 * "killed" (the runner is, so that nobody is left to mark the
 * cell), "full" (the output of the cell does not fit), "unwritable" (no notebook can be saved).
 * `says`: what a user must be told.
 */
const GIVEN = [
  {
    name: "throw",
    typescript: "throw new RangeError('bad')",
    python: "raise ValueError('bad')",
    says: /(RangeError|ValueError): bad/,
  },
  {
    name: "type error",
    typescript: "const s: string = 1",
    python: "s: str = 'a' + 1",
    says: /not assignable|TypeError: can only/,
  },
  {
    name: "syntax error",
    typescript: "const = 3",
    python: "def = 3",
    says: /declaration expected|SyntaxError/,
  },
  {
    name: "awaited rejection",
    typescript: "await Promise.reject(new Error('no'))",
    python: "async def refuse(): raise RuntimeError('no')\nawait refuse()",
    says: /Error: no\b/,
  },
  {
    name: "rejection that nobody awaits",
    typescript: "Promise.reject(new Error('stray')); 1",
    python:
      "import asyncio\nasync def refuse(): raise RuntimeError('stray')\nasyncio.ensure_future(refuse())",
    says: /Error: stray/,
  },
  {
    name: "throw in a timer",
    typescript:
      "void setTimeout(() => { throw new Error('late') }, 20); await new Promise((r) => setTimeout(r, 60))",
    python: `import asyncio
def late(): raise RuntimeError('late')
asyncio.get_running_loop().call_later(0.02, late)
await asyncio.sleep(0.06)`,
    says: /Error: late/,
  },
  {
    name: "process.exit(0)",
    typescript: "console.log('bye'); process.exit(0)",
    python: "import os\nprint('bye', flush=True)\nos._exit(0)",
    says: /kernel.*(died|ended)/i,
    output: /bye/,
  },
  {
    name: "out of memory",
    typescript: "const kept: number[][] = []; for (;;) kept.push(new Array(1e6).fill(0.5));",
    python: `import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
kept = []
while True: kept.append([0.5] * 1_000_000)`,
    says: /kernel.*(died|ended)|MemoryError/i,
  },
  { name: "endless synchronous loop", ...LOOP, limit: 10, says: /time(d )?out|limit/i },
  {
    name: "endless loop after an await",
    typescript: `await 1; ${LOOP.typescript}`,
    python: `import asyncio\nawait asyncio.sleep(0)\n${LOOP.python}`,
    limit: 10,
    says: /time(d )?out|limit/i,
  },
  {
    name: "endless wait",
    typescript: "await new Promise(() => {})",
    python: "import asyncio\nawait asyncio.Event().wait()",
    limit: 10,
    says: /time(d )?out|limit/i,
  },
  {
    name: "20,000-line flood",
    typescript: "for (let i = 0; i < 20000; i++) console.log('line ' + i)",
    python: "for i in range(20000): print('line', i)",
    ends: "passes",
    lines: 20_000,
  },
  {
    name: "20 MB line",
    typescript: "console.log('x'.repeat(20_000_000))",
    python: "print('x' * 20_000_000)",
    ends: "passes",
    characters: 20_000_001,
  },
  {
    name: "display update in place",
    typescript: `import * as tslab from "tslab"; const d = tslab.newDisplay(); d.text("first"); d.text("second");`,
    python: "handle = display('first', display_id=True)\nhandle.update('second')",
    ends: "passes",
    display: "second",
  },
  {
    name: "live interval at the end",
    typescript: "setInterval(() => undefined, 5); 'the end'",
    python: `import threading, time
def tick():
    while True: time.sleep(0.005)
threading.Thread(target=tick).start()`,
    ends: "passes",
  },
  {
    name: "kernel killed from outside",
    ...marked(LOOP),
    strike: { signal: "SIGKILL", who: "kernel" },
    says: /kernel.*(died|ended)/i,
  },
  {
    name: "Ctrl-C of the runner",
    ...marked(LOOP),
    strike: { signal: "SIGINT", who: "runner" },
    says: /interrupt/i,
  },
  {
    name: "SIGTERM to the runner",
    typescript: `${MARK.typescript} await new Promise(() => {})`,
    python: `${MARK.python}import asyncio\nawait asyncio.Event().wait()`,
    strike: { signal: "SIGTERM", who: "runner" },
    says: /interrupt|terminat|SIGTERM/i,
  },
  {
    name: "SIGKILL of the runner",
    ...marked(LOOP),
    strike: { signal: "SIGKILL", who: "runner" },
    ends: "killed",
  },
  { name: "full disk", ...BIG, mount: "size=400k", ends: "full", says: /ENOSPC|No space left/ },
  { name: "file size limit", ...BIG, fileBlocks: 800, ends: "full", says: /EFBIG|File too large/ },
  {
    name: "read-only output",
    typescript: "1",
    python: "1",
    mount: "ro",
    ends: "unwritable",
    says: /EROFS|Read-only/i,
  },
];

export const CASES = GIVEN.map((one) => ({ ends: "fails", ...one }));

export function typescriptOf(name) {
  const found = CASES.find((one) => one.name === name);
  if (!found) throw new Error(`no adversarial case is called ${name}`);
  return found.typescript;
}
