export { identifier, literal, literals } from "../../core/index.js";
