import { z } from "zod";

/** A price, rate or volume; providers leave some empty. */
export const cell = z.number().nullable();

export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}/, "not a date YYYY-MM-DD");

/** A number that is written as text. */
export const numeral = z
  .string()
  .transform(Number)
  .refine((value) => Number.isFinite(value), "not a number");

/** The text under `key` of an object, where there is one. */
export function textAt(json: unknown, key: string): string | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const value = (json as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}

/** Share classes are written `BRK-B` by providers for which the point starts the exchange: `BRK.B`, but `VOD.L`. */
export function withDashedClass(symbol: string): string {
  return symbol.replace(/\.([ABC])$/, "-$1");
}
