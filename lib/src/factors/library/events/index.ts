export { congress } from "./congress.js";
export { earnings } from "./earnings.js";
export { fundamentals } from "./fundamentals.js";
export { insiders } from "./insiders.js";
export { news } from "./news.js";
export { shipping } from "./shipping.js";
