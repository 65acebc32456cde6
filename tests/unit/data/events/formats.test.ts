import { describe, expect, it } from "vitest";
import { type DataUse, setRecorder } from "../../../../lib/src/core/index.js";
import { events } from "../../../../lib/src/data/index.js";
import { csvFile, gzippedJson, jsonFile, utc } from "./files.js";

describe("events.earnings", () => {
  const HEADER = "symbol,date,qtr,eps_est,eps,release_time,surp";
  const surprises = [0.1, 0.2, -0.1, 0.3, 0.5];
  const lines = surprises.map(
    (surp, i) => `TRUE,${i + 1}/15/13,13-Jan,1,${1 + surp},${i % 2 ? "pre" : "post"},${surp}`,
  );

  it("knows a pre-market release at the opening and another at the end of the day, in New York's own time", async () => {
    const table = await events.earnings(csvFile(HEADER, ...lines));
    expect(table.symbols).toEqual(["TRUE"]);
    expect([...table.data.known].map(utc)).toEqual([
      ...["2013-01-16T04:59", "2013-02-15T14:30", "2013-03-16T03:59", "2013-04-15T13:30", "2013-05-16T03:59"],
    ]);
    expect(table.texts("quarter")[0]).toBe("2013-01");
  });

  it("scales a surprise by the four or more before it, and not by itself", async () => {
    const table = await events.earnings(csvFile(HEADER, ...lines));
    const mean = (0.1 + 0.2 - 0.1 + 0.3) / 4;
    const variance = [0.1, 0.2, -0.1, 0.3].reduce((sum, x) => sum + (x - mean) ** 2, 0) / 3;
    const sue = table.numbers("sue");
    expect([...sue.slice(0, 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(sue[4]).toBeCloseTo(0.5 / Math.sqrt(variance), 12);
  });

  it("makes of reports in memory what it makes of a file of them, and says where they came from", async () => {
    const reports = [
      { symbol: "AAA", date: "2018-02-01", release: "post", estimate: 1, eps: 1.25 },
      { symbol: "BBB", date: "2018-07-02", release: "pre", estimate: 0.5, eps: 0.4 },
    ] as const;
    const filed = await events.earnings(
      csvFile(HEADER, "AAA,2/1/18,,1,1.25,post,0.25", `BBB,7/2/18,,.5,.4,pre,${0.4 - 0.5}`),
    );
    const table = events.earningsOf(reports, "by hand");
    expect(table.fingerprint).toBe(filed.fingerprint);
    expect([table.source?.name, filed.source?.name]).toEqual(["by hand", "file.csv"]);
    expect([...table.data.known].map(utc)).toEqual(["2018-02-02T04:59", "2018-07-02T13:30"]);
  });

  it("says which rows fell and why, and reads what can be read of a mangled quarter", async () => {
    const bad = [
      "A,1/15/13,NULL,1,1.5,pre,0.2",
      "A,13/15/13,Q2,1,1,pre,0",
      "A,2/15/13,Q2,x,1,noon,0",
      "A,2/30/13,Q2,1,1,pre,0",
    ];
    const table = await events.earnings(
      csvFile(HEADER, ...lines, lines[0], ...bad, "NULL,1/15/13,Q2,1,1,pre,0"),
    );
    expect(table.length).toBe(6);
    expect(table.loss.reasons).toEqual({
      "a second report of the symbol on one date": 1,
      "the surprise is not reported less expected": 1,
      "cannot be read: date, as %m/%d/%y": 2,
      "cannot be read: eps_est, release_time": 1,
    });
    expect(table.loss.fallen).toBe(5);
    expect(table.loss.lost[1]).toMatchObject({ row: 7, cells: expect.stringContaining("1.5") });
    expect(table.row(0)).toMatchObject({ symbol: "NULL", values: { quarter: null } });
  });

  it("refuses another file, and tells the run which file it read", async () => {
    await expect(events.earnings(csvFile("symbol,date", "A,1"))).rejects.toThrow(
      /lacks the columns qtr, eps_est/,
    );
    await expect(events.earnings(csvFile(HEADER, "A,2013-01-15,Q1,1,1,pre,0"))).rejects.toThrow(
      /1 of 1 rows are no events/,
    );
    const used: DataUse[] = [];
    setRecorder({ dataUsed: (use) => used.push(use), trial: () => undefined });
    await events.earnings(csvFile(HEADER, ...lines));
    setRecorder(undefined);
    expect(used).toMatchObject([
      { dataset: "file.csv", version: "file", rows: 5, from: "2013-01-15", to: "2013-05-15" },
    ]);
  });
});

describe("events.insiders", () => {
  const HEADER =
    "X,filing_date,trade_date,ticker,company,insider,title,trade_type,price,qty,Owned,value,1d,entry_price,ret_1w";
  const filed = (x: string, filing: string, rest: string) => `${x},${filing},2021-06-01,${rest},,10,0.5`;
  const lines = [
    filed("A", "2021-06-03 09:00:00", 'NA,"N, Inc.",Ann,CEO,P - Purchase,2,100,9,200'),
    filed("", "2021-06-02 17:00:00", 'NA,"N, Inc.",Ann,CEO,P - Purchase,2,100,9,200'),
    filed("A", "2021-06-04 09:00:00", "B,B,Bob,CEO,S - Sale,3,10,9,30"),
    filed("", "2021-06-04 10:00:00", "B,B,Bob,CEO,P - Purchase,0,2147483647,9,150"),
    filed("", "2021-05-30 10:00:00", "C,C,Cy,CEO,P - Purchase,1,1,9,1"),
    filed("", "2021-06-04 11:00:00", "D,D,Di,CEO,F - Tax,1,1,9,1"),
  ];
  const drop = ["ret_*", "entry_price"];

  it("refuses the returns after the event unless each is dropped by name", async () => {
    const file = csvFile(HEADER, ...lines);
    await expect(events.insiders(file)).rejects.toThrow(
      /what happened after the event.*entry_price.*ret_1w.*drop/s,
    );
    await expect(events.insiders(file, { drop: ["ret_1w"] })).rejects.toThrow(/entry_price/);
    await expect(events.insiders(file, { drop: [...drop, "exit"] })).rejects.toThrow(/not there/);
    const table = await events.insiders(file, { drop });
    expect(table.columns.map(({ name }) => name)).not.toContain("ret_1w");
  });

  it("knows a trade at its filing time, counts an amended one once, and signs sales", async () => {
    const table = await events.insiders(csvFile(HEADER, ...lines), { drop });
    expect([...table.data.known].map(utc)).toEqual([
      "2021-06-02T21:00",
      "2021-06-04T13:00",
      "2021-06-04T14:00",
    ]);
    expect([...table.numbers("net_value")]).toEqual([200, -30, Number.NaN]);
    expect(table.texts("buyer")).toEqual(["Ann", null, "Bob"]);
    expect(table.loss.reasons).toEqual({
      "amends a filing that is counted already": 1,
      "a number beyond 32 bits was cut off": 1,
      "traded after it was filed": 1,
      "neither a purchase nor a sale in the open market": 1,
    });
  });
});

describe("events.congress", () => {
  const link = (symbol: string) =>
    `<a href="https://finance.yahoo.com/q?s=${symbol}" target="_blank">${symbol}</a>`;
  const trade = (given: object) => ({
    ...{
      transaction_date: "02/09/2021",
      owner: "Self",
      ticker: link("PENN"),
      asset_description: "P &amp;amp; G&#39;s <br> x",
    },
    ...{ asset_type: "Stock", type: "Purchase", amount: "$1,001 - $15,000", comment: "--", ...given },
  });
  const filing = (date_recieved: string, transactions: object[]) => ({
    ...{
      first_name: "ANN ",
      last_name: "O'Hara",
      ptr_link: `https://x/${date_recieved}/`,
      date_recieved,
      transactions,
    },
  });

  it("reads filings: tags, ranges, sides, disclosure at the end of the day; says what fell", async () => {
    const file = gzippedJson([
      filing("03/11/2021", [trade({ owner: "Child" }), trade({ owner: "Joint" })]),
      filing("03/10/2021", [
        trade({}),
        trade({ type: "Sale (Full)", amount: "Over $50,000,000" }),
        trade({ ticker: "--" }),
        trade({ ticker: `-- <br> ${link("DWDP")}`, type: "Exchange" }),
        trade({ asset_type: "Municipal Security" }),
      ]),
      filing("03/09/2021", [trade({}), trade({ transaction_date: "03/19/2021" })]),
    ]);
    const table = await events.congress(file);
    expect(table.symbols).toEqual(["DWDP", "PENN"]);
    expect([...table.data.known].map((known) => utc(known).slice(8))).toEqual([
      ...["10T04:59", "11T04:59", "11T04:59", "12T04:59", "12T04:59"],
    ]);
    expect(table.row(0)).toMatchObject({
      values: {
        member: "Ann O'Hara",
        owner: "self",
        side: "purchase",
        asset: "P & G's x",
        amount: 8000.5,
        net_amount: 8000.5,
      },
    });
    expect(table.row(1).values).toMatchObject({
      amount_from: 50_000_000,
      amount_to: null,
      net_amount: -50_000_000,
    });
    expect(table.row(2).values).toMatchObject({ side: "exchange", buyer: null, seller: null, net_amount: 0 });
    expect(table.loss.reasons).toEqual({
      "repeats a trade in all its cells": 1,
      "no ticker, or several": 1,
      "no stock: Municipal Security": 1,
      "disclosed before it happened": 1,
    });
  });

  it("needs the filings for a list of transactions, which does not say when they were disclosed", async () => {
    const list = (date: string) => ({
      ...trade({ ticker: "AAA" }),
      senator: "Ann O'Hara",
      ptr_link: `https://x/${date}/`,
    });
    const file = jsonFile([list("03/10/2021"), list("none")]);
    await expect(events.congress(file)).rejects.toThrow(/when each was disclosed.*disclosures/);
    const table = await events.congress(file, { disclosures: jsonFile([filing("03/10/2021", [])]) });
    expect([...table.data.known].map(utc)).toEqual(["2021-03-11T04:59"]);
    expect(table.loss.reasons).toEqual({ "no filing says when it was disclosed": 1 });
    await expect(events.congress(jsonFile([{ a: 1 }]))).rejects.toThrow(/neither a list of filings/);
  });
});

describe("events.series", () => {
  it("reads quoted thousands behind a byte order mark, newest first, and publishes when it is told", async () => {
    const text = [
      '﻿"Date","Price","Change %"',
      '"06/14/2024","1,948.00","0.3%"',
      '"06/13/2024","1,942.50",""',
      '"06/13/2024","7",""',
    ];
    const options = { name: "shipping", dateFormat: "%m/%d/%Y", unit: "points" };
    const table = await events.series(csvFile(...text), options);
    expect([...table.numbers("value")]).toEqual([1942.5, 1948]);
    expect([...table.data.known].map(utc)).toEqual(["2024-06-14T03:59", "2024-06-15T03:59"]);
    expect(table.loss.reasons).toEqual({ "a second value of one date": 1 });
    const noon = await events.series(csvFile(...text), {
      ...options,
      zone: "Europe/London",
      publishedAt: "13:00",
    });
    expect([...noon.data.known].map(utc)).toEqual(["2024-06-13T12:00", "2024-06-14T12:00"]);
    await expect(events.series(csvFile(...text), { ...options, publishedAt: "1pm" })).rejects.toThrow(
      /HH:MM/,
    );
  });
});

describe("events.news", () => {
  it("scores headlines by the words of a list, turned round by a negation", () => {
    expect(events.sentiment("Profits surge as Acme beats estimates")).toEqual({ score: 1, words: 3 });
    expect(events.sentiment("Acme fails to beat, warns of weaker demand")).toEqual({ score: -1, words: 4 });
    expect(events.sentiment("No losses at Acme").score).toBe(1);
    expect(events.sentiment("Acme opens an office")).toEqual({ score: Number.NaN, words: 0 });
  });

  it("needs a time of day, and counts a repeated headline of a day once", async () => {
    const table = await events.news(
      csvFile(
        "published,symbol,headline,source",
        "2021-03-01T15:00:00Z,NA,Acme <b>soars</b>,x",
        "2021-03-01 16:30,NA,ACME SOARS,y",
        "2021-03-01 16:30,NA,Acme hires,y",
        "2021-03-02,NA,Acme slumps,y",
      ),
    );
    expect([...table.data.known].map(utc)).toEqual(["2021-03-01T15:00", "2021-03-01T21:30"]);
    expect(table.texts("headline")).toEqual(["Acme soars", "Acme hires"]);
    expect([...table.numbers("sentiment")]).toEqual([1, Number.NaN]);
    expect(table.loss.reasons).toEqual({
      "repeats a headline of the day": 1,
      "published without a time of day": 1,
    });
  });
});
