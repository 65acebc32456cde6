/** Random series that the simulations are made of. */

/** Student's t with 4 degrees of freedom, scaled to a standard deviation of 1. */
export function fatTailed(random) {
  const chiSquare = -2 * Math.log((1 - random.uniform()) * (1 - random.uniform()));
  return (random.normal() / Math.sqrt(chiSquare / 4)) * Math.SQRT1_2;
}

/** dates × names independent AR(1) of standard deviation 1, row after row. */
export function persistent({ dates, names, phi }, random) {
  const out = new Float64Array(dates * names);
  const noise = Math.sqrt(1 - phi * phi);
  for (let k = 0; k < out.length; k++) {
    out[k] = k < names ? random.normal() : phi * out[k - names] + noise * random.normal();
  }
  return out;
}

/** `own` (dates × names) mixed half and half with what the `groups` of the names share (dates × groups). */
export function mixed(own, shared, { dates, names, groups }) {
  const out = new Float64Array(own.length);
  for (let t = 0; t < dates; t++) {
    for (let j = 0; j < names; j++) {
      out[t * names + j] = Math.SQRT1_2 * (own[t * names + j] + shared[t * groups + (j % groups)]);
    }
  }
  return out;
}
