import { cellsOf, statusOf } from "./judge.mjs";

const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const EXPECTED = {
  fails:
    "fails, says why; notebook saved with the error and the earlier output; later cells not run; nothing left running",
  passes: "passes; notebook saved with the whole output; nothing left running",
  full: "fails, says why; notebook so far saved and valid, the open cell not marked completed; nothing left running",
  killed: "notebook so far saved, the open cell not marked completed; nothing left running",
  unwritable: "fails, says why; nothing left running",
};

/** The page: who did what a user may expect, then what each did. `outcomes[case][runner]`. */
export function page({ cases, runners, outcomes, versions }) {
  const right = runners.map(
    ({ name }) => cases.filter((one) => outcomes[one.name][name].faults.length === 0).length,
  );
  const cell = (one, { name }) => outcomes[one.name][name].faults.join("; ") || "right";
  return `# What goes wrong

Each case is a notebook of three cells: one prints "before", the case, one prints "after". The same cases run by
\`assay run\`, by papermill and by nbclient, in TypeScript and, as near as the language has it, in Python. Written by

\`\`\`sh
ASSAY_PYTHON=python npm run adversarial
\`\`\`

with ${versions}.

"Right" is: the exit code says whether the notebook passed; what is printed or saved says why it failed; the notebook is saved
and valid, with all output up to there and an error in the cell that failed; no cell that failed or never ran is marked
completed (by the marks of papermill, which \`assay run\` writes too; nbclient writes none, so there it cannot be wrong); and no
process of it is there 15 s later. What is wrong stands in the cell.

${table(
  ["case", ...runners.map(({ name }) => name)],
  [
    ...cases.map((one) => [one.name, ...runners.map((runner) => cell(one, runner))]),
    ["**right**", ...right.map((n) => `**${n} of ${cases.length}**`)],
  ],
)}

- Python has no equal of some cases: a type error shows when the cell runs; \`os._exit\`, \`call_later\` and a thread stand for
  \`process.exit\`, a timer and an interval; out of memory is a limit of the process. There Python is better off: its
  \`MemoryError\` fails the cell, and the kernel lives on; V8 ends the process.
- nbclient is used as its documentation recommends: a program that saves the notebook whatever happens. Its command lines
  (\`jupyter execute\`, \`jupyter nbconvert --execute\`) save nothing when a cell fails.
- What remains wrong with nbclient on our kernel is nbclient's: of a kernel that died, of a limit and of a signal it writes
  nothing into the notebook.
- papermill saves the output of an open cell every 30 s; \`assay run\` saves when a cell starts and when it ends, so that its death
  costs the output of the open cell.
- Of a file that does not fit, and of a full disk, an error in the notebook is not asked for. Runners that write the notebook in
  place leave half of one there.

## Each outcome

Exit code or signal, marks of the three cells (papermill's), seconds until the runner had ended. Seconds are those of one run
on a machine that did other things too.

${cases.map((one) => section(one, runners, outcomes[one.name])).join("\n\n")}
`;
}

function section(one, runners, outcome) {
  const rows = runners.map(({ name }) => {
    const { exit, hung, seconds, orphans, notebook, faults } = outcome[name];
    const cells = cellsOf(notebook);
    return [
      name,
      hung ? "none" : String(exit),
      errorIn(cells),
      cells ? marksOf(cells) : notebook === null ? "no notebook" : "unreadable",
      orphans > 0 ? String(orphans) : "–",
      seconds.toFixed(1),
      faults.join("; ") || "right",
    ];
  });
  const head = ["runner", "exit", "error in the notebook", "marks", "left running", "s", "judgement"];
  const source = ["```ts", one.typescript, "```", "", "```python", one.python, "```"].join("\n");
  return `### ${one.name}\n\n${source}\n\nExpected: ${EXPECTED[one.ends]}.\n\n${table(head, rows)}`;
}

const marksOf = (cells) => cells.map((cell) => statusOf(cell) ?? "–").join(", ");

function errorIn(cells) {
  const errors = (cells ?? []).flatMap(({ outputs }) => outputs.filter(({ ename }) => ename !== undefined));
  return errors.length === 0 ? "–" : errors.map(errorText).join(", ");
}

function errorText({ ename, evalue }) {
  const text = `${ename}: ${evalue}`.split("\n")[0].replaceAll("|", "\\|").replaceAll("`", "'");
  return `\`${text.length > 90 ? `${text.slice(0, 89)}…` : text}\``;
}
