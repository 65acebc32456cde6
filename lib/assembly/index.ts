// The module's door: what the library calls.
export { extreme } from "./extreme";
export { moments } from "./moments";
export { pair } from "./pair";
export { sum } from "./sum";
