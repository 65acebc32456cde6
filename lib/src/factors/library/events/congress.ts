import { field } from "../../../expr/index.js";
import { dollarVolume } from "../fields.js";
import { entry } from "../libraryFactor.js";

const of = (name: string) => field(`events.congress.${name}`);

export const congress = [
  entry({
    factor: of("buyers_90").sub(of("sellers_90")).named("congress_net_buyers_90"),
    title: "Senators who bought less those who sold",
    doc: "Different senators with a purchase less those with a sale among the trades that were disclosed in the last 90 days; one who did both counts in both.",
    unit: "persons",
    source: "Ziobrowski, Cheng, Boyd & Ziobrowski 2004, from the disclosure on",
  }),
  entry({
    factor: of("net_amount_90")
      .div(dollarVolume.mean(63, { min: 42 }))
      .named("congress_net_amount_90"),
    title: "Net purchases of senators",
    doc: "Middle of the disclosed ranges of purchases less sales disclosed in the last 90 days, over the mean dollar volume of 63 sessions (needs 42).",
    unit: "days of trading",
    source: "Eggers & Hainmueller 2013 (value-weighted), from the disclosure on",
  }),
];
