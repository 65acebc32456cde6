import { type Outcome, type TransactOptions, transact } from "../transact.js";
import { checkVersion } from "./checkVersion.js";

/**
 * Make an older version the newest again: a line of the manifest that names its files. Nothing is deleted, so that the
 * rollback can be taken back in the same way. The newest version is `unchanged`.
 */
export function rollback(
  lake: { readonly dir: string },
  version: string,
  options: TransactOptions,
): Promise<Outcome> {
  return transact(lake, options, async ({ versions, last, dataset }) => {
    const target = checkVersion(dataset, versions, version);
    if (target === last || sameFiles(target.files, last?.files)) return undefined;
    const { schema, version: _, publishedAt, files, dataset: __, ...content } = target;
    const change = { kind: "rollback" as const, added: 0, restated: 0, removed: 0, to: version };
    return { ...content, change, kept: files, written: [] };
  });
}

function sameFiles(a: readonly { path: string }[], b: readonly { path: string }[] = []): boolean {
  const paths = new Set(b.map(({ path }) => path));
  return a.length === b.length && a.every(({ path }) => paths.has(path));
}
