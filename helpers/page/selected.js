// Records selected together, in charts and in lists, and a table of them.
const selectedPlace = make("section", "", { id: "selected", "aria-label": "Selected records", tabindex: "-1", hidden: "" });
const SELECTABLE = "figure.chart [data-record], .records summary, #all-records tbody tr";
const SELECTED = [
  ["Id", (r) => r.id],
  ["Date", (r) => r.read[state.reading].words],
  ["Title", (r) => r.title],
  ["Status", (r) => r.read[state.reading].firm],
  ["Sources", (r) => r.sources.join("; ")],
];

const idAt = (place) => place.dataset.record ?? place.querySelector("a")?.hash.slice(1) ?? place.parentElement.querySelector(".card")?.id.replace(/^card-/, "");

// The records of a place: itself, or those that a tie rests on as of the day.
const recordsAt = (place) => {
  const id = idAt(place), tie = [...standing.ties, ...standing.ahead].find((one) => [one.anchor, courseOf(one)].includes(id));
  return rowsById.has(id) ? [id] : tie?.records ?? [];
};

// Add the records of a place to what is selected, or take them away.
const select = (place) => {
  const ids = recordsAt(place), all = ids.every((id) => state.selected.includes(id));
  if (ids.length) change({ selected: all ? state.selected.filter((id) => !ids.includes(id)) : [...new Set([...state.selected, ...ids])] });
  return ids.length > 0;
};

const selecting = (event) => {
  const keyed = event.type === "keydown";
  if (keyed ? event.key.toLowerCase() !== "x" || event.ctrlKey || event.metaKey || event.altKey : !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
  const place = event.target.closest?.(SELECTABLE);
  if (!records || !place || event.target.closest("a, button, input")) return;
  if (!recordsAt(place).length) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.type !== "mousedown") select(place);
};

const selectedCells = () => [SELECTED.map(([head]) => head), ...state.selected.map((id) => SELECTED.map(([, cell]) => cell(rowsById.get(id))))];

const selectedTable = () => {
  const table = make("table"), head = make("thead"), body = make("tbody"), [heads, ...rows] = selectedCells();
  const row = (cells) => {
    const line = make("tr");
    line.append(...cells);
    return line;
  };
  head.append(row(heads.map((text) => make("th", text, { scope: "col" }))));
  body.append(...rows.map(([id, ...texts]) => {
    const first = make("th", "", { scope: "row" });
    first.append(link(id, id));
    return row([first, ...texts.map((text) => make("td", text, { dir: "auto" }))]);
  }));
  table.append(head, body);
  return table;
};

const setSelected = () => {
  const ids = new Set(state.selected);
  selectedPlace.hidden = !ids.size;
  root.classList.toggle("selecting", ids.size > 0);
  selectedPlace.querySelector(".many").textContent = ids.size ? `${count(ids.size, "record")} selected` : "";
  selectedPlace.querySelector(".scroll").replaceChildren(...(ids.size ? [selectedTable()] : []));
  for (const place of root.querySelectorAll(ids.size ? SELECTABLE : ".selected")) {
    const own = ids.size ? recordsAt(place) : [];
    place.classList.toggle("selected", own.length > 0 && own.every((id) => ids.has(id)));
  }
};

const buildSelected = () => {
  const does = make("p"), said = make("span", "", { role: "status", class: "small" });
  does.append(make("b", "", { class: "many", role: "status" }), " ", action("Copy as text", () => copy(selectedCells(), said)), " ", action("Select none", () => change({ selected: [] })), " ", said);
  selectedPlace.append(does, make("div", "", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table of the selected records" }));
  panel.after(selectedPlace);
  for (const type of ["mousedown", "click", "keydown"]) root.addEventListener(type, selecting, true);
};
