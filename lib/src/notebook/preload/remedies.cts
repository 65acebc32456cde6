/** What a researcher can do about a message of the compiler or of Node that is about the kernel rather than the code. */
const REMEDIES: readonly (readonly [message: RegExp, remedy: string])[] = [
  [
    /is not under 'rootDir'/,
    "a cell can import files below the kernel's working directory only (of a headless run: the project root). Import them " +
      'from there ("./src/foo"), or make them a package of the workspace and import it by its name.',
  ],
  [/allowImportingTsExtensions/, 'leave the ending out: "./foo".'],
  [
    /^Cannot find module '[^./]/,
    "is it installed? If its types are only in the `exports` of its package.json, which TypeScript 5.0 with the old " +
      'resolution of Node does not read, load it without types: const name: string = "…"; const m = await import(name);',
  ],
  [/from external module .* but cannot be named/, 'declare its type: const m: typeof import("…") = ….'],
  [/No "exports" main defined|is not defined by "exports"/, 'write const { x } = await import("…");'],
  [/cannot be used on an ESM graph with top-level await/, 'write const { x } = await import("…");'],
];

/** The line that is added to a message; nothing for most. */
function remedyFor(message: string): string[] {
  const found = REMEDIES.find(([pattern]) => pattern.test(message));
  return found ? [`Remedy: ${found[1]}`] : [];
}

export = remedyFor;
