import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PACKAGE_FOLDER } from "../../core/index.js";
import { type Finding, ok, problem } from "./finding.js";

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const manifest = () => JSON.parse(readFileSync(join(PACKAGE_FOLDER, "package.json"), "utf8")) as Manifest;

/** Is this Node new enough? */
export function checkNode(version = process.versions.node): Finding {
  const needed = manifest().engines.node.replace(/[^\d.]/g, "");
  const [major, minor] = version.split(".").map(Number);
  const [neededMajor, neededMinor] = needed.split(".").map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor)
    ? ok("Node", `${version}, needs ${needed} or newer`)
    : problem("Node", `${version}, needs ${needed} or newer`, `install Node ${needed} or newer`);
}

/** Do notebooks of the project find the library, and is it the one that this command belongs to? */
export function checkLibrary(root: string): Finding {
  const { version } = manifest();
  let found: string;
  try {
    found = realpathSync(createRequire(join(root, "package.json")).resolve("assay/package.json"));
  } catch {
    return problem("library", `the project in ${root} does not find assay`, "run npm install in it");
  }
  if (!existsSync(join(found, "..", "dist", "index.js"))) {
    return problem("library", "it is not built", "run npm run build");
  }
  return found === realpathSync(join(PACKAGE_FOLDER, "package.json"))
    ? ok("library", `assay ${version}`)
    : problem(
        "library",
        `notebooks import ${found}, this command is ${PACKAGE_FOLDER}`,
        "run the project's own: npx assay",
      );
}
