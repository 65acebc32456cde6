import { basename } from "node:path";
import { type DataFiles, hashFiles } from "../source/files.js";
import type { SourceInfo } from "../source/source.js";

/** Files of bars: a path, or the folder of those that providers delivered, with the providers' names. */
export type BarDelivery = string | { readonly path: string; readonly providers: string };

export const pathOfBars = (delivery: BarDelivery): string =>
  typeof delivery === "string" ? delivery : delivery.path;

/** Where bars came from, without naming folders. */
export async function sourceInfo(
  { kind, name, paths }: DataFiles,
  delivery: BarDelivery,
): Promise<SourceInfo> {
  const sha256 = await hashFiles(paths);
  if (typeof delivery === "string") return { kind, name: basename(name), sha256, files: paths.length };
  return { kind: "provider", name: delivery.providers, sha256, files: 0 };
}
