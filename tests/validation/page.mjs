import { MEAN_TESTS } from "../../lib/dist/ic/index.js";

export const TEST_LABELS = {
  iid: "i.i.d. t",
  neweyWest: "Newey–West, lag h − 1",
  bootstrap: "stationary bootstrap",
  fixedB: "fixed-b",
  cosine: "**cosines (default)**",
  everyHth: "every h-th date",
};

export const testHeads = MEAN_TESTS.map((name) => TEST_LABELS[name]);

/** A Markdown table: columns of numbers to the right, of words to the left. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const isNumber = (cell) => /^([−+-]?[\d.]|–?$)/.test(String(cell));
  const sides = head.map((_, at) => (rows.every((cells) => isNumber(cells[at])) ? "---:" : "---"));
  return [line(head), line(sides), ...rows.map(line)].join("\n");
}

export const percent = (share, digits = 1) => `${(share * 100).toFixed(digits)} %`;

/** Standard error of a share that was counted over n independent trials. */
export const shareError = (share, n) => Math.sqrt((share * (1 - share)) / n);

/** A share with its standard error in points. */
export const withError = (share, n) => `${percent(share)} ± ${(shareError(share, n) * 100).toFixed(1)}`;

/** Mean, sample standard deviation and standard error of the mean. */
export function summary(values) {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const std = Math.sqrt(
    values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1),
  );
  return { mean, std, se: std / Math.sqrt(values.length) };
}
