import Module = require("node:module");

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
type Resolve = (request: string, parent: unknown, isMain: boolean) => string;

const loader = Module as unknown as { _load: Load; _resolveFilename: Resolve };

/** Call each patch once, with the exports of the module of tslab that it is named after; it may return others for them. */
function afterLoad(patches: Readonly<Record<string, (exports: never) => unknown>>): void {
  const load = loader._load;
  const patched = new Map<unknown, unknown>();
  loader._load = (request, parent, isMain) => {
    const exports = load(request, parent, isMain);
    const name = request.split("/").pop()?.replace(/\.js$/, "") ?? "";
    const patch = patches[name];
    if (patch && !patched.has(exports) && isTslabFile(request, parent, isMain)) {
      patched.set(exports, patch(exports as never) ?? exports);
    }
    return patched.get(exports) ?? exports;
  };
}

function isTslabFile(request: string, parent: unknown, isMain: boolean): boolean {
  const path = loader._resolveFilename(request, parent, isMain);
  return /[\\/]tslab[\\/]dist[\\/]\w+\.js$|[\\/]@tslab[\\/]typescript-for-tslab[\\/]/.test(path);
}

export = afterLoad;
