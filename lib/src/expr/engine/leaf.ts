import { fail } from "../../core/index.js";
import type { FieldSource } from "../fieldSource.js";
import type { Node } from "../node.js";

/** The values of a leaf: a field's, which are not to be written to, or the one value of a constant. */
export function leafValues(source: FieldSource, { op, params }: Node): Float64Array {
  if (op === "const") return Float64Array.of(Number(params?.value));
  if (op === "missing") return Float64Array.of(Number.NaN);
  const name = String(params?.name);
  const { values } = source.panel(name);
  const size = source.time.length * source.assets.length;
  if (values.length !== size) {
    fail("expr.evaluate", `field ${name} must hold ${size} values`, { received: values.length });
  }
  return withoutInfinities(values);
}

/** Values of fields that were found to hold no infinity: panels do not change. */
const clean = new WeakSet<Float64Array>();

/** Infinite values of a field are missing; the field itself is left as it is. */
function withoutInfinities(values: Float64Array): Float64Array {
  if (clean.has(values)) return values;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) === Number.POSITIVE_INFINITY) {
      return values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
    }
  }
  clean.add(values);
  return values;
}
