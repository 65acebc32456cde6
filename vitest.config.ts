import { defineConfig } from "vitest/config";

/** Every test but the browser ones. Kernel tests drive real tslab kernels against `lib/dist`. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^assay$/, replacement: new URL("lib/src/index.ts", import.meta.url).pathname },
      { find: /^assay\/(.+)$/, replacement: `${new URL("lib/src", import.meta.url).pathname}/$1/index.ts` },
    ],
  },
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/browser/**", "**/node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ["tests/support/build.ts"],
  },
});
