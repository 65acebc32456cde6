import { HORIZON } from "./measured.mjs";
import { convention } from "./row.mjs";

export function skfolio({ library: { core }, input, at: { next, report } }) {
  const ours = (stats, key) => stats[{ mean: "mean", std: "std", icir: "ir", hit_rate: "hitRate" }[key]];
  const sums = { spearman: [], pearson: [] };
  for (let i = 0; i + HORIZON < input.dates.length; i++) {
    const forward = input.symbols.map((_, j) => sumOfReturns(input.close, { row: i, column: j }));
    for (const kind of ["spearman", "pearson"]) {
      sums[kind].push(core[kind](Float64Array.from(input.factor[i]), Float64Array.from(forward)));
    }
  }
  const under = (kind, key) => {
    const values = Float64Array.from(sums[kind]);
    const [mean, std] = [core.mean(values), core.std(values)];
    const share = values.filter((value) => value > 0).length / values.length;
    return { mean, std, icir: mean / std, hit_rate: share }[key];
  };
  return ["spearman", "pearson"].flatMap((kind) =>
    ["mean", "std", "icir", "hit_rate"].flatMap((key) => {
      const name = `${kind === "spearman" ? "rank IC" : "IC"}, ${key.replace("_", " ")}`;
      const of = (horizon) => (kind === "spearman" ? horizon.rankIcStats : horizon.icStats);
      return [
        {
          peer: "skfolio",
          key: `${kind}_${key}_1`,
          what: `${name}, one session ahead`,
          ours: ours(of(next), key),
        },
        {
          peer: "skfolio",
          key: `${kind}_${key}_5`,
          what: `${name}, five sessions ahead`,
          ours: ours(of(report), key),
          ...convention(["forward returns are summed, not compounded", under(kind, key)]),
        },
      ];
    }),
  );
}

function sumOfReturns(close, { row, column }) {
  let total = 0;
  for (let i = row + 1; i <= row + HORIZON; i++) total += close[i][column] / close[i - 1][column] - 1;
  return total;
}
