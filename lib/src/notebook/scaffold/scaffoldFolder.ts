import { PACKAGE_FOLDER } from "../../core/index.js";

/** Files of the package that new notebooks and projects are made of. */
export const SCAFFOLD = `${PACKAGE_FOLDER}scaffold`;
