/** Words that say what kind of company or paper it is, not which one. */
const FORM = new Set(
  `the inc incorporated corp corporation co company companies ltd limited plc llc lp sa ag nv se spa oyj asa ab kgaa
  holding holdings group trust fund etf class common stock shares ordinary adr ads new com`.split(/\s+/),
);

/** The words of a name that tell it apart: without case, punctuation and legal form; all words where none is left. */
export function nameWords(name: string): readonly string[] {
  const words = name
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[.'’]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const own = words.filter((word) => !FORM.has(word));
  return own.length > 0 ? own : words;
}

/** How two names of a company differ: only in form, in part (the first word or half of the words are common), or wholly. */
export function compareNames(before: string, after: string): "same" | "similar" | "other" {
  const [old, now] = [nameWords(before), nameWords(after)];
  if (old.join("") === now.join("")) return "same";
  const common = old.filter((word) => now.includes(word)).length;
  const share = common / new Set([...old, ...now]).size;
  return old[0] === now[0] || share >= 0.5 ? "similar" : "other";
}
