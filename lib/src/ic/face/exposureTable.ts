import { TableView } from "../../core/index.js";
import type { Exposure } from "../exposure/exposures.js";
import { DEFAULT_TEST } from "../meanInference.js";
import { fixed } from "./words.js";

/** How much of the factor's order is the order by size, volatility or momentum. */
export function exposureTable(exposures: readonly Exposure[]): TableView {
  const by = [...exposures].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  const top = by.find(({ mean }) => !Number.isNaN(mean));
  return new TableView(
    exposures.map(({ name, measure, mean, std, inference, dates }) => {
      const { t, p } = inference[DEFAULT_TEST];
      return { name, measure, mean, std, t, p, dates };
    }),
    {
      title: top
        ? `The factor's order is most like that by ${top.name}: rank correlation ${fixed(top.mean, 2)} on the average date`
        : "The factor has no exposure that can be measured",
      columns: [
        { key: "name", label: "exposure to" },
        { key: "measure" },
        { key: "mean", label: "rank correlation", unit: "mean over dates", format: "ratio" },
        { key: "std", unit: "over dates", format: "ratio" },
        { key: "t", unit: "cosines", format: "ratio" },
        { key: "p", unit: "cosines", format: "pvalue" },
        { key: "dates", format: "integer" },
      ],
      note: "an exposure is no fault, but a factor with a large one is partly that known effect",
    },
  );
}
