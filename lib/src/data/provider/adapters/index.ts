import type { Provider } from "../provider.js";
import { alpaca } from "./alpaca.js";
import { alphaVantage } from "./alphaVantage.js";
import { fmp } from "./fmp.js";
import { polygon } from "./polygon.js";
import { stooq } from "./stooq.js";
import { tiingo } from "./tiingo.js";
import { yahoo } from "./yahoo.js";

/** The providers that Assay knows, by name. A project can add its own: `plugin` in `config/data_sources.yaml`. */
export const PROVIDERS: readonly Provider[] = [alpaca, alphaVantage, fmp, polygon, stooq, tiingo, yahoo];
