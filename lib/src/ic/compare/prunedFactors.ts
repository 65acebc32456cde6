import { type Showable, showsItself, type TableView } from "../../core/index.js";
import { prunedTable } from "../face/prunedTable.js";
import type { FactorPair } from "./correlationData.js";
import type { DroppedFactor, PrunedFactorsData } from "./prunedData.js";

/** Which factors stay and which repeat a better one. Shows itself as a table. */
export class PrunedFactors implements PrunedFactorsData, Showable {
  readonly kept: readonly string[];
  readonly dropped: readonly DroppedFactor[];
  readonly close: readonly FactorPair[];
  readonly drop: number;
  readonly report: number;
  readonly score: string;

  constructor(content: PrunedFactorsData) {
    this.kept = content.kept;
    this.dropped = content.dropped;
    this.close = content.close;
    this.drop = content.drop;
    this.report = content.report;
    this.score = content.score;
  }

  /** One row per dropped factor and per reported pair. */
  table(): TableView {
    return prunedTable(this);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(PrunedFactors);
