/** A figure of ours beside a peer's. */
export interface ParityRow {
  readonly peer: string;
  /** Name of the peer's figure in the JSON. */
  readonly key: string;
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  /** What parts the two, when they are parted. */
  readonly convention?: string;
  /** Our figure under that convention. */
  readonly under?: number;
}

type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

export function parityRows(library: object, input: object, peers: Figures): ParityRow[];
export function equal(a: number, b: number): boolean;
