import { type Showable, showsItself, type TableView } from "../../core/index.js";
import { rankingSheet, rankingTable } from "../face/rankingTable.js";
import type { EvaluatedData } from "../reportData.js";
import type { FactorRankingData, RankedFactor } from "./rankingData.js";

/** Factors side by side, the least doubtful first. Shows itself as tables. */
export class FactorRanking implements FactorRankingData, Showable {
  readonly rows: readonly RankedFactor[];
  readonly data: EvaluatedData;
  readonly horizon: number;
  readonly costBps: number;
  readonly window: number;
  readonly trials: number;
  readonly tests: number;

  constructor(content: FactorRankingData) {
    this.rows = content.rows;
    this.data = content.data;
    this.horizon = content.horizon;
    this.costBps = content.costBps;
    this.window = content.window;
    this.trials = content.trials;
    this.tests = content.tests;
  }

  /** One row per factor. */
  table(): TableView {
    return rankingTable(this);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return rankingSheet(this).toHtml();
  }
}
showsItself(FactorRanking);
