import { join } from "node:path";
import { type Lake, openLake } from "../../data/index.js";

/** The lake that a notebook of the project opens by default. */
export function projectLake(root: string): Lake {
  return openLake(process.env.ASSAY_DATA ?? join(root, "data"));
}
