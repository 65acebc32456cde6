import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { fail, nearest, projectRoot } from "../../core/index.js";
import { isSetName, libraryFactor, SET_DESCRIPTIONS, set, setNames } from "../library/index.js";
import { FactorSet } from "./factorSet.js";
import { readSet } from "./readSet.js";

const YAML = /\.ya?ml$/;

/**
 * A set of factors: one of the library (`"core"`), one of the project (`"example"`, the file
 * `config/factors/example.yaml`), or any YAML file by its path. What breaks the file's schema, a formula that cannot be
 * read, a name that stands twice is one error with file, line, column and what to do.
 *
 * @example factors.load("example").factors
 */
export function load(nameOrPath: string): FactorSet {
  if (typeof nameOrPath !== "string" || nameOrPath === "") {
    fail("factors.load", "takes the name of a set or the path of a YAML file", { received: nameOrPath });
  }
  if (YAML.test(nameOrPath)) return loadFile(nameOrPath, []);
  if (isSetName(nameOrPath)) return new FactorSet(nameOrPath, SET_DESCRIPTIONS[nameOrPath], set(nameOrPath));
  const file = join(configFolder(), `${nameOrPath}.yaml`);
  return existsSync(file) ? loadFile(file, []) : unknownSet(nameOrPath, configFolder());
}

/** The names of the project's own sets: the files of `config/factors`. */
export const projectSets = (): string[] => namesIn(configFolder());

const configFolder = (): string => join(projectRoot(), "config", "factors");

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => basename(file, ".yaml"))
    .sort();
}

/** @param chain the files that refer to this one, to notice a circle */
function loadFile(path: string, chain: readonly string[]): FactorSet {
  const file = shown(path);
  if (!existsSync(path)) fail("factors.load", "there is no such file", { received: file });
  if (chain.includes(file)) {
    fail("factors.load", `sets must not refer to each other in a circle: ${[...chain, file].join(" → ")}`);
  }
  const folder = dirname(path);
  const { name, description, entries } = readSet(file, readFileSync(path, "utf8"), {
    factor: libraryFactor,
    set(other) {
      if (isSetName(other)) return set(other);
      const beside = join(folder, `${other}.yaml`);
      return existsSync(beside) ? loadFile(beside, [...chain, file]).entries : unknownSet(other, folder);
    },
  });
  const expected = basename(path).replace(YAML, "");
  if (name !== expected) {
    fail("factors.load", `${file}: the name must be that of the file, ${expected}`, { received: name });
  }
  if (isSetName(name)) {
    fail("factors.load", `${file}: the library has a set of this name`, {
      received: name,
      fix: "rename the file",
    });
  }
  return new FactorSet(name, description, entries);
}

function unknownSet(name: string, folder: string): never {
  const known = [...setNames, ...namesIn(folder)];
  const near = nearest(name, known);
  return fail("factors.set", `there is no such set; there are ${known.join(", ")}`, {
    received: name,
    fix: near ? `did you mean ${near}?` : "a file's path ends in .yaml",
  });
}

/** Inside the project without the project's path. */
function shown(path: string): string {
  const inside = relative(projectRoot(), path);
  return isAbsolute(inside) || inside.startsWith("..") ? path : inside;
}
