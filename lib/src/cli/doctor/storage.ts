import { accessSync, constants, existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { counted } from "../../core/index.js";
import { openLake } from "../../data/index.js";
import { type Finding, ok, problem, warning } from "./finding.js";

const GIB = 2 ** 30;

/** How much room is left where runs and data are written? */
export async function checkDisk(root: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(root);
  const free = (bavail * bsize) / GIB;
  const message = `${free.toFixed(1)} GiB free`;
  const fix = "delete what is no longer needed, e.g. old runs in experiments/";
  if (free < 0.5) return problem("disk", message, fix);
  return free < 5 ? warning("disk", message, fix) : ok("disk", message);
}

/** May this user write where Assay writes? */
export function checkAccess(root: string): Finding {
  const folders = [openLake().dir, ...["experiments", "output", "notebooks"].map((name) => join(root, name))];
  const closed = folders.filter((folder) => !writable(folder));
  return closed.length === 0
    ? ok("access", "data, experiments, output and notebooks can be written")
    : problem("access", `cannot write ${closed.join(", ")}`, "change their owner or mode");
}

/** The folder, or the one it would be made in. */
function writable(folder: string): boolean {
  if (!existsSync(folder)) return dirname(folder) !== folder && writable(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Is there data, and is every published file there in its size? (`assay data verify` re-hashes them.) */
export function checkData(): Finding {
  const lake = openLake();
  try {
    const entries = lake.datasets().map((name) => lake.version(name));
    if (entries.length === 0) {
      return warning(
        "data",
        `no dataset in ${lake.dir}`,
        "npx assay demo, or npx assay ingest csv FILE --dataset NAME",
      );
    }
    const files = entries.flatMap((entry) => entry.files);
    const wrong = files.filter(({ path, bytes }) => sizeOf(join(lake.dir, path)) !== bytes);
    return wrong.length === 0
      ? ok(
          "data",
          `${entries.map(({ dataset }) => dataset).join(", ")}: ${counted(files.length, "file")}, none missing or cut`,
        )
      : problem(
          "data",
          `missing or cut: ${wrong.map(({ path }) => path).join(", ")}`,
          "ingest the dataset again",
        );
  } catch (error) {
    return problem("data", (error as Error).message, "npx assay data status");
  }
}

const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : -1);
