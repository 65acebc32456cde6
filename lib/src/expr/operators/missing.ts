import { compiled, unary } from "./arithmetic.js";
import type { Operator } from "./operator.js";

/** Operators that look at what is missing. */
export const missingValues: readonly Operator[] = [
  unary("isMissing", "1 where x is missing, else 0", {
    inPlace: true,
    run({ memory, inputs: [x], out, cells }) {
      const [from, to] = [x / 8, out / 8];
      for (let i = 0; i < cells; i++) memory[to + i] = Number.isNaN(memory[from + i]) ? 1 : 0;
    },
  }),
  compiled("ifMissing", "fill", "x where present, y where x is missing"),
];
