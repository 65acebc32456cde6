import Module = require("node:module");

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
type Resolve = (request: string, parent: unknown, isMain: boolean) => string;

const loader = Module as unknown as { _load: Load; _resolveFilename: Resolve };

/** Call `patch` once with the exports of each module whose file name ends as `ending` says. */
function afterLoad(patches: Readonly<Record<string, (exports: never) => void>>): void {
  const load = loader._load;
  const patched = new Set<unknown>();
  loader._load = (request, parent, isMain) => {
    const exports = load(request, parent, isMain);
    const name = request.split("/").pop()?.replace(/\.js$/, "") ?? "";
    const patch = patches[name];
    if (patch && !patched.has(exports) && isTslabFile(request, parent, isMain)) {
      patched.add(exports);
      patch(exports as never);
    }
    return exports;
  };
}

function isTslabFile(request: string, parent: unknown, isMain: boolean): boolean {
  return /[\\/]tslab[\\/]dist[\\/]\w+\.js$/.test(loader._resolveFilename(request, parent, isMain));
}

export = afterLoad;
