/** Parameters of an operator: plain values only, so that an expression can be written to JSON and hashed. */
export type Params = Readonly<Record<string, number | string | boolean>>;

/**
 * One step of an expression as plain data: an operator of the registry over other steps.
 * Leaves are `field` (a market field), `const` (one finite number) and `missing` (missing everywhere).
 */
export interface Node {
  readonly op: string;
  readonly args?: readonly Node[];
  readonly params?: Params;
}

export const fieldNode = (name: string): Node => ({ op: "field", params: { name } });
/** Does it stand for values of its own, not for an operator of the registry? */
export const isLeaf = ({ op }: Node): boolean => op === "field" || op === "const" || op === "missing";

export const missingNode: Node = Object.freeze({ op: "missing" });
export const constNode = (value: number): Node => ({ op: "const", params: { value } });
