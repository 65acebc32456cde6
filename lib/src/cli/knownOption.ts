import { Option } from "commander";

/** `--known`: when what a delivery adds was first known, at the delivery or with each bar; `of` says what. */
export const knownOption = (of: string): Option =>
  new Option(
    "--known <when>",
    `when ${of} first known: now (ingest) or at the bar (bar); default: ingest`,
  ).choices(["ingest", "bar"]);
