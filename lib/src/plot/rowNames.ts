/** Names at the left of a drawing, with the room that they need also where a narrow screen draws them larger. */
export interface RowNames {
  /** Width of the left margin. */
  readonly margin: number;
  /** A name as it is written: a long one keeps its beginning and its end. */
  readonly written: (name: string) => string;
}

/** Room for a name of about 25 letters: half of the drawing stays for the cells. */
const MOST = 300;
const PADDING = 16;

export function rowNames(names: readonly string[]): RowNames {
  return { margin: PADDING + Math.max(...names.map((name) => widthOf(written(name)))), written };
}

function written(name: string): string {
  let text = name;
  for (let kept = name.length - 1; widthOf(text) > MOST; kept--) {
    text = `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(name.length - Math.floor(kept / 2))}`;
  }
  return text;
}

/** Letters and their width at 20 pixels, the size on a narrow screen, in a wide typeface. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[MWmw%@]/, 19],
  [/[A-Z]/, 14.5],
  [/[fijlrt.,:;|'() ]/, 8],
  [/./, 12.7],
];

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 0;
  return Math.ceil(width);
}
