/** Lines of plain comma-separated text under a known first line, or what is wrong with it. */
export function parseCsv(text: string, header: readonly string[]): Record<string, string>[] | string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (lines[0].trim() !== header.join(",")) return `the first line is not ${header.join(",")}`;
  if (lines.pop() !== "") return "the last line is not ended: the answer was cut";
  const rows = lines.slice(1).map((line) => line.split(","));
  const bad = rows.findIndex((cells) => cells.length !== header.length);
  if (bad >= 0) return `line ${bad + 2} has ${rows[bad].length} cells, not ${header.length}`;
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])));
}
