/**
 * Imported by nothing. The library is compiled from `*.ts`; this pulls the CommonJS files of this folder in, without
 * bringing them into programs that only import the library (they could not be part of one that emits ES modules).
 */
import type {} from "./activate.cjs";
import type {} from "./index.cjs";
