import { cpus } from "node:os";
import { summary } from "./measure.mjs";

const COLUMNS = [
  ["work", (row) => `${row.group}: ${row.name}`],
  ["size", (row) => row.size],
  ["ours, ms", (row) => spread(row.ours)],
  ["thr", (row) => `${row.threads}`],
  ["peer", (row) => row.peer],
  ["peer, ms", (row) => (row.theirs ? spread(row.theirs) : "not measured")],
  ["thr", (row) => `${row.peerThreads}`],
  ["peer / ours", (row) => (row.ratio === null ? "–" : `${digits(row.ratio)}×`)],
  ["asked", (row) => (row.target === null ? "" : `${digits(row.target)}× ${asked(row)}`)],
  ["same numbers", (row) => row.check],
];

/** Print the rows as text, Markdown or one JSON document. */
export function printReport({ rows, runs, versions, format }) {
  if (format.json) {
    console.log(
      JSON.stringify({ machine: machine(), runs, versions, rows, medians: medians(rows) }, null, 2),
    );
    return;
  }
  const cells = rows.map((row) => COLUMNS.map(([, text]) => text(row)));
  const head = COLUMNS.map(([title]) => title);
  console.log(format.markdown ? markdown(head, cells) : aligned(head, cells));
  console.log(`\n${machine()}; medians (min–max) of ${runs} runs after a warm-up, ours and peers in turns`);
  console.log(
    `peers: ${versions ? Object.entries(versions).flat().join(" ") : "NOT MEASURED, no Python with pandas"}`,
  );
  for (const { group, peer, ratio, count } of medians(rows)) {
    console.log(`${group} against ${peer}: median ratio ${digits(ratio)}× over ${count}`);
  }
  const notes = new Set(
    rows.filter(({ note }) => note).map((row) => `${row.group}: ${row.name}, ${row.peer}: ${row.note}`),
  );
  for (const note of notes) console.log(note);
  for (const row of rows)
    if (row.agrees === false) console.log(`FAILED ${row.group}: ${row.name}, ${row.peer}: ${row.check}`);
}

/** Median ratio of a group with more than one row against a peer. */
function medians(rows) {
  const ratios = new Map();
  for (const { group, peer, ratio } of rows) {
    if (ratio === null) continue;
    const key = JSON.stringify([group, peer]);
    ratios.set(key, [...(ratios.get(key) ?? []), ratio]);
  }
  return [...ratios]
    .filter(([, values]) => values.length > 2)
    .map(([key, values]) => {
      const [group, peer] = JSON.parse(key);
      return { group, peer, ratio: summary(values).median, count: values.length };
    });
}

function machine() {
  const cores = cpus();
  return `${cores.length} cores (${cores[0].model.trim()}), Node ${process.version}`;
}

function asked({ met }) {
  return met === null ? "" : met ? "met" : "MISSED";
}

function spread({ median, min, max }) {
  return `${digits(median)} (${digits(min)}–${digits(max)})`;
}

function digits(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function markdown(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function aligned(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, k) => Math.max(...all.map((cells) => cells[k].length)));
  return all
    .map((cells) =>
      cells
        .map((cell, k) => cell.padEnd(widths[k]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
