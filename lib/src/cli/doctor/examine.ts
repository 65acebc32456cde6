import { type Finding, problem } from "./finding.js";
import { checkLibrary, checkNode } from "./installation.js";
import { checkJupyter, checkKernel, checkKernelspec } from "./kernel.js";
import { checkGit, checkRuns } from "./record.js";
import { checkAccess, checkData, checkDisk } from "./storage.js";

type Check = (root: string) => Finding | Promise<Finding>;

const CHECKS: Readonly<Record<string, Check>> = {
  Node: () => checkNode(),
  library: checkLibrary,
  kernel: checkKernel,
  kernelspec: () => checkKernelspec(),
  JupyterLab: checkJupyter,
  disk: checkDisk,
  access: checkAccess,
  data: checkData,
  runs: checkRuns,
  git: checkGit,
};

/** Everything that Assay needs in a project, one finding each; one after the other, because the kernel is timed. */
export async function examine(root: string, onFinding: (finding: Finding) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    const finding = await Promise.resolve(root)
      .then(check)
      .catch((error: Error) => problem(name, `the check itself failed: ${error.message}`, "report it"));
    findings.push(finding);
    onFinding(finding);
  }
  return findings;
}
