/** A figure that a paper prints, and ours rounded to its digits. */
export interface PublishedRow {
  readonly source: string;
  readonly figure: string;
  readonly printed: string;
  readonly ours: number;
  readonly rounded: string;
}

export function publishedRows(library: object, published: readonly object[]): PublishedRow[];
