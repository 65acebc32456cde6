/** What a table's text face is made of: all of it as text. */
export interface TextGrid {
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
  /** Columns of numbers: they are aligned right and never cut. */
  readonly numeric: readonly boolean[];
}

const GAP = "  ";
/** Letters of a column that are left at least: on a very narrow terminal the lines break instead. */
const LEAST = 12;
const CUT = "… is a text cut to the width of the terminal: a pipe has it whole, such as | less -S";

/**
 * Lines of aligned columns under their heading. Where they are wider than `width`, the longest texts are cut to one length, each
 * with a mark that a last line explains; the first column, which names the rows, and numbers stay whole.
 */
export function tableText({ head, body, numeric }: TextGrid, width = Number.POSITIVE_INFINITY): string[] {
  const natural = head.map((text, i) => Math.max(text.length, ...body.map((row) => row[i].length)));
  const widths = fitted(natural, { width, fixed: natural.map((_, i) => i === 0 || numeric[i]) });
  const line = (cells: readonly string[]) =>
    cells
      .map((text, i) => (numeric[i] ? text.padStart(widths[i]) : cut(text, widths[i]).padEnd(widths[i])))
      .join(GAP)
      .trimEnd();
  const rule = widths.map((each) => "─".repeat(each)).join(GAP);
  return [line(head), rule, ...body.map(line), ...(widths.some((each, i) => each < natural[i]) ? [CUT] : [])];
}

/** The widths with all longer ones brought down to one that lets the sum fit. */
function fitted(
  natural: readonly number[],
  { width, fixed }: { width: number; fixed: readonly boolean[] },
): number[] {
  const gaps = GAP.length * (natural.length - 1);
  let most = Math.max(...natural);
  const limited = () => natural.map((each, i) => (fixed[i] ? each : Math.min(each, most)));
  while (most > LEAST && limited().reduce((sum, each) => sum + each, gaps) > width) most--;
  return limited();
}

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;
