/** Parameters of an operator: plain values only, so that an expression can be written to JSON and hashed. */
export type Params = Readonly<Record<string, number | string | boolean>>;

/**
 * One step of an expression as plain data: an operator of the registry over other steps.
 * Leaves are `field` (a market field) and `const` (one number).
 */
export interface Node {
  readonly op: string;
  readonly args?: readonly Node[];
  readonly params?: Params;
}

export const fieldNode = (name: string): Node => ({ op: "field", params: { name } });
export const constNode = (value: number): Node => ({ op: "const", params: { value } });
