import { defineConfig } from "vitest/config";

const external = ["browser", "interop", "gate"];
const ofTheirOwn = ["docs", "e2e", "kernel", "validation"];
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
 * `npm test`: everything that needs Node only, in two projects. `processes` drives real tslab kernels and command
 * lines on `lib/dist`, each file in a worker of its own. The files of `library` share two workers, in which the
 * library is loaded once: a file must leave the process as it found it (`tests/support/leavesNoTrace.ts`).
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
        : [
            suites("processes", ofTheirOwn, { isolate: true }),
            suites("library", together, { isolate: false }),
          ],
  },
}));
