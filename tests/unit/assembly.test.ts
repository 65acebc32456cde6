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
});
