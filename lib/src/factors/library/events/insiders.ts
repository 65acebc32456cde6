import { field } from "../../../expr/index.js";
import { dollarVolume } from "../fields.js";
import { entry } from "../libraryFactor.js";

const of = (name: string) => field(`events.insiders.${name}`);

export const insiders = [
  entry({
    factor: of("net_value_90")
      .div(dollarVolume.mean(63, { min: 42 }))
      .named("insider_net_90"),
    title: "Net purchases of insiders",
    doc: "Value of the purchases less sales of insiders that were filed in the last 90 days, over the mean dollar volume of 63 sessions (needs 42).",
    unit: "days of trading",
    source: "Lakonishok & Lee 2001, scaled by trading volume",
  }),
  entry({
    factor: of("buyers_90").named("insider_buyers_90"),
    title: "Insiders who bought",
    doc: "Different insiders with a purchase in the open market that was filed in the last 90 days.",
    unit: "persons",
    source: "Lakonishok & Lee 2001",
  }),
  entry({
    factor: of("buyers_30").mul(of("buyers_30").ge(2)).named("insider_cluster_30"),
    title: "Cluster of insider purchases",
    doc: "Different insiders with a purchase filed in the last 30 days where there are two or more, else 0.",
    unit: "persons",
    source: "Kang, Kim & Wang 2018",
  }),
];
