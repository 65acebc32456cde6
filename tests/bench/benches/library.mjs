import { assay } from "../harness/assay.mjs";
import { market } from "../harness/data.mjs";

const SHAPE = { dates: 2520, names: 500, holes: true };

/** The factors that the peer writes out, by name: the library may have grown since. */
const NAMES = [
  "mom_12_1",
  "reversal_5",
  "high_52w_distance",
  "slope_63",
  "realized_vol_21",
  "downside_dev_63",
  "amihud_21",
  "dollar_volume_21",
  "turnover_trend_21_252",
  "rsi_14",
  "bollinger_20",
  "overnight_gap_5",
];

async function prepare() {
  const { evaluate, panelSource } = await assay("expr/index.js");
  const { get } = await assay("factors/index.js");
  const { panel } = await market(SHAPE);
  const [close, open, volume] = [panel("close"), panel("open"), panel("volume")];
  const traded = close.values.map((price, i) => price * volume.values[i]);
  const { Panel } = await assay("core/index.js");
  const source = panelSource({
    close,
    open,
    volume,
    dollar_volume: Panel.of(close.time, close.assets, traded),
  });
  const factors = NAMES.map(get);
  return { run: () => evaluate(source, factors), numbers: joined };
}

function joined(panels) {
  const out = new Float64Array(panels.length * panels[0].values.length);
  panels.forEach(({ values }, i) => {
    out.set(values, i * values.length);
  });
  return out;
}

export const library = [
  {
    group: "library",
    name: "12 factors together",
    size: "2,520 × 500",
    prepare,
    peers: [
      {
        name: "pandas",
        task: "library.twelve",
        args: { dates: SHAPE.dates, names: SHAPE.names, order: NAMES },
        tolerance: 1e-7,
        note: "straightforward pandas, the slope from rolling covariances (np.polyfit per window takes minutes)",
      },
    ],
  },
];
