import { fail, isoDate } from "../../core/index.js";
import type { EventColumn, EventRow } from "./eventColumns.js";
import type { EventField } from "./eventField.js";
import { EventLoss, type LostEventRow } from "./eventLoss.js";
import { EventTable } from "./eventTable.js";
import { recordFile } from "./sourceRows.js";

/** What a normaliser makes of one row of its source: an event, or the reason why it is none. */
export type Normalized =
  | EventRow
  | { readonly lost: string }
  | { readonly event: EventRow; readonly without: Missing };

/** Values of a row that cannot be right, by the reason. */
export interface Missing {
  readonly reason: string;
  readonly values: readonly string[];
}

interface Source<Row> {
  readonly name: string;
  readonly sha256: string;
  readonly rows: readonly Row[];
}

interface Format {
  readonly who: string;
  readonly name: string;
  readonly columns: readonly EventColumn[];
  readonly fields: Readonly<Record<string, EventField>>;
  readonly coverage?: { readonly from?: string; readonly to?: string };
}

const LONGEST = 120;

/**
 * The events of a source, row by row. A source of which more than half the rows fall is refused: it is another format.
 * The file lands in the record of the run.
 */
export function normalize<Row>(
  source: Source<Row>,
  { who, ...format }: Format,
  normalizer: (row: Row, position: number) => Normalized,
): EventTable {
  const lost: LostEventRow[] = [];
  const rows: EventRow[] = [];
  source.rows.forEach((row, i) => {
    const made = normalizer(row, i);
    const note = () => ({ row: i + 1, cells: shortened(row) });
    if ("lost" in made) lost.push({ ...note(), reason: made.lost });
    else if ("without" in made) {
      lost.push({ ...note(), reason: made.without.reason, values: made.without.values });
      rows.push(made.event);
    } else rows.push(made);
  });
  const loss = new EventLoss(source.rows.length, lost);
  if (loss.fallen > source.rows.length / 2) {
    const [reason, count] = Object.entries(loss.reasons).sort(([, a], [, b]) => b - a)[0];
    fail(who, `${loss.fallen} of ${source.rows.length} rows are no events, ${count} of them: ${reason}`, {
      received: lost.find((row) => row.reason === reason)?.cells,
      fix: "is this the file?",
    });
  }
  recordFile(
    source,
    rows.map(({ event }) => (typeof event === "number" ? isoDate(event) : String(event).slice(0, 10))),
  );
  const { name, sha256 } = source;
  return EventTable.of({ ...format, rows, loss, source: { name, sha256 } });
}

function shortened(row: unknown): string {
  const text =
    typeof row === "object" && row !== null
      ? Object.values(row)
          .map((cell) => (typeof cell === "object" ? JSON.stringify(cell) : cell))
          .join(", ")
      : String(row);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
