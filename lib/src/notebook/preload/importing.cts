import path = require("node:path");
import vm = require("node:vm");

type Import = (id: string) => Promise<unknown>;

/** A package that cannot be loaded by `require`: its modules await at their top level, or are for `import` only. */
const NEEDS_IMPORT = ["ERR_REQUIRE_ASYNC_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED", "ERR_REQUIRE_ESM"];

const SLOT = "__assayImport__";
const REQUIRED = /Promise\.resolve\(\)\.then\(\(\) => (__importStar\(require\(("[^"]*")\)\))\)/g;
const REQUIRED_BY_NAME = /Promise\.resolve\((`[^`]*`)\)\.then\(s => (__importStar\(require\(s\)\))\)/g;

/** The compiler makes `import("x")` a `require`; in a compiled cell it becomes an import again where that fails. */
function importing(output: string): string {
  return output
    .replace(REQUIRED, (_, required, id) => `${SLOT}(${id}, s => ${required})`)
    .replace(REQUIRED_BY_NAME, (_, id, required) => `${SLOT}(${id}, s => ${required})`);
}

/** Define what {@link importing} calls: resolved, as everything in cells, from the working directory. */
function offerImport(): void {
  const native = new vm.Script("(id) => import(id)", {
    filename: path.join(process.cwd(), "cell.js"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as Import;
  const value = async (id: string, required: Import) => {
    try {
      return required(id);
    } catch (error) {
      if (!NEEDS_IMPORT.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      return silently(() => native(id));
    }
  };
  Object.defineProperty(globalThis, SLOT, { value });
}

/** Node warns that importing from a script is experimental. */
function silently<T>(action: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return action();
  } finally {
    process.emitWarning = emitWarning;
  }
}

export = { importing, offerImport };
