// Tables of all records: sorted, copied and saved as they are shown.
const table = {
  events: { title: "Events", sort: null, up: true },
  relations: { title: "Relations", sort: null, up: true },
};
const names = (ids) => ids.map((a) => records.names[a] ?? a).join("; ");

// Each column: its head, its text, where it is not the text what it sorts by, the one
// table that has it, and the one reading that it tells.
const COLUMNS = [
  ["Id", (r) => r.id],
  ["Title", (r) => r.title],
  ["Pair", (r) => names(r.named), null, "relations"],
  ["Sign", (r) => records.signs[r.sign], null, "relations"],
  ["Basis", (r) => r.basis, null, "relations"],
  ["Date by the article", (r) => (r.when[0] || r.layer === "article" ? r.read.article.words : ""), (r) => r.first[0] || "", null, "article"],
  ["Date with other sources", (r) => r.read.known.words, (r) => r.first[1] || "", null, "known"],
  ["EDTF by the article", (r) => r.when[0], null, null, "article"],
  ["EDTF in other sources", (r) => r.when[1], null, null, "known"],
  ["Status by the article", (r) => r.read.article.status, null, null, "article"],
  ["Status with other sources", (r) => r.read.known.status, null, null, "known"],
  ["Layer", (r) => r.layer],
  ["Actors", (r) => names(r.named), null, "events"],
  ["Sources", (r) => r.sources.join("; ")],
];
// By the name of what the case is coded from, which is known once the records are.
const columnsOf = (name) =>
  COLUMNS.filter(([, , , only, read]) => (!only || only === name) && (!read || ["both", read].includes(state.reading)))
    .map(([head, ...rest]) => [head.replace("the article", `the ${records.text}`), ...rest]);

// ---- what is shown ------------------------------------------------------------------------------

let hitIds = null;

const shownRows = (name) => {
  const { sort, up } = table[name], by = columnsOf(name).find(([head]) => head === sort);
  const left = records[name].filter((r) => shownNow.has(r.id) && (!hitIds || hitIds.has(r.id)));
  if (!by) return left;
  const [, told, key = null] = by;
  return [...left].sort(byKey(key ?? told, up));
};

const cellsOf = (name) => {
  const columns = columnsOf(name);
  return [columns.map(([head]) => head), ...shownRows(name).map((r) => columns.map(([, told]) => told(r)))];
};

// The heads of the columns, made anew where another reading has others.
const headsOf = (name) => {
  const { top, sort } = table[name], told = columnsOf(name).map(([text]) => text);
  if (String([...top.cells].map((cell) => cell.textContent)) !== String(told)) {
    top.replaceChildren(...told.map((text) => put(make("th", "", { scope: "col" }), action(text, () => sortBy(name, text)))));
    if (!told.includes(sort)) table[name].sort = null;
  }
  return [...top.cells];
};

// A row that leads to its record.
const recordRow = ([id, ...texts]) =>
  put(make("tr"), put(make("th", "", { scope: "row" }), link(id, id)), ...texts.map((text) => make("td", text, { dir: "auto" })));

// Fill a table that is open; one that is folded is filled when it opens.
const fillTable = (name) => {
  const { body: place, note, fold } = table[name];
  if (!fold.open) return;
  const heads = headsOf(name);
  const [, ...cells] = cellsOf(name);
  const kinds = heads.map((head) => head.textContent.match(/^(EDTF|Date)|$/)[0].toLowerCase());
  place.replaceChildren(...cells.map(recordRow));
  for (const row of place.rows) kinds.forEach((kind, nth) => { row.cells[nth].className = kind; });
  heads.forEach((head) => {
    const by = table[name].sort === head.textContent;
    head.setAttribute("aria-sort", by ? (table[name].up ? "ascending" : "descending") : "none");
  });
  const of = records[name].length, noun = of === 1 ? name.slice(0, -1) : name;
  const every = of === 1 ? "The one" : `All ${of}`;
  note.textContent = `${cells.length < of ? `${cells.length} of ${of}` : every} ${noun}${hitIds ? `, found by “${searchBox.value.trim()}”` : ""}`;
};

// Narrow the tables to what a search has found; null for all.
const setTables = (hits) => {
  hitIds = hits && new Set(hits.map((hit) => hit.id));
  for (const name of Object.keys(table)) if (table[name].body) fillTable(name);
};

// ---- built once -----------------------------------------------------------------------------------

const sortBy = (name, head) => {
  const one = table[name];
  one.up = one.sort === head ? !one.up : true;
  one.sort = head;
  fillTable(name);
};

const buildTable = (name) => {
  const one = table[name], said = make("span", "", { role: "status", class: "small" });
  const scroll = make("div", "", { class: "scroll tall", tabindex: "0", role: "group", "aria-label": `Table of ${name}` });
  Object.assign(one, { top: make("tr"), body: make("tbody"), note: make("span", "", { class: "small" }) });
  const saves = [action("Copy", () => copy(cellsOf(name), said)), " ", action("Download CSV", () => download(cellsOf(name), name, said))];
  const does = put(make("p", "", { class: "does" }), one.note, " ", ...saves, " ", said);
  one.fold = opening(one.title, { class: "fold" }, does, put(scroll, put(make("table"), put(make("thead"), one.top), one.body)));
  one.fold.addEventListener("toggle", () => fillTable(name));
  return one.fold;
};

const buildTables = () => {
  const place = byId("all-records");
  for (const name of Object.keys(table)) if (records[name].length) place.append(buildTable(name));
  place.hidden = false;
  root.querySelector('.line a[href="#sources"]')?.parentElement.before(put(make("li"), link("records", "Records")));
};
