export { AssetIndex } from "./assetIndex.js";
export { Panel, type PanelMeta } from "./panel.js";
export {
  DAY_MS,
  type DateLike,
  FREQUENCIES,
  type Frequency,
  isIntraday,
  isoDate,
  TimeIndex,
  toInstant,
} from "./timeIndex.js";
