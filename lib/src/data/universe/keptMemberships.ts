import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { appendJsonLines, fail, nearest, readJsonLines, record } from "../../core/index.js";
import { Membership } from "./membership.js";

const line = z.object({
  at: z.iso.datetime(),
  fingerprint: z.string(),
  note: z.string(),
  spells: z.array(z.object({ symbol: z.string(), from: z.string(), to: z.string().nullable() })),
});

/** A membership as it was kept at a time. */
export type KeptMembership = z.infer<typeof line>;

const folder = (dir: string) => join(dir, "universe");
const fileOf = (dir: string, name: string) => join(folder(dir), `${name}.jsonl`);

/** Keep a membership under its name; what was kept before stays in the file. The same spells again add nothing. */
export function keepMembership(dir: string, membership: Membership, note: string): KeptMembership {
  const { name, fingerprint, spells } = membership;
  const before = existsSync(fileOf(dir, name)) ? keptMemberships(dir, name).at(-1) : undefined;
  if (before?.fingerprint === fingerprint) return before;
  const kept = { at: new Date().toISOString(), fingerprint, note, spells: [...spells] };
  mkdirSync(folder(dir), { recursive: true });
  appendJsonLines(fileOf(dir, name), [kept]);
  return kept;
}

/** Everything kept under a name, oldest first. A line that a killed process left unfinished is not there. */
export function keptMemberships(dir: string, name: string): KeptMembership[] {
  if (!existsSync(fileOf(dir, name))) failUnknown(dir, name);
  return readJsonLines(fileOf(dir, name), (value) => line.safeParse(value).data);
}

/** The newest membership of a name, or the one with a fingerprint that starts so. The run is told. */
export function readKept(dir: string, name: string, version?: string): Membership {
  const all = keptMemberships(dir, name);
  const kept =
    version === undefined ? all.at(-1) : all.find(({ fingerprint }) => fingerprint.startsWith(version));
  if (!kept) {
    const known = all.map(({ fingerprint }) => fingerprint.slice(0, 12)).join(", ");
    return fail("data.Lake.membership", `${name} has no such version; it has ${known || "none"}`, {
      received: version,
    });
  }
  const { fingerprint, spells } = kept;
  const from = spells.map((spell) => spell.from).sort()[0];
  const to =
    spells
      .map((spell) => spell.to ?? spell.from)
      .sort()
      .at(-1) ?? from;
  const use = { dataset: `universe/${name}`, version: fingerprint.slice(0, 12), fingerprint, from, to };
  record((recorder) => recorder.dataUsed({ ...use, rows: spells.length }));
  return Membership.of(name, spells);
}

function failUnknown(dir: string, name: string): never {
  const known = existsSync(folder(dir))
    ? readdirSync(folder(dir)).map((file) => file.replace(/\.jsonl$/, ""))
    : [];
  const near = nearest(name, known);
  fail("data.Lake.membership", `nothing is kept under this name; known: ${known.join(", ") || "none"}`, {
    received: name,
    fix: near ? `did you mean ${near}?` : "lake.keep(membership)",
  });
}
