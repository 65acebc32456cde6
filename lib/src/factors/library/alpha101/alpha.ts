/** The paper's number, what it is in a few words, and the paper's own text. */
export type Alpha = readonly [number: number, title: string, text: string];
