import { rollingPca } from "../../core/index.js";
import { type Operator, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

/** Principal components of the assets over a trailing window. */
export const components: readonly Operator[] = [
  rolling(
    "pcaLoading",
    "covariance over the last n with the k-th standardised principal component of all assets; sum of loadings > 0; k is 1 by default",
    ([x], out, params, { columns }) => {
      const component = (params.k as number | undefined) ?? 1;
      rollingPca(x, columns, { ...windowOf(params), component }, out);
    },
    { n: { kind: "window", min: 3 }, k: { kind: "integer", min: 1, max: 20, optional: true } },
  ),
];
