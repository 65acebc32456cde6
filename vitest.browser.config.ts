import { defineConfig } from "vitest/config";

/** Tests that open what Assay renders in a real Chromium (`CHROMIUM_PATH`, default /usr/bin/chromium). */
export default defineConfig({
  test: { include: ["tests/browser/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
