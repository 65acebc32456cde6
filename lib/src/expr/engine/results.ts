import { isLeaf } from "../node.js";
import { operatorOf } from "../operators/index.js";
import type { Instruction } from "./program.js";

/** Results of the instructions that are done, each as long as it has readers; then its memory is used again. */
export class Results {
  private readonly values: (Float64Array | undefined)[];
  private readonly readers: Int32Array;
  private readonly free: Float64Array[] = [];
  /** Matrices in use. */
  live = 0;

  /** @param allocate memory for one matrix */
  constructor(
    private readonly program: readonly Instruction[],
    private readonly allocate: () => Float64Array,
  ) {
    this.values = new Array(program.length);
    this.readers = new Int32Array(program.length);
    for (const { inputs } of program) for (const input of inputs) this.readers[input]++;
  }

  has(instruction: number): boolean {
    return this.values[instruction] !== undefined;
  }

  set(instruction: number, values: Float64Array): void {
    this.values[instruction] = values;
  }

  get(instruction: number): Float64Array {
    return this.values[instruction] as Float64Array;
  }

  /** A matrix to write to. */
  take(): Float64Array {
    this.live++;
    return this.free.pop() ?? this.allocate();
  }

  /** Another reader of a result, beside the instructions. */
  keep(instruction: number): void {
    this.readers[instruction]++;
  }

  /** What an instruction reads; a constant is a matrix where its operator does not take a single value. */
  inputsOf({ node, inputs }: Instruction): Float64Array[] {
    const single = operatorOf(node.op).constants === true;
    return inputs.map((input) => {
      const values = this.get(input);
      return single || values.length > 1 || this.program[input].node.op === "field"
        ? values
        : this.allocate().fill(values[0]);
    });
  }

  /** One reader is done with a result. */
  release(instruction: number): void {
    if (--this.readers[instruction] > 0 || isLeaf(this.program[instruction].node)) return;
    const values = this.values[instruction];
    this.values[instruction] = undefined;
    if (!values) return;
    this.live--;
    this.free.push(values);
  }

  /** Hand a result over to a caller who keeps it; instructions may still read it. */
  handOver(instruction: number): Float64Array {
    const values = this.get(instruction);
    this.live--;
    this.given.add(values);
    return values;
  }
}
