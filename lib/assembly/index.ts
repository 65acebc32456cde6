// The module's door: what the library calls.
export { acrossGroups, acrossRow } from "./across";
export { argExtreme } from "./argExtreme";
export { decay } from "./decay";
export { deviation } from "./deviation";
export { choose, elementwise, powers } from "./elementwise";
export { ewmMean } from "./ewmMean";
export { ewmMoments } from "./ewmMoments";
export { extreme } from "./extreme";
export { line } from "./line";
export { moments } from "./moments";
export { quantile, rank } from "./order";
export { pair } from "./pair";
export { quantileOfColumn, rankOfColumn } from "./positions";
export { product } from "./product";
export { orderRows, rankRows } from "./rankRows";
export { residualRows } from "./residual";
export { sort } from "./sort";
export { sum } from "./sum";
