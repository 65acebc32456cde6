import { afterEach, describe, expect, it, vi } from "vitest";
import { showProgress } from "../../lib/src/notebook/index.js";

const KERNEL = Symbol.for("assay.kernel");
const { isTTY, columns } = process.stderr;
afterEach(() => {
  Object.assign(process.stderr, { isTTY, columns });
  Reflect.deleteProperty(globalThis, KERNEL);
  vi.restoreAllMocks();
});

/** What is written to stderr while 40 factors are gone through. */
function written(isTerminal: boolean): string[] {
  Object.assign(process.stderr, { isTTY: isTerminal, columns: 60 });
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  const tell = showProgress("core");
  for (let done = 1; done <= 40; done++) tell({ done, total: 40, name: `factor_${"x".repeat(99)}` });
  return lines;
}

describe("showProgress", () => {
  it("writes a line for every tenth where there is no terminal", () => {
    const lines = written(false);
    expect(lines.length).toBe(10);
    expect(lines[0]).toMatch(/^core: 4 of 40 · factor_x+\n$/);
    expect(lines[9]).toBe("core: 40 of 40\n");
  });

  it("draws one line again and again in a terminal, never longer than it is wide, and ends it", () => {
    const lines = written(true);
    expect(lines.every((line) => line.startsWith("\r\x1b[K") && line.length <= 60 + 5)).toBe(true);
    expect(lines.at(-1)).toMatch(/█{30} core: 40 of 40\n$/);
  });

  it("updates one output of a notebook and leaves its text, not its bar", () => {
    const shown: [Record<string, string>, string][] = [];
    const display = (bundle: Record<string, string>, id: string) => shown.push([bundle, id]);
    Reflect.set(globalThis, KERNEL, { display });
    const tell = showProgress();
    for (const done of [1, 2]) tell({ done, total: 2, name: "<b>" });
    expect(shown.length).toBe(2);
    expect(shown[0][1]).toBe(shown[1][1]);
    expect(shown[0][0]["text/html"]).toBe(
      '<span><progress value="1" max="2"></progress> 1 of 2 · &lt;b&gt;</span>',
    );
    expect(shown[1][0]).toEqual({ "text/html": "<span>2 of 2</span>", "text/plain": "2 of 2" });
  });
});
