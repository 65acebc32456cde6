import Module = require("node:module");

interface Loader {
  _cache: Readonly<Record<string, unknown>>;
  prototype: { _compile(content: string, filename: string, ...rest: unknown[]): unknown };
}

const { prototype, _cache } = Module as unknown as Loader;
const files: string[] = [];

/** Notice each file of the project's own code that is loaded. tslab keeps those that it compiles out of Node's cache. */
function watchModules(): void {
  const compile = prototype._compile;
  prototype._compile = function (content, filename, ...rest) {
    if (isLocal(filename)) files.push(filename);
    return compile.call(this, content, filename, ...rest);
  };
}

/** Absolute paths in the order of loading, a file that was loaded again twice. ES modules are in the cache only. */
function modules(): string[] {
  const known = new Set(files);
  files.push(...Object.keys(_cache).filter((file) => isLocal(file) && !known.has(file)));
  return files;
}

const isLocal = (file: string): boolean => !/[\\/]node_modules[\\/]/.test(file);

export = { watchModules, modules };
