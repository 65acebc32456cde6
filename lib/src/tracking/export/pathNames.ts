const LONGEST = 250;

/**
 * Names as MLflow and DVC take them: letters, digits, `_ . / -` and spaces, at most 250, and a normal path, because each is a file.
 * Where one name is the folder of another (`ic` and `ic/h5`), the longer one has dots. Names that would become equal get a number.
 */
export function pathNames(names: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const plain = names.map((name) => [name, plainPath(name)] as const);
  const all = new Set(plain.map(([, path]) => path));
  return new Map(
    plain.map(([name, path]) => {
      const free = unused(isInside(path, all) ? path.replaceAll("/", ".") : path, taken);
      taken.add(free);
      return [name, free];
    }),
  );
}

function plainPath(name: string): string {
  const parts = name
    .normalize("NFC")
    .replace(/[^A-Za-z0-9_./ -]/g, "_")
    .split("/")
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return (
    parts
      .join("/")
      .slice(0, LONGEST)
      .replace(/[/ ]+$/, "") || "_"
  );
}

function isInside(path: string, all: ReadonlySet<string>): boolean {
  const parts = path.split("/");
  return parts.some((_, i) => i > 0 && all.has(parts.slice(0, i).join("/")));
}

function unused(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2, free = name; ; n++) {
    if (!taken.has(free)) return free;
    const end = `_${n}`;
    free = name.slice(0, LONGEST - end.length) + end;
  }
}
