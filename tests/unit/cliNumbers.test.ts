import { afterEach, expect, it, vi } from "vitest";
import { main } from "../../lib/src/cli/index.js";

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ["run x --cell-timeout abc", '--cell-timeout must be a positive number of seconds, got "abc"'],
  ["run x --timeout 0", "--timeout must be a positive number of seconds, got 0"],
  ["run x --jobs 1.5", "--jobs must be a positive integer, got 1.5"],
  ["batch x --jobs=", '--jobs must be a positive integer, got ""'],
  ["runs list --limit ten", '--limit must be a positive integer, got "ten"'],
  ["runs gc --older-than 1e999", '--older-than must be a non-negative number of days, got "1e999"'],
  ["factors store gc --keep 0", "--keep must be a positive integer, got 0"],
  ["demo --seed x", '--seed must be a non-negative integer, got "x"'],
])("assay %s is refused before anything starts", async (line, said) => {
  let stderr = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
  expect(await main(line.split(" "))).toBe(2);
  expect(stderr).toMatch(/^assay: assay [a-z ]+: .*\n$/);
  expect(stderr).toContain(said);
});
