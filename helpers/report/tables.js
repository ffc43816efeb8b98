// Tables of all records: sorted, copied and saved as they are shown.
const table = {
  events: { title: "Events", sort: null, up: true },
  relations: { title: "Relations", sort: null, up: true },
};
const SIGN_WORD = { "+": "cooperative", "-": "hostile", "~": "sign unclear", "": "" };
const names = (ids) => ids.map((a) => records.names[a] ?? a).join("; ");

// Each column: its head, its text, and where it is not the text what it sorts by.
const COLUMNS = [
  ["Id", (r) => r.id],
  ["Title", (r) => r.title],
  ["Pair", (r) => names(r.named), null, "relations"],
  ["Sign", (r) => SIGN_WORD[r.sign], null, "relations"],
  ["Basis", (r) => r.basis, null, "relations"],
  ["Date by the article", (r) => (r.when[0] || r.layer === "article" ? r.read.article.words : ""), (r) => r.first[0] || ""],
  ["Date as known", (r) => r.read.known.words, (r) => r.first[1] || ""],
  ["EDTF by the article", (r) => r.when[0]],
  ["EDTF as known", (r) => r.when[1]],
  ["Status by the article", (r) => r.read.article.status],
  ["Status as known", (r) => r.read.known.status],
  ["Layer", (r) => r.layer],
  ["Actors", (r) => names(r.named), null, "events"],
  ["Sources", (r) => r.sources.join("; ")],
];
// By the name of what the case is coded from, which is known once the records are.
const columnsOf = (name) =>
  COLUMNS.filter(([, , , only]) => !only || only === name)
    .map(([head, ...rest]) => [head.replace("the article", `the ${records.text}`), ...rest]);

// ---- what is shown ------------------------------------------------------------------------------

let hitIds = null;

const shownRows = (name) => {
  const { sort, up } = table[name];
  const left = records[name].filter((r) => shownNow.has(r.id) && (!hitIds || hitIds.has(r.id)));
  if (sort === null) return left;
  const [, told, by] = columnsOf(name)[sort];
  const key = by ?? told;
  return [...left].sort(byKey(key, up));
};

const cellsOf = (name) => {
  const columns = columnsOf(name);
  return [columns.map(([head]) => head), ...shownRows(name).map((r) => columns.map(([, told]) => told(r)))];
};

const fillTable = (name) => {
  const { body: place, heads, note } = table[name];
  const [, ...cells] = cellsOf(name);
  place.replaceChildren(...cells.map((row) => {
    const one = make("tr");
    row.forEach((text, nth) => {
      const cell = make(nth ? "td" : "th", nth ? text : "", nth ? { dir: "auto" } : { scope: "row" });
      cell.className = heads[nth].textContent.match(/^(EDTF|Date)|$/)[0].toLowerCase();
      if (!nth) cell.append(link(text, text));
      one.append(cell);
    });
    return one;
  }));
  heads.forEach((head, nth) => {
    const by = table[name].sort === nth;
    head.setAttribute("aria-sort", by ? (table[name].up ? "ascending" : "descending") : "none");
  });
  const of = records[name].length;
  note.textContent = `${cells.length < of ? `${cells.length} of ${of}` : `All ${of}`} ${name}${hitIds ? `, found by “${searchBox.value.trim()}”` : ""}`;
};

// Narrow the tables to what a search has found; null for all.
const setTables = (hits) => {
  hitIds = hits && new Set(hits.map((hit) => hit.id));
  for (const name of Object.keys(table)) if (table[name].body) fillTable(name);
};

// ---- built once -----------------------------------------------------------------------------------

const sortBy = (name, nth) => {
  const one = table[name];
  one.up = one.sort === nth ? !one.up : true;
  one.sort = nth;
  fillTable(name);
};

const buildTable = (name) => {
  const one = table[name];
  const head = make("tr");
  one.heads = columnsOf(name).map(([text], nth) => {
    const cell = make("th", "", { scope: "col" });
    cell.append(action(text, () => sortBy(name, nth)));
    return cell;
  });
  head.append(...one.heads);
  const top = make("thead"), whole = make("table"), scroll = make("div", "", { class: "scroll tall", tabindex: "0", role: "group", "aria-label": `Table of ${name}` });
  top.append(head);
  one.body = make("tbody");
  whole.append(top, one.body);
  scroll.append(whole);
  one.said = make("span", "", { role: "status", class: "small" });
  one.note = make("span", "", { class: "small" });
  const does = make("p", "", { class: "does" });
  does.append(one.note, " ", action("Copy", () => copy(cellsOf(name), one.said)), " ", action("Download CSV", () => download(cellsOf(name), name, one.said)), " ", one.said);
  return [make("h3", one.title), does, scroll];
};

const buildTables = () => {
  const place = document.getElementById("all-records");
  for (const name of Object.keys(table)) if (records[name].length) place.append(...buildTable(name));
  place.hidden = false;
  const entry = make("li");
  entry.append(link("records", "All records"));
  document.querySelector('nav a[href="#sources"]')?.parentElement.before(entry);
};
