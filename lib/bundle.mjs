/**
 * One file for each room. `tsc` writes a file for each module (`build/`); here they become `dist/`, what is shipped:
 * `import "assay"` then opens some thirty files, where Node and the compiler of a kernel opened fifteen hundred.
 * Rooms stay apart, since each is a module of its own (`assay/core`) and there must be one of it in a process.
 *
 *   node bundle.mjs       nothing is done when `dist/` was made of this build
 */
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rollup, VERSION } from "rollup";
import { dts } from "rollup-plugin-dts";

const LIB = import.meta.dirname;
const BUILD = join(LIB, "build");
const DIST = join(LIB, "dist");
const STAMP = join(BUILD, ".bundled");

/** Modules that a process or a thread of its own begins with. */
const STARTS = { notebook: ["parameters/childMain"], expr: ["engine/worker"] };

/** Modules that are exported as a namespace: the compiler shows the docstrings of one only if it is a file. */
const NAMESPACES = { data: ["events/index"] };

/** CommonJS, loaded by a kernel before everything else: as it is. */
const COPIED = ["notebook/preload"];

/** The compiler's own record names each source with its hash. */
function stampOf() {
  const hash = createHash("sha256").update(VERSION);
  for (const file of [join(BUILD, ".tsbuildinfo"), import.meta.filename]) hash.update(readFileSync(file));
  return hash.digest("hex");
}

async function makeDist(folder) {
  const rooms = readdirSync(join(LIB, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of rooms) {
    const bundles = [
      await bundle(name, ".js", ["index", ...(STARTS[name] ?? [])], sourceMaps),
      await bundle(name, ".d.ts", ["index", ...(NAMESPACES[name] ?? [])], dts()),
    ];
    for (const { fileName, code, source } of bundles.flat()) {
      if (fileName.endsWith(".d.ts")) checkNames(`${name}/${fileName}`, code);
      const path = join(folder, name, fileName);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code ?? source);
    }
  }
  for (const name of COPIED) {
    cpSync(join(BUILD, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/\.([cm]?js\.map|d\.[cm]?ts|js)$/.test(path),
    });
  }
  for (const name of ["index.js", "index.js.map", "index.d.ts"])
    cpSync(join(BUILD, name), join(folder, name));
}

/** The files that take the place of a room's modules, as they would stand in `build/`. */
async function bundle(room, ending, entries, plugin) {
  const home = join(BUILD, room);
  const made = await rollup({
    input: Object.fromEntries(entries.map((name) => [name, join(home, name + ending)])),
    external: (id, importer) =>
      importer !== undefined && (!isIn(home, id, importer) || isNamespace(room, ending, id, importer)),
    plugins: [plugin],
    treeshake: ending === ".js" ? false : undefined,
    onwarn: ({ message }) => {
      throw new Error(`bundle of ${room}${ending}: ${message}`);
    },
  });
  const { output } = await made.generate({
    dir: home,
    entryFileNames: `[name]${ending}`,
    chunkFileNames: ({ name }) => `shared/${name.replace(/\.d$/, "")}${ending}`,
    minifyInternalExports: false,
    sourcemap: ending === ".js",
  });
  return output;
}

const isIn = (home, id, importer) =>
  /^[./]/.test(id) && `${resolve(dirname(importer), id)}/`.startsWith(`${home}/`);

/** The door of a room names the file of a namespace, instead of listing again what is in it. */
const isNamespace = (room, ending, id, importer) =>
  ending === ".d.ts" &&
  importer === join(BUILD, room, "index.d.ts") &&
  (NAMESPACES[room] ?? []).some((name) => id === `./${name}.js`);

/** What a researcher hovers over shows the name that it was declared with. */
function checkNames(file, code) {
  const [renamed] = code.match(/\w+\$\d+/) ?? [];
  if (renamed)
    throw new Error(
      `bundle of ${file}: ${renamed.replace(/\$.*/, "")} is declared by two modules; rename one`,
    );
}

/** Lines lead to the TypeScript sources, through what the compiler wrote. */
const sourceMaps = {
  name: "source-maps",
  load: (id) => ({ code: readFileSync(id, "utf8"), map: readFileSync(`${id}.map`, "utf8") }),
};

const stamp = stampOf();
if (!existsSync(DIST) || !existsSync(STAMP) || readFileSync(STAMP, "utf8") !== stamp) {
  const made = `${DIST}.${process.pid}`;
  await makeDist(made);
  rmSync(DIST, { recursive: true, force: true });
  renameSync(made, DIST);
  writeFileSync(STAMP, stamp);
}
