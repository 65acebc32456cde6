import { instanceFor } from "./instance.js";
import { layOut } from "./rowLayout.js";
import { isConstant, type Place, type RowChunk, type RowEntry, type RowSource } from "./rowStep.js";

/** Doubles of a value at a time: the values of a program stay in the second cache. */
const CHUNK = 4096;

/** Compute one value of a program into `target`: all of its steps for some rows, then for the next. */
export function runRows(
  entries: readonly RowEntry[],
  result: Place,
  columns: number,
  target: Float64Array,
): void {
  const rows = target.length / columns;
  const most = Math.min(rows, Math.max(1, Math.floor(CHUNK / columns)));
  const layout = layOut(entries, result, most * columns);
  const { used, places, rooms } = layout;
  const { kernels, memory } = instanceFor(layout.end);
  for (const k of used) {
    const { source, step } = entries[k];
    if (source && isConstant(entries[k]))
      memory.fill(source.values[0], places[k], places[k] + most * columns);
    step?.begin?.(memory, rooms[k]);
  }
  const moving = used.filter((k) => !isConstant(entries[k]));
  const chunksOf = (count: number): RowChunk[] =>
    entries.map(({ inputs }, k) => ({
      kernels,
      memory,
      rows: count,
      columns,
      cells: count * columns,
      inputs: inputs.map((input) => places[input] * 8),
      out: places[k] * 8,
      room: rooms[k] * 8,
    }));
  let chunks = chunksOf(most);
  const at = places[result];
  for (let row = 0; row < rows; row += most) {
    if (rows - row < most) chunks = chunksOf(rows - row);
    const from = row * columns;
    const { cells } = chunks[result];
    for (const k of moving) {
      const { source, step } = entries[k];
      if (source) copyCells(source, columns, { target: memory, at: places[k], from, cells });
      else step?.run(chunks[k]);
    }
    target.set(memory.subarray(at, at + cells), from);
  }
}

/** Copy the cells of a source that belong to those from `from` on; what comes before its first row is missing. */
export function copyCells(
  { values, back }: RowSource,
  columns: number,
  to: { target: Float64Array; at: number; from: number; cells: number },
): void {
  const { target, at, from, cells } = to;
  const missing = Math.min(cells, Math.max(0, back * columns - from));
  if (missing > 0) target.fill(Number.NaN, at, at + missing);
  const first = from + missing - back * columns;
  if (values.length === 1) target.fill(values[0], at + missing, at + cells);
  else target.set(values.subarray(first, first + cells - missing), at + missing);
}
