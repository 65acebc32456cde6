import { spearman } from "../../lib/dist/core/index.js";
import { meanInference, persistence } from "../../lib/dist/ic/index.js";

/** Within each date, ranks 0 … names − 1 of the moves (dates × names) of the next `horizon` dates. */
export function forwardRanks(moves, { names, horizon }) {
  const level = new Float64Array(moves.length + names);
  for (let k = 0; k < moves.length; k++) level[k + names] = level[k] + moves[k];
  const forward = new Float64Array(moves.length - horizon * names);
  for (let k = 0; k < forward.length; k++) forward[k] = level[k + (1 + horizon) * names] - level[k + names];
  return rowRanks(forward, names);
}

/** Rank IC on each date of two tables of ranks; those of the factor may have more dates. No ties. */
function rankIcs(ofFactor, ofForward, names) {
  const out = new Float64Array(ofForward.length / names);
  for (let t = 0; t < out.length; t++) {
    let far = 0;
    for (let k = t * names; k < (t + 1) * names; k++) far += (ofFactor[k] - ofForward[k]) ** 2;
    out[t] = 1 - (6 * far) / (names * (names * names - 1));
  }
  const first = spearman(ofFactor.subarray(0, names), ofForward.subarray(0, names));
  if (Math.abs(out[0] - first) > 1e-12) throw new Error("not a rank IC");
  return out;
}

/** The tests of the mean rank IC of two such tables, as an evaluation makes them. */
export function rankIcInference(ofFactor, ofForward, { names, horizon }) {
  const pairs = { horizon, ranks: ofFactor, forwardRanks: ofForward, assets: { length: names } };
  const counts = new Int32Array(ofForward.length / names).fill(names);
  const beyond = persistence({ ...pairs, names: counts });
  return meanInference(rankIcs(ofFactor, ofForward, names), horizon, beyond);
}

/** Ranks 0 … names − 1 within each date. */
export function rowRanks(values, names) {
  const ranker = new Ranker(names);
  const out = new Float64Array(values.length);
  for (let k = 0; k < values.length; k += names) {
    ranker.rank(values.subarray(k, k + names), out.subarray(k, k + names));
  }
  return out;
}

/** Sorts by insertion from the order of the row before: rows that move slowly cost little. */
class Ranker {
  constructor(names) {
    this.order = Int32Array.from({ length: names }, (_, j) => j);
  }

  rank(values, out) {
    const { order } = this;
    for (let k = 1; k < order.length; k++) {
      const name = order[k];
      const value = values[name];
      let at = k;
      for (; at > 0 && values[order[at - 1]] > value; at--) order[at] = order[at - 1];
      order[at] = name;
    }
    for (let k = 0; k < order.length; k++) out[order[k]] = k;
  }
}
