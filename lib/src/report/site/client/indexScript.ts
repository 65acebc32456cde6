import type { RunRow } from "../runRow.js";

/** What the browser finds in `runs.js`. */
interface IndexData {
  readonly siteRuns: readonly RunRow[];
}

/**
 * The index in the browser: filters, order, pages, the choice of runs to compare; all of it kept in the address. It is sent as
 * text, so it uses nothing from outside of itself. What it writes as HTML was made safe when the site was built.
 */
function indexPage(): void {
  const PAGE = 100;
  const MOST = 6;
  const rows = (globalThis as unknown as IndexData).siteRuns;
  const find = <T extends Element>(selector: string) => document.querySelector(selector) as T;
  const form = find<HTMLFormElement>("#filters");
  const table = find<HTMLTableElement>("#runs");
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead!.rows[0].cells);
  const chosen = new Set<string>();
  const plain = document.createElement("textarea");
  const texts = rows.map(({ id, html }) => {
    plain.innerHTML = html.replace(/<[^>]*>/g, " ");
    return `${id} ${plain.value}`.toLowerCase();
  });
  let order = { column: 0, down: true };
  let page = 0;

  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const FIELDS = ["text", "status", "notebook", "tag", "study", "from", "to"];

  function fill(name: string, values: Iterable<string>): void {
    const options = [...new Set(values)].filter(Boolean).sort();
    field(name).append(...options.map((value) => new Option(value, value)));
    field(name).closest("label")!.hidden = options.length === 0;
  }

  function shown(): number[] {
    const [text, status, notebook, tag, study, from, to] = FIELDS.map((name) => field(name).value);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.flatMap((row, i) =>
      (status === "" || row.status === status) &&
      (notebook === "" || row.notebook === notebook) &&
      (study === "" || row.study === study) &&
      (tag === "" || row.tags.includes(tag)) &&
      (from === "" || row.started.slice(0, 10) >= from) &&
      (to === "" || row.started.slice(0, 10) <= to) &&
      words.every((word) => texts[i].includes(word))
        ? [i]
        : [],
    );
    const { column, down } = order;
    const sign = down ? -1 : 1;
    return found.sort((i, j) => {
      const [a, b] = [rows[i].values[column], rows[j].values[column]];
      if (a === b) return i - j;
      if (a === null || b === null) return a === null ? 1 : -1;
      return a < b ? -sign : sign;
    });
  }

  function rowHtml(i: number): string {
    const { id, html } = rows[i];
    const safe = id.replace(/[^\w-]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const checked = chosen.has(id) ? " checked" : "";
    return `<tr><td class="st-pick"><input type="checkbox" value="${safe}" aria-label="Compare ${safe}"${checked}></td>${html}</tr>`;
  }

  function draw(): void {
    const found = shown();
    page = Math.max(0, Math.min(page, Math.ceil(found.length / PAGE) - 1));
    body.innerHTML = found
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(rowHtml)
      .join("");
    heads.forEach((head, column) => {
      const sorted = column === order.column ? (order.down ? "descending" : "ascending") : "none";
      head.setAttribute("aria-sort", sorted);
    });
    const last = Math.min(found.length, (page + 1) * PAGE);
    const range = found.length > PAGE ? `, ${page * PAGE + 1} to ${last} shown` : "";
    find("#count").textContent =
      `${found.length.toLocaleString("en-US")} of ${rows.length.toLocaleString("en-US")} runs${range}`;
    find<HTMLButtonElement>("#previous").disabled = page === 0;
    find<HTMLButtonElement>("#next").disabled = last === found.length;
    find<HTMLElement>("#pager").hidden = found.length <= PAGE;
    keep();
  }

  function drawChosen(): void {
    const link = find<HTMLAnchorElement>("#compare");
    const ready = chosen.size >= 2;
    link.hidden = chosen.size === 0;
    link.textContent = ready ? `Compare ${chosen.size} runs` : "Choose another run to compare";
    if (ready) link.href = `compare.html#${[...chosen].map(encodeURIComponent).join(",")}`;
    else link.removeAttribute("href");
    for (const box of Array.from(body.querySelectorAll("input")))
      box.disabled = !box.checked && chosen.size >= MOST;
  }

  function keep(): void {
    const state = new URLSearchParams();
    for (const name of FIELDS) if (field(name).value !== "") state.set(name, field(name).value);
    if (order.column !== 0 || !order.down) state.set("order", `${order.column}${order.down ? "-" : "+"}`);
    if (page > 0) state.set("page", String(page + 1));
    history.replaceState(null, "", state.size > 0 ? `#${state}` : location.pathname + location.search);
  }

  function restore(): void {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of FIELDS) field(name).value = state.get(name) ?? "";
    const [, column = "0", sign = "-"] = /^(\d+)([-+])$/.exec(state.get("order") ?? "") ?? [];
    order = { column: Math.min(Number(column), heads.length - 1), down: sign === "-" };
    page = Number(state.get("page") ?? 1) - 1 || 0;
  }

  function redraw(): void {
    draw();
    drawChosen();
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...Array.from(head.childNodes));
    head.append(button);
    button.addEventListener("click", () => {
      const down = order.column === column ? !order.down : head.classList.contains("num") || column === 0;
      order = { column, down };
      page = 0;
      redraw();
    });
  });
  const pick = document.createElement("td");
  pick.className = "st-pick";
  table.tHead!.rows[0].prepend(pick);
  fill(
    "status",
    rows.map(({ status }) => status),
  );
  fill(
    "notebook",
    rows.map(({ notebook }) => notebook),
  );
  fill(
    "study",
    rows.map(({ study }) => study),
  );
  fill(
    "tag",
    rows.flatMap(({ tags }) => tags),
  );
  form.addEventListener("input", () => {
    page = 0;
    redraw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(redraw));
  body.addEventListener("change", ({ target }) => {
    const { value, checked } = target as HTMLInputElement;
    if (checked) chosen.add(value);
    else chosen.delete(value);
    drawChosen();
  });
  for (const [id, step] of [
    ["#previous", -1],
    ["#next", 1],
  ] as const) {
    find(id).addEventListener("click", () => {
      page += step;
      redraw();
      table.scrollIntoView();
    });
  }
  addEventListener("hashchange", () => {
    restore();
    redraw();
  });
  document.documentElement.classList.add("st-script");
  table.caption!.textContent = "Runs";
  form.hidden = false;
  restore();
  redraw();
}

/** `index.js` of the site. */
export const INDEX_SCRIPT = `"use strict";\n(${indexPage})();\n`;
