// Sum the JSON reports of the test runners into one line; a report that is missing or empty is a failure.
import { readFileSync } from "node:fs";

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const path of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(path, "utf8"));
    if (!(report.numTotalTests > 0)) throw new Error("no tests");
    sum.passed += report.numPassedTests;
    sum.skipped += report.numPendingTests + (report.numTodoTests ?? 0);
    // A file that does not even load, or in which only a hook failed, has no failed test of its own.
    const broken = report.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
    );
    sum.failed += report.numFailedTests + broken.length;
  } catch (error) {
    console.error(`${path}: ${error.message}`);
    sum.failed += 1;
  }
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
