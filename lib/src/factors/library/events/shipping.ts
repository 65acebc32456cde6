import { field } from "../../../expr/index.js";
import { daily } from "../fields.js";
import { entry } from "../libraryFactor.js";

/** An index of freight rates, the same for every symbol: `events.series(file, { name: "shipping", … })`. */
const index = field("events.shipping.value");
const exposure = daily.beta(index.returns(), 252, { min: 126 });

export const shipping = [
  entry({
    factor: exposure.named("shipping_beta_252"),
    title: "Exposure to freight rates",
    doc: "Least-squares slope over 252 sessions of the daily return on the change of the freight index that became known on the session. Needs 126.",
    unit: "return per return",
    source: "Bakshi, Panayotov & Skoulakis 2011 (Baltic Dry Index)",
  }),
  entry({
    factor: exposure.mul(index.returns(63)).named("shipping_momentum_63"),
    title: "Shipping momentum",
    doc: "Exposure to freight rates × the change of the index over 63 sessions: the return that a continuation would bring by it.",
    unit: "fraction",
    source: "Bakshi, Panayotov & Skoulakis 2011 (growth over three months), times the exposure",
  }),
];
