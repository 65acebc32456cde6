import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { Ajv } from "ajv";

const schema = JSON.parse(
  readFileSync(new URL("../support/nbformat-4.5.schema.json", import.meta.url), "utf8"),
);
const isNotebook = new Ajv({ strict: false }).compile(schema);

/** Where an outcome is not what a user may expect, in a few words each; empty when it is. */
export function faultsOf(one, { exit, text, hung, orphans, notebook }) {
  const { ends, says } = one;
  const left = orphans > 0 ? ["kernel left running"] : [];
  if (hung) return ["never ends", ...left];
  const cells = cellsOf(notebook);
  const shown = cells ? cells.map(({ outputs }) => JSON.stringify(outputs)).join("\n") : "";
  const isSaid = !says || says.test(stripVTControlCharacters(`${text}\n${shown}`));
  if (ends !== "passes" && exit === 0)
    return [isSaid ? "exit 0, the error is only text" : "exit 0, nothing is said", ...left];
  return [
    ...(ends === "passes" && exit !== 0 ? [`exit ${exit}`] : []),
    ...(ends === "unwritable" ? [] : savedFaults(one, notebook, cells)),
    ...(isSaid ? [] : ["does not say why"]),
    ...left,
  ];
}

function savedFaults(one, notebook, cells) {
  if (notebook === null) return ["no notebook"];
  if (!cells) return ["notebook unreadable"];
  const [before, middle, after] = cells;
  const lost = textOf(before).includes("before") ? [] : ["earlier output lost"];
  if (one.ends === "passes") return [...lost, ...outputFaults(one, middle, after)];
  const faults = [];
  if (one.ends === "fails" && !middle.outputs.some(({ output_type }) => output_type === "error"))
    faults.push(
      middle.outputs.some(({ name }) => name === "stderr")
        ? "error only as text"
        : "no error in the notebook",
    );
  if (one.output && !one.output.test(textOf(middle))) faults.push("its output lost");
  const marked = [middle, after].map((cell) => statusOf(cell) === "completed");
  if (textOf(after)) faults.push("later cell ran");
  else if (marked[1]) faults.push("all cells marked completed");
  else if (marked[0]) faults.push("failed cell marked completed");
  return [...lost, ...faults];
}

function outputFaults({ lines, characters, display }, middle, after) {
  const faults = [];
  const text = textOf(middle);
  const counted = text.split("\n").length - 1;
  if (lines && counted !== lines)
    faults.push(`${counted.toLocaleString("en")} of ${lines.toLocaleString("en")} lines`);
  if (characters && text.length !== characters) faults.push("line cut");
  if (display) {
    const shown = middle.outputs.flatMap(({ data }) => (data ? [[data["text/plain"]].flat().join("")] : []));
    if (shown.length !== 1 || !shown[0].includes(display))
      faults.push(`shows ${shown.join(", ") || "nothing"}`);
  }
  if (!textOf(after).includes("after")) faults.push("later cell lost");
  return faults;
}

/** The three cells of a case, without what a runner put between them; null for what is no valid notebook. */
export function cellsOf(notebook) {
  const parsed = parse(notebook);
  if (!parsed || !isNotebook(parsed)) return null;
  const cells = parsed.cells.filter(({ cell_type }) => cell_type === "code");
  return cells.length === 3 ? cells : null;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const textOf = ({ outputs }) =>
  outputs.flatMap(({ text }) => (text === undefined ? [] : [text].flat())).join("");

/** papermill's mark of a cell. */
export const statusOf = ({ metadata }) => metadata.papermill?.status;
