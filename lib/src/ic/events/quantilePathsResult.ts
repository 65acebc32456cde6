import { type Showable, showsItself, type TableView } from "../../core/index.js";
import { type Figure, Sheet } from "../../plot/index.js";
import { pathsFigure, pathsHeadline, pathsTable } from "../face/pathsFaces.js";
import type { MeanInference } from "../meanInference.js";
import type { QuantilePathsData } from "./quantilePathsData.js";

/** Prices of the factor quantiles around the date of the factor. Shows itself as a chart with band and a table. */
export class QuantilePaths implements QuantilePathsData, Showable {
  readonly factor: string;
  readonly market: string;
  readonly from: string;
  readonly to: string;
  readonly days: Int32Array;
  readonly quantiles: number;
  readonly demeaned: boolean;
  readonly means: readonly Float64Array[];
  readonly spread: readonly MeanInference[];
  readonly dates: number;

  constructor(content: QuantilePathsData) {
    this.factor = content.factor;
    this.market = content.market;
    this.from = content.from;
    this.to = content.to;
    this.days = content.days;
    this.quantiles = content.quantiles;
    this.demeaned = content.demeaned;
    this.means = content.means;
    this.spread = content.spread;
    this.dates = content.dates;
  }

  /** Top minus bottom quantile by day, in its 95 % band. */
  figure(): Figure {
    return pathsFigure(this);
  }

  /** One row per quantile and one for top minus bottom, some days in columns. */
  table(): TableView {
    return pathsTable(this);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    const items = [this.figure(), pathsTable(this, "Mean return from the date of the factor, by quantile")];
    return new Sheet({ title: pathsHeadline(this), items }).toHtml();
  }
}
showsItself(QuantilePaths);
