/** SQL: are two rows of a symbol and date the same bar, missing values equal? */
export function sameBar(a: string, b: string, columns: readonly string[]): string {
  const values = columns.map((name) => `${a}.${name} IS NOT DISTINCT FROM ${b}.${name}`);
  return [`${a}.symbol = ${b}.symbol`, `${a}.date = ${b}.date`, ...values].join(" AND ");
}
