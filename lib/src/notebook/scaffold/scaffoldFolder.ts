import { fileURLToPath } from "node:url";

/** Files of the package that new notebooks and projects are made of. */
export const SCAFFOLD = fileURLToPath(new URL("../../../scaffold", import.meta.url));
