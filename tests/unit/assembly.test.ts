import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { MODULE } from "../../lib/src/core/kernels/simd/module.js";

function hasCompiler(): boolean {
  try {
    createRequire(import.meta.url).resolve("assemblyscript/package.json");
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasCompiler())("the compiled kernels", () => {
  it("are what lib/assembly compiles to", async () => {
    const build: { compile(): Promise<string> } = await import("../../lib/assembly/build.mjs" as string);
    expect(await build.compile()).toBe(MODULE);
  });

  it("have the table of logarithms that is written for them", async () => {
    const table: { logTable(): string } = await import("../../lib/assembly/logTable.mjs" as string);
    const written = readFileSync(new URL("../../lib/assembly/logTable.ts", import.meta.url), "utf8");
    expect(written).toBe(table.logTable());
  });
});
