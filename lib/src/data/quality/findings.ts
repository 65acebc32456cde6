import { literals } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";

const ROOM = 1024;

export interface Finding {
  /** Number of the rule. */
  readonly rule: number;
  /** Number of the symbol; 0 stands for all. */
  readonly symbol: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Number of the row as delivered; negative for a row that is not there. */
  readonly row: number;
  readonly value: number;
  /** Sessions until the verdict is certain. */
  readonly known: number;
}

/** What rules have found, as columns that grow. */
export class Findings {
  #rule = new Int32Array(ROOM);
  #symbol = new Int32Array(ROOM);
  #day = new Int32Array(ROOM);
  #row = new Int32Array(ROOM);
  #known = new Int32Array(ROOM);
  #value = new Float64Array(ROOM);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(finding: Finding): void {
    if (this.#length === this.#rule.length) this.#grow();
    const at = this.#length++;
    this.#rule[at] = finding.rule;
    this.#symbol[at] = finding.symbol;
    this.#day[at] = finding.day;
    this.#row[at] = finding.row;
    this.#known[at] = finding.known;
    this.#value[at] = finding.value;
  }

  /** Write them into a new table: rules and symbols by their number, days since 1970-01-01. */
  async write(db: Database, table: string): Promise<void> {
    await db.run(
      `CREATE TABLE ${table}(rule INTEGER, code INTEGER, day INTEGER, row INTEGER, known INTEGER, value DOUBLE)`,
    );
    const columns = [this.#rule, this.#symbol, this.#day, this.#row, this.#known, this.#value];
    await db.insert(
      table,
      columns.map((column) => column.subarray(0, this.#length)),
    );
  }

  /** The findings one by one, in the order in which they were made. */
  rows(): Finding[] {
    return Array.from({ length: this.#length }, (_, at) => ({
      rule: this.#rule[at],
      symbol: this.#symbol[at],
      day: this.#day[at],
      row: this.#row[at],
      value: this.#value[at],
      known: this.#known[at],
    }));
  }

  #grow(): void {
    const room = 2 * this.#rule.length;
    const grown = (column: Int32Array) => {
      const next = new Int32Array(room);
      next.set(column);
      return next;
    };
    [this.#rule, this.#symbol, this.#day] = [this.#rule, this.#symbol, this.#day].map(grown);
    [this.#row, this.#known] = [this.#row, this.#known].map(grown);
    const value = new Float64Array(room);
    value.set(this.#value);
    this.#value = value;
  }
}

/** SQL: the name of a rule by its number. */
export function ruleName(names: readonly string[]): string {
  return `(${literals(names)})[rule + 1]`;
}
