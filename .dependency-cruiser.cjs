/**
 * The rooms of the library, top to bottom (docs/architecture.md): a room imports only from rooms below it,
 * through their one door (index.ts), and nothing imports in a circle.
 */
const rooms = [
  "cli",
  "notebook",
  "report",
  "tracking",
  "backtest",
  "portfolio",
  "ic",
  "risk",
  "factors",
  "data",
  "expr",
  "sim",
  "plot",
  "core",
];

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    ...rooms.slice(1).map((room, i) => ({
      name: `${room}-imports-only-from-below`,
      severity: "error",
      from: { path: `^lib/src/${room}/` },
      to: { path: `^lib/src/(${rooms.slice(0, i + 1).join("|")}|index\\.ts)(/|$)` },
    })),
    ...rooms.map((room) => ({
      name: `${room}-through-its-door`,
      severity: "error",
      from: { path: "^lib/src/", pathNot: `^lib/src/${room}/` },
      to: { path: `^lib/src/${room}/`, pathNot: `^lib/src/${room}/index\\.ts$` },
    })),
    {
      name: "rooms-are-listed",
      severity: "error",
      from: {},
      to: { path: "^lib/src/[^/]+/", pathNot: `^lib/src/(${rooms.join("|")})/` },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "lib/tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
