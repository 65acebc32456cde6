import type { Database } from "../duckdb/database.js";

/** How the prices of a bar differ from those that were published. */
export interface PriceChange {
  /** ln(new / published) of the price that moved farthest. */
  readonly move: number;
  /** Largest less smallest ln(new / published) of the four prices: 0 where all moved by one ratio. */
  readonly spread: number;
}

/** Delivered rows whose bar was published before with other values, by their number. */
export class Revised {
  /** Each revision is named by one rule about prices: the first that knows it. */
  readonly named = new Set<number>();

  constructor(
    readonly prices: ReadonlyMap<number, PriceChange> = new Map(),
    /** ln(new / published) of the volume; infinite where one of them is zero or missing. */
    readonly volumes: ReadonlyMap<number, number> = new Map(),
  ) {}
}

/** A finding that says what a value was and became is joined with the row of `details` of its part. */
export type DetailPart = "price" | "volume" | "identity";

/** `details(row, part, field, old, new, known_before, known)`: what a value was, what it became, and when each was known. */
export async function createDetails(db: Database): Promise<void> {
  await db.run(`CREATE TABLE details(row BIGINT, part VARCHAR, field VARCHAR, old VARCHAR, new VARCHAR,
    known_before VARCHAR, known VARCHAR);
    CREATE TABLE revised(row BIGINT, part VARCHAR, move DOUBLE, spread DOUBLE)`);
}

/** What is in the table `revised`. */
export async function readRevised(db: Database): Promise<Revised> {
  const prices = new Map<number, PriceChange>();
  const volumes = new Map<number, number>();
  await db.scan(
    "SELECT row::INTEGER, (part = 'price')::INTEGER, move, spread FROM revised",
    ([row, isPrice, move, spread], rows) => {
      for (let i = 0; i < rows; i++) {
        if (isPrice[i]) prices.set(row[i], { move: move[i], spread: spread[i] });
        else volumes.set(row[i], move[i]);
      }
    },
  );
  return new Revised(prices, volumes);
}
