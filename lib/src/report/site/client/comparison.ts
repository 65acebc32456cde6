import type { ComparedKpi, ComparedRun } from "./comparedRun.js";

/**
 * Runs side by side: the runs under their letters, then parameters, key figures, data, code and environment, what differs is
 * marked. Used when the site is built and, sent as text, in the browser: it uses nothing from outside of itself.
 *
 * @param top the way to the top of the site
 */
export function comparison(
  document: Document,
  runs: readonly ComparedRun[],
  top: string,
): [heads: HTMLElement, tables: HTMLElement] {
  const letters = runs.map((_, i) => String.fromCharCode(65 + i));

  function element(name: string, className = "", ...children: (Node | string)[]): HTMLElement {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** How far a figure is from that of the first run, in its own format. */
  function difference({ value, format }: ComparedKpi, first: number): string {
    if (value === null) return "";
    const change = value - first;
    const digits = { ratio: 2, correlation: 4, integer: 0, pvalue: 3 }[format];
    const size = Math.abs(change);
    const text =
      format === "percent"
        ? `${(size * 100).toFixed(2)} %`
        : format === "bps"
          ? `${(size * 1e4).toFixed(1)} bp`
          : digits === undefined
            ? String(Number(size.toPrecision(4)))
            : size.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, digits === 0 ? "," : "");
    return `${change > 0 ? "+" : change < 0 ? "−" : "±"}${text}`;
  }

  function table(caption: string, lines: HTMLElement[], kind: string): HTMLElement {
    const head = element("tr", "", element("td"));
    for (const letter of letters) {
      const cell = element("th", kind, letter);
      cell.setAttribute("scope", "col");
      head.append(cell);
    }
    const made = element(
      "table",
      "st-beside",
      element("caption", "", caption),
      element("thead", "", head),
      element("tbody", "", ...lines),
    );
    const box = element("div", "st-scroll", made);
    box.setAttribute("tabindex", "0");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", caption);
    return box;
  }

  function line(
    name: string,
    unit: string,
    cells: readonly (Node | string)[][],
    { differs, kind }: { differs: boolean; kind: string },
  ): HTMLElement {
    const head = element("th", "", name, ...(unit ? [" ", element("small", "", unit)] : []));
    head.setAttribute("scope", "row");
    if (differs) {
      const mark = element("span", "st-mark", "≠");
      mark.setAttribute("title", "differs");
      head.prepend(mark, " ");
    }
    return element(
      "tr",
      differs ? "st-differs" : "",
      head,
      ...cells.map((cell) => element("td", kind, ...cell)),
    );
  }

  const namesOf = (each: (run: ComparedRun) => Iterable<string>) => [
    ...new Set(runs.flatMap((run) => [...each(run)])),
  ];

  function texts(caption: string, of: (run: ComparedRun) => Readonly<Record<string, string>>): HTMLElement {
    const lines = namesOf((run) => Object.keys(of(run))).map((name) => {
      const values = runs.map((run) => of(run)[name] ?? "–");
      return line(
        name,
        "",
        values.map((value) => [value]),
        { differs: new Set(values).size > 1, kind: "" },
      );
    });
    const differing = lines.filter((each) => each.className === "st-differs");
    const same = lines.filter((each) => each.className === "");
    const found = differing.length === 0 ? "all the same" : `${differing.length} of ${lines.length} differ`;
    return table(`${caption}: ${found}`, [...differing, ...same], "");
  }

  function kpis(): HTMLElement {
    const all = runs.map((run) => new Map(run.kpis.map((kpi) => [kpi.name, kpi])));
    const lines = namesOf((run) => run.kpis.map(({ name }) => name)).map((name) => {
      const kpi = all.map((each) => each.get(name));
      const { label, unit } = kpi.find((each) => each !== undefined) as ComparedKpi;
      const first = kpi[0]?.value ?? null;
      const values = kpi.map((each) => (each ? (each.value ?? each.text) : undefined));
      const differs = new Set(values).size > 1;
      const cells = kpi.map((each, i) => {
        if (!each) return ["–"];
        const change = i > 0 && differs && first !== null ? difference(each, first) : "";
        return [each.text, ...(change ? [element("small", "", change)] : [])];
      });
      return line(label, unit, cells, { differs, kind: "num" });
    });
    return table("Key figures, and below them the difference to A", lines, "num");
  }

  function heads(): HTMLElement {
    const cards = runs.map((run, i) => {
      const link = element("a", "", run.name);
      link.setAttribute("href", `${top}runs/${encodeURIComponent(run.id)}/index.html`);
      const words = [run.status, `${run.started} UTC`, run.study && `study ${run.study}`].filter(Boolean);
      return element(
        "li",
        "",
        element("b", "st-letter", letters[i]),
        element("div", "", link, element("small", "", words.join(" · ")), element("code", "", run.id)),
      );
    });
    return element("ol", "st-heads", ...cards);
  }

  const made = [
    texts("Parameters", ({ params }) => params),
    texts("Data, code and environment", ({ facts }) => facts),
  ];
  return [
    heads(),
    element(
      "div",
      runs.length > 3 ? "st-two st-many" : "st-two",
      element("div", "", ...made),
      element("div", "", kpis()),
    ),
  ];
}
