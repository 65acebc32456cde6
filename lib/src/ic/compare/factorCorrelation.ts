import { fail, nearest, type Showable, showsItself, type TableView } from "../../core/index.js";
import { type Figure, Sheet } from "../../plot/index.js";
import { correlationFigure } from "../face/correlationFigure.js";
import { clusterHeadline, correlationTable } from "../face/correlationTable.js";
import type { Merge } from "./clusterFactors.js";
import {
  alikePairs,
  clusterMembers,
  type FactorCorrelationData,
  type FactorPair,
} from "./correlationData.js";

/** How alike factors are, and which of them form a cluster. Shows itself as a heat map ordered by likeness. */
export class FactorCorrelation implements FactorCorrelationData, Showable {
  readonly names: readonly string[];
  readonly values: Float64Array;
  readonly dates: Int32Array;
  readonly order: readonly number[];
  readonly clusters: Int32Array;
  readonly merges: readonly Merge[];
  readonly clusterAt: number;
  readonly from: string;
  readonly to: string;
  readonly market: string;

  constructor(content: FactorCorrelationData) {
    this.names = content.names;
    this.values = content.values;
    this.dates = content.dates;
    this.order = content.order;
    this.clusters = content.clusters;
    this.merges = content.merges;
    this.clusterAt = content.clusterAt;
    this.from = content.from;
    this.to = content.to;
    this.market = content.market;
  }

  /** Mean rank correlation of two factors; `NaN` when no date has one. */
  rho(a: string, b: string): number {
    return this.values[this.position(a) * this.names.length + this.position(b)];
  }

  /** Number of a factor's cluster, from 1. */
  clusterOf(name: string): number {
    return this.clusters[this.position(name)];
  }

  /** The names of each cluster, cluster 1 first. */
  groups(): string[][] {
    return clusterMembers(this).map((group) => group.map((f) => this.names[f]));
  }

  /** Pairs with |ρ| of at least `least`, the most alike first. Default: all that have a ρ. */
  pairs(least = 0): FactorPair[] {
    return alikePairs(this, least);
  }

  /** Heat map ordered by the clusters; of many factors one per cluster. */
  figure(): Figure {
    return correlationFigure(this);
  }

  /** The most alike pairs. */
  table(): TableView {
    return correlationTable(this);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return new Sheet({
      title: clusterHeadline(this),
      subtitle: `${this.names.length} factors, ${this.from} to ${this.to}`,
      items: [this.figure(), correlationTable(this, "Pairs, the most alike first")],
    }).toHtml();
  }

  private position(name: string): number {
    const at = this.names.indexOf(name);
    if (at >= 0) return at;
    const near = nearest(name, this.names);
    return fail("ic.FactorCorrelation", "is not one of the correlated factors", {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }
}
showsItself(FactorCorrelation);
