import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isoDate, Random } from "../../lib/src/core/index.js";
import { decisionsOf } from "../../lib/src/data/events/decisions.js";
import { events, type Market } from "../../lib/src/data/index.js";
import type { Truncatable } from "../../lib/src/factors/index.js";

const DAY = 86_400_000;

/** A made-up file of each format about the symbols of a market, written to `dir` and read by its reader. */
export async function eventTables(market: Market, dir: string): Promise<events.EventTable[]> {
  mkdirSync(dir, { recursive: true });
  const random = new Random(11);
  const { time } = market;
  const first = time.instants[0] - 900 * DAY;
  const days = Math.round((time.instants[time.length - 1] - first) / DAY);
  const given = { symbols: market.assets.symbols, first, days, random };
  const file = (name: string, lines: string[]) => {
    const path = join(dir, name);
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  };
  const congress = join(dir, "congress.json");
  writeFileSync(congress, JSON.stringify(filings(given)));
  const path = file("index.csv", freight(given));
  const tables = await Promise.all([
    events.earnings(file("earnings.csv", surprises(given))),
    events.insiders(file("insiders.csv", trades(given)), { drop: ["ret_*"] }),
    events.news(file("news.csv", headlines(given))),
    events.fundamentals(file("reports.csv", reports(given))),
    events.congress(congress),
    events.series(path, { name: "shipping" }),
  ]);
  return tables;
}

export interface EventMarket extends Truncatable {
  readonly fields: readonly string[];
}

/** The market with all tables joined, cut off together with them: what was known at a close, of both. */
export function eventMarket(market: Market, tables: readonly events.EventTable[]): EventMarket {
  const cuts = new Map<string, Market>();
  const joined = tables.reduce((into, table) => table.onto(into), market);
  const asOf = (date: string) => {
    const known = market.asOf(date);
    const close = decisionsOf(known.time).at(-1) as number;
    const cut = cuts.get(date) ?? tables.reduce((into, table) => table.knownBy(close).onto(into), known);
    cuts.set(date, cut);
    return cut;
  };
  const { time, assets, fingerprint, fields } = joined;
  const panel = (name: string) => joined.panel(name);
  return { time, assets, fingerprint, fields, panel, group: (name) => joined.group(name), asOf };
}

interface Given {
  readonly symbols: readonly string[];
  readonly first: number;
  readonly days: number;
  readonly random: Random;
}

const iso = (given: Given, day: number) => isoDate(given.first + day * DAY);

function surprises(given: Given): string[] {
  const { symbols, days, random } = given;
  const lines = ["symbol,date,qtr,eps_est,eps,release_time,surp"];
  symbols.forEach((symbol, j) => {
    for (let day = j; day < days; day += 91) {
      const [year, month, date] = iso(given, day).split("-").map(Number);
      const [estimate, surprise] = [50 + random.integer(100), random.integer(21) - 10].map(
        (cents) => cents / 100,
      );
      const eps = Number((estimate + surprise).toFixed(2));
      const release = random.uniform() < 0.5 ? "pre" : "post";
      lines.push(`${symbol},${month}/${date}/${year % 100},NULL,${estimate},${eps},${release},${surprise}`);
    }
  });
  return lines;
}

function trades(given: Given): string[] {
  const { symbols, days, random } = given;
  const lines = ["X,filing_date,trade_date,ticker,insider,title,trade_type,price,qty,value,ret_1m"];
  for (let k = 0; k < symbols.length * 40; k++) {
    const day = 5 + random.integer(days - 5);
    const symbol = symbols[random.integer(symbols.length)];
    const hour = 7 + random.integer(14);
    const kind = random.uniform() < 0.7 ? "P - Purchase" : "S - Sale";
    const filed = `${iso(given, day)} ${String(hour).padStart(2, "0")}:15:00`;
    lines.push(
      `,${filed},${iso(given, day - 2)},${symbol},Ann ${random.integer(9)},CEO,${kind},10,100,1000,${k}`,
    );
  }
  return lines;
}

