/** Text that is put into a cell before tslab compiles it; lines stay where they are. */
export interface Insertion {
  /** Where it goes: an offset in the cell as it was written. */
  readonly at: number;
  readonly text: string;
}
