// Compile the kernels in this folder and write them into the library as text:  node lib/assembly/build.mjs
// Needs assemblyscript 0.28.20, which is plain JavaScript. A test holds the written text to this source.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const TARGET = here("../src/core/kernels/simd/module.ts");

/**
 * Constants of inlined calls become constants before equal code is folded: otherwise a loop for each kind would become
 * one loop again that asks for the kind at every value.
 */
const specialised = {
  afterCompile: (module) => module.runPasses(["precompute-propagate", "remove-unused-brs", "vacuum"]),
};

/** The compiled module as base64. */
export async function compile() {
  const { default: asc } = await import("assemblyscript/asc");
  let bytes;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      "--baseDir",
      here("."),
      "-O3",
      "--enable",
      "simd",
      "--runtime",
      "stub",
      "--noAssert",
      "--importMemory",
      "--outFile",
      "module.wasm",
    ],
    {
      transforms: [specialised],
      writeFile: (name, content) => {
        if (name.endsWith(".wasm")) bytes = content;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return Buffer.from(bytes).toString("base64");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const note =
    "/** The kernels of lib/assembly, compiled by lib/assembly/build.mjs: base64 of a WebAssembly module. */";
  writeFileSync(TARGET, `${note}\nexport const MODULE =\n  "${await compile()}";\n`);
}
