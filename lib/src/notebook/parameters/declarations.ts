import type { z } from "zod";

/** One call of `parameters(...)`. */
export interface Declaration {
  readonly shape: z.ZodRawShape;
}

/** On `globalThis`, so that a second copy of the library declares to the same place. */
const SLOT = Symbol.for("assay.parameters");
const holder = globalThis as { [SLOT]?: Declaration[] };

export function declare(declaration: Declaration): void {
  holder[SLOT] = [...(holder[SLOT] ?? []), declaration];
}

/** Every declaration of this process, in order. */
export function declarations(): readonly Declaration[] {
  return holder[SLOT] ?? [];
}