function headlines(given: Given): string[] {
  const { symbols, days, random } = given;
  const texts = ["beats estimates", "warns of losses", "names a director", "gains as profit falls"];
  const lines = ["published,symbol,headline"];
  for (const symbol of symbols) {
    for (let day = 0; day < days; day += 1 + random.integer(4)) {
      const hour = 10 + random.integer(13);
      lines.push(
        `${iso(given, day)}T${hour}:30:00Z,${symbol},${symbol} ${texts[random.integer(texts.length)]} ${day}`,
      );
    }
  }
  return lines;
}

function reports(given: Given): string[] {
  const { symbols, days, random } = given;
  const metrics =
    "revenues,op_income,net_income,eps_basic,eps_diluted,dividend,assets,cur_assets,cur_liab,cash,equity,cash_flow_op,cash_flow_inv,cash_flow_fin";
  const lines = [`first_crawl,symbol,end_date,amend,doc_type,${metrics}`];
  const start = Math.ceil((given.first - Date.UTC(2000, 2, 31)) / DAY / 91.3125);
  symbols.forEach((symbol, j) => {
    for (let quarter = start; ; quarter++) {
      const end = new Date(Date.UTC(2000, 3 * quarter + 3, 0));
      const crawl = end.getTime() + (35 + (j % 20)) * DAY;
      if (crawl > given.first + days * DAY) break;
      const annual = end.getUTCMonth() === 11;
      const scale = (annual ? 4 : 1) * (1 + 0.1 * random.uniform());
      const income = Math.round(1e7 * scale * (1 + 0.2 * random.normal()));
      const eps = income / 1e7;
      const assets = Math.round(1e9 * (1 + 0.05 * random.uniform()));
      const values = [
        1e8 * scale,
        2e7 * scale,
        income,
        eps,
        eps,
        0.1 * scale,
        assets,
        assets * random.uniform(),
        2e8,
        assets * random.uniform(),
        assets * (0.2 + 0.6 * random.uniform()),
        income * 1.2,
        "",
        "",
      ];
      const amends = random.uniform() < 0.05;
      const row = [isoDate(crawl).replaceAll("-", ""), symbol, isoDate(end.getTime())];
      lines.push([...row, "False", annual ? "10-K" : "10-Q", ...values].join(","));
      const later = isoDate(crawl + 20 * DAY).replaceAll("-", "");
      values[0] = 1.1e8 * scale;
      if (amends) lines.push([later, ...row.slice(1), "True", annual ? "10-K" : "10-Q", ...values].join(","));
    }
  });
  return lines;
}

function freight(given: Given): string[] {
  const lines: string[] = [];
  let value = 1500;
  for (let day = 0; day < given.days; day++) {
    value *= Math.exp(0.02 * given.random.normal());
    lines.push(`${iso(given, day)},"${value.toFixed(2)}"`);
  }
  return ["Date,Price", ...lines.reverse()];
}

function filings(given: Given): object[] {
  const { symbols, days, random } = given;
  return Array.from({ length: symbols.length * 20 }, () => {
    const day = 45 + random.integer(days - 45);
    const us = (at: number) => iso(given, at).replace(/(\d+)-(\d+)-(\d+)/, "$2/$3/$1");
    return {
      ...{
        first_name: "Ann",
        last_name: `Member ${random.integer(8)}`,
        ptr_link: "x",
        date_recieved: us(day),
      },
      transactions: [
        {
          ...{ transaction_date: us(day - 1 - random.integer(44)), owner: "Self", asset_description: "x" },
          ticker: symbols[random.integer(symbols.length)],
          ...{
            asset_type: "Stock",
            type: random.uniform() < 0.5 ? "Purchase" : "Sale (Full)",
            amount: "$1,001 - $15,000",
          },
        },
      ],
    };
  });
}
