import {
  checkInteger,
  checkKeys,
  fail,
  nearest,
  type Showable,
  showsItself,
  type TableView,
} from "../../core/index.js";
import type { Factor } from "../../expr/index.js";
import { factorTable } from "../factorTable.js";
import type { LibraryFactor } from "../library/libraryFactor.js";

/** A named set of factors, of the library or of a file. */
export class FactorSet implements Showable {
  constructor(
    /** Name of the set. */
    readonly name: string,
    /** What the set is about, in a sentence. */
    readonly description: string,
    /** Each factor with title, definition, unit and source. */
    readonly entries: readonly LibraryFactor[],
  ) {}

  /** The factors, in the order of the file. */
  get factors(): readonly Factor[] {
    return this.entries.map(({ factor }) => factor);
  }

  /** The factor of this name; an unknown one is an error that names the nearest. */
  get(name: string): Factor {
    const found = this.factors.find((factor) => factor.name === name);
    if (found) return found;
    const near = nearest(
      name,
      this.factors.map((factor) => factor.name),
    );
    return fail("factors.get", `the set ${this.name} has no such factor`, {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }

  /** One row per factor; the first 25 unless `limit` says more. */
  table(options: { limit?: number } = {}): TableView {
    checkKeys("factors.FactorSet.table", options, ["limit"]);
    const limit = checkInteger("factors.FactorSet.table", "limit", options.limit ?? 25, 1);
    return factorTable(this.entries, `Factor set ${this.name}`, limit);
  }

  toText(width?: number): string {
    return this.table().toText(width);
  }

  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(FactorSet);
