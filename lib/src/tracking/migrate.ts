/** The version of `run.json` that this library writes. It reads this one and all before. */
export const SCHEMA_VERSION = 3;

/** What turns a record of each version into one of the next. */
const STEPS: Readonly<Record<number, (record: object) => object>> = {
  // 2: runs can belong to a study.
  1: (record) => ({ study: null, ...record, schemaVersion: 2 }),
  // 3: the local modules that were loaded.
  2: (record) => ({ modules: null, ...record, schemaVersion: 3 }),
};

/** `record` as the current version would have written it. What is no record is left for the schema to refuse. */
export function migrate(record: object): object {
  let migrated = record;
  for (;;) {
    const step = STEPS[(migrated as { schemaVersion?: number }).schemaVersion ?? Number.NaN];
    if (!step) return migrated;
    migrated = step(migrated);
  }
}
