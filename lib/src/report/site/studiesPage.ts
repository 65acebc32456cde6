import { counted, Link, TableView } from "../../core/index.js";
import type { Study } from "../../tracking/index.js";
import { minuteText } from "./pieces.js";
import { heading, sitePage } from "./sitePage.js";
import { studyPath } from "./studyPath.js";

/** All studies, the one with the newest run first. */
export function studiesPage(studies: readonly Study[]): string {
  const rows = studies.map(({ study, trials, first, last, ...rest }) => ({
    ...rest,
    ...trials,
    study: new Link(study, studyPath(study)),
    first: minuteText(first),
    last: minuteText(last),
  }));
  const columns = [
    { key: "study" },
    { key: "runs", format: "integer" as const },
    { key: "completed", format: "integer" as const },
    { key: "distinct", label: "different trials", format: "integer" as const },
    { key: "count", label: "evaluations", format: "integer" as const },
    { key: "first", label: "first run", unit: "UTC" },
    { key: "last", label: "newest run", unit: "UTC" },
  ];
  const table =
    rows.length === 0
      ? '<p class="st-said">No run belongs to a study: <code>assay run … --study NAME</code>, <code>startRun({ study })</code>.</p>'
      : new TableView(rows, {
          title: counted(rows.length, "study", "studies"),
          columns,
          limit: Infinity,
        }).toHtml();
  const lead = "Runs that test one idea: what they try is counted together.";
  return sitePage({ title: "Studies", place: "Studies", body: `${heading("Studies", lead)}\n${table}` });
}
