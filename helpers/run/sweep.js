// The tables of a sweep: sorted, copied and saved as they stand.
const valueOf = (cell) => cell.dataset.v ?? cell.textContent.trim().replace(/\s+/g, " ");

const sortKey = (nth) => (row) => {
  const text = valueOf(row.cells[nth]);
  return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
};

// All that stands in a table as text; a drawing is none.
const cellsOf = (table) => {
  const drawn = [...table.tHead.rows[0].cells].map((head) => "drawn" in head.dataset);
  const told = (row) => [...row.cells].filter((_, nth) => !drawn[nth]).map(valueOf);
  return [table.tHead.rows[0], ...table.tBodies[0].rows].map(told);
};

const sortBy = (table, head, nth) => {
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const keys = new Map([...table.tBodies[0].rows].map((row) => [row, sortKey(nth)(row)]));
  table.tBodies[0].append(...[...keys.keys()].sort(byKey((row) => keys.get(row), up)));
};

const equip = (table) => {
  [...table.tHead.rows[0].cells].forEach((head, nth) => {
    if ("drawn" in head.dataset) return;
    head.replaceChildren(action(head.textContent, () => sortBy(table, head, nth)));
  });
  const said = make("span", "", { role: "status", class: "small" });
  const does = make("p", "", { class: "does" });
  const name = table.dataset.name;
  does.append(action("Copy", () => copy(cellsOf(table), said)), " ", action("Download CSV", () => download(cellsOf(table), name, said)), " ", said);
  table.parentElement.before(does);
};

root.querySelectorAll("table.sortable").forEach(equip);
root.addEventListener("click", stay);
