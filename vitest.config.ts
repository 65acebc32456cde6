import { defineConfig } from "vitest/config";

const external = ["tests/browser/**", "tests/interop/**", "tests/gate/**"];

/**
 * `npm test`: everything that needs Node only. Kernel and end-to-end tests drive real tslab kernels on `lib/dist`.
 * `npm run test:external`: what needs a Chromium (`CHROMIUM_PATH`) or a Python with Jupyter (`ASSAY_PYTHON`), and
 * in `tests/gate` what takes too long for every day.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === "external" ? external.map((folder) => `${folder}/*.test.ts`) : ["tests/**/*.test.ts"],
    exclude: ["**/node_modules/**", ...(mode === "external" ? [] : external)],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ["tests/support/build.ts"],
    maxWorkers: 2,
  },
}));
