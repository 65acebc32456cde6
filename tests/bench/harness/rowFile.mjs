import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Rows as they are measured, one JSON line each after a line on the run, so that a run cut short loses none. */
export function startRowFile(path, head) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(head)}\n`);
  return (rows) => appendFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

/** What several runs measured, as one; a row measured again replaces the earlier one in its place. */
export function readRowFiles(paths) {
  const rows = new Map();
  let head;
  for (const path of paths) {
    const [first, ...lines] = readFileSync(path, "utf8").split("\n").filter(Boolean);
    head = JSON.parse(first);
    for (const line of lines) {
      const row = JSON.parse(line);
      rows.set(JSON.stringify([row.group, row.name, row.peer]), row);
    }
  }
  return { ...head, rows: [...rows.values()] };
}
