import { isLeaf } from "../node.js";
import { operatorOf } from "../operators/index.js";
import type { Instruction } from "./program.js";

/**
 * Results of instructions, each held as long as somebody will read it; then its memory is used again. Readers are the
 * instructions that take it as input and, where it is the value of an expression, the caller.
 */
export class Results {
  private readonly values: (Float64Array | undefined)[];
  private readonly readers: Int32Array;
  private readonly free: Float64Array[] = [];
  /** Memory that callers keep. */
  private readonly given = new Set<Float64Array>();
  /** Matrices in use. */
  live = 0;

  constructor(
    private readonly program: readonly Instruction[],
    private readonly memory: {
      /** Values of one matrix. */
      readonly size: number;
      /** Can other threads see it? */
      readonly shared: boolean;
    },
  ) {
    this.values = new Array(program.length);
    this.readers = new Int32Array(program.length);
    program.forEach(({ inputs, delivers }, instruction) => {
      for (const input of inputs) this.readers[input]++;
      if (delivers.length > 0) this.readers[instruction]++;
    });
  }

  has(instruction: number): boolean {
    return this.values[instruction] !== undefined;
  }

  get(instruction: number): Float64Array {
    return this.values[instruction] as Float64Array;
  }

  set(instruction: number, values: Float64Array): void {
    this.values[instruction] = values;
  }

  /** A matrix to write to, with anything in it. */
  take(): Float64Array {
    this.live++;
    return this.free.pop() ?? this.allocate();
  }

  /** What an instruction reads. A constant is one value, or a matrix where the operator asks for that. */
  inputsOf({ node, inputs, pieces }: Instruction): Float64Array[] {
    const single = pieces !== undefined || operatorOf(node.op).constants === true;
    return inputs.map((input) => {
      const values = this.get(input);
      return single || !isConstant(this.program[input]) ? values : this.allocate().fill(values[0]);
    });
  }

  /** The result of an instruction for a caller who keeps it. Instructions may still read it. */
  give(instruction: number): Float64Array {
    const values = this.get(instruction);
    if (isLeaf(this.program[instruction].node) || this.given.has(values)) return this.copy(instruction);
    this.given.add(values);
    return values;
  }

  /** The same in memory of its own, which no other thread sees. */
  copy(instruction: number): Float64Array {
    const values = this.get(instruction);
    return isConstant(this.program[instruction])
      ? new Float64Array(this.memory.size).fill(values[0])
      : values.slice();
  }

  /** A reader is done with a result. */
  release(instruction: number): void {
    if (--this.readers[instruction] > 0 || isLeaf(this.program[instruction].node)) return;
    const values = this.get(instruction);
    this.values[instruction] = undefined;
    this.live--;
    if (!this.given.delete(values)) this.free.push(values);
  }

  private allocate(): Float64Array {
    const { size, shared } = this.memory;
    return shared ? sharedMatrix(size) : ownMatrix(size);
  }
}

/** Memory with anything in it: what is written to as a whole is not filled with zeros before. */
function ownMatrix(size: number): Float64Array {
  return new Float64Array(Buffer.allocUnsafeSlow(size * Float64Array.BYTES_PER_ELEMENT).buffer);
}

/** Memory that all threads see. */
export function sharedMatrix(size: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT));
}

const isConstant = ({ node }: Instruction): boolean => isLeaf(node) && node.op !== "field";
