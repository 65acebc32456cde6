import { defineConfig } from "vitest/config";

const external = ["browser", "interop", "gate"];
const apart = ["docs", "e2e", "kernel", "validation"];
const together = ["golden", "property", "unit"];

const suites = (name: string, folders: readonly string[], { isolate }: { isolate: boolean }) => ({
  test: {
    name,
    include: folders.map((folder) => `tests/${folder}/**/*.test.ts`),
    isolate,
    setupFiles: ["equality", ...(isolate ? [] : ["leavesNoTrace"])].map((file) => `tests/support/${file}.ts`),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

/**
 * `npm test`: everything that needs Node only, in two projects. The files of `apart` drive real tslab kernels and
 * command lines on `lib/dist`, each in a worker of its own. Those of `together` share two workers, in which the
 * library is loaded once: a file must leave the process as it found it (`tests/support/leavesNoTrace.ts`).
 * Projects run in the order of their names, so that the short files come last and both workers end together.
 * `npm run test:external`: what needs a Chromium (`CHROMIUM_PATH`) or a Python with Jupyter (`ASSAY_PYTHON`), and
 * in `tests/gate` what takes too long for every day.
 */
export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ["tests/support/build.ts"],
    maxWorkers: 2,
    projects:
      mode === "external"
        ? [suites("external", external, { isolate: true })]
        : [suites("apart", apart, { isolate: true }), suites("together", together, { isolate: false })],
  },
}));
