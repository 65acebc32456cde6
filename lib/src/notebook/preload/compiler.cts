import type * as typescript from "@tslab/typescript-for-tslab";

type Host = typeof typescript.createWatchCompilerHost;
type Arguments = [roots: string[], options: typescript.CompilerOptions, system: typescript.System];

/** The compiler as tslab gets it: it watches what can change, see {@link calmed}. */
function patchCompiler(ts: typeof typescript): typeof typescript {
  const create = ts.createWatchCompilerHost as unknown as (...args: [...Arguments, ...unknown[]]) => unknown;
  const createWatchCompilerHost = (...[roots, options, system, ...rest]: [...Arguments, ...unknown[]]) =>
    create(roots, options, calmed(system), ...rest);
  return { ...ts, createWatchCompilerHost: createWatchCompilerHost as unknown as Host };
}

const IN_PACKAGE = /[\\/]node_modules[\\/]/;
const PACKAGES = /[\\/]node_modules$/;
const UNWATCHED: typescript.FileWatcher = { close: () => undefined };

/**
 * The files of packages do not change while a kernel runs, and watching them all costs a tenth of its start: only the
 * folder is watched in which packages appear. tslab keeps one timer, and throws when a changed folder asks for a second
 * one between two cells; what it is for is done at once instead.
 */
function calmed(system: typescript.System): typescript.System {
  const { setTimeout: later, watchFile, watchDirectory } = system;
  system.setTimeout = (callback, ...rest) =>
    callback.name === "updateProgramWithWatchStatus" ? later?.call(system, callback, ...rest) : callback();
  system.watchFile = (path, ...rest) =>
    IN_PACKAGE.test(path) || !watchFile ? UNWATCHED : watchFile.call(system, path, ...rest);
  system.watchDirectory = (path, callback, recursive, ...rest) =>
    IN_PACKAGE.test(path) || !watchDirectory
      ? UNWATCHED
      : watchDirectory.call(system, path, callback, recursive && !PACKAGES.test(path), ...rest);
  return system;
}

export = patchCompiler;
