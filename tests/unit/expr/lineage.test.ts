import { expect, it } from "vitest";
import { field } from "../../../lib/src/expr/index.js";
import { lineage } from "../../../lib/src/expr/lineage.js";

const close = field("close");

it("goes from the result down to the fields, with the history of each step", () => {
  const trend = close.lag(21).div(close.ewm({ halfLife: 5 }));
  expect(lineage(trend.node)).toEqual([
    "div · whole history",
    "├ lag 21 · 21 sessions back",
    "│ └ close",
    expect.stringMatching(/^└ ewm \{ alpha: 0\.129\d* \} · whole history$/),
    "  └ close",
  ]);
});

it("writes a step that occurs again once", () => {
  const returns = close.returns();
  expect(lineage(returns.sub(returns.mean(5)).node)).toEqual([
    "sub · 5 sessions back",
    "├ returns 1 · 1 session back",
    "│ └ close",
    "└ mean 5 · 5 sessions back",
    "  └ returns 1 · 1 session back, as above",
  ]);
});

it("is folded below the table of a factor", () => {
  expect(close.rank().named("r").toHtml()).toContain(
    "<summary>lineage: 2 steps</summary><pre>rank\n└ close</pre>",
  );
});
