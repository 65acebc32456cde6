const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/**
 * An object whose properties are computed when first read, then kept. They are listed, copied, compared and written as
 * JSON like any others, and printed with their values.
 */
export function lazily<T extends object>(parts: { readonly [K in keyof T]: () => T[K] }): T {
  const out = {} as T;
  for (const key of Object.keys(parts) as (keyof T)[]) {
    let known: { readonly value: T[typeof key] } | undefined;
    Object.defineProperty(out, key, {
      enumerable: true,
      get: () => {
        known ??= { value: parts[key]() };
        return known.value;
      },
    });
  }
  return Object.defineProperty(out, INSPECT, { value: () => ({ ...out }) });
}
