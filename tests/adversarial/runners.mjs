import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const PYTHON = process.env.ASSAY_PYTHON;
const ASSAY = fileURLToPath(new URL("../../lib/bin/assay.js", import.meta.url));
const NBCLIENT = fileURLToPath(new URL("nbclientRun.py", import.meta.url));

const papermill = (kernel) => (root, limit) => [
  ...[PYTHON, "-m", "papermill", "--no-progress-bar", "-k", kernel, "--cwd", root],
  ...(limit ? ["--execution-timeout", String(limit)] : []),
  ...[join(root, "templates/case.ipynb"), join(root, "results/notebook.ipynb")],
];
const nbclient = (kernel) => (root, limit) => [
  ...[PYTHON, NBCLIENT, join(root, "templates/case.ipynb"), join(root, "results/notebook.ipynb")],
  ...[kernel, String(limit ?? 0), root],
];

/** Who executes the notebook, with which kernel; `results` is where the notebook is saved. */
export const RUNNERS = [
  {
    name: "assay run",
    language: "typescript",
    results: "experiments",
    command: (_, limit) => [
      ...[process.execPath, ASSAY, "run", "case"],
      ...(limit ? ["--cell-timeout", String(limit)] : []),
    ],
  },
  { name: "papermill, ipykernel", language: "python", results: "results", command: papermill("python3") },
  { name: "nbclient, ipykernel", language: "python", results: "results", command: nbclient("python3") },
  { name: "papermill, tslab", language: "typescript", results: "results", command: papermill("tslab") },
  { name: "nbclient, tslab", language: "typescript", results: "results", command: nbclient("tslab") },
  {
    name: "nbclient, our kernel",
    language: "typescript",
    results: "results",
    command: nbclient("assay-typescript"),
  },
];
