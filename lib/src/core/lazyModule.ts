import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/**
 * A dependency that is loaded at its first use, not when the library is: what a notebook or command does not need,
 * it need not wait for. The name is resolved from the library's own folder.
 */
export function lazyModule<T extends object>(name: string): T {
  return new Proxy({} as T, { get: (_, key) => Reflect.get(load(name) as T, key) });
}
