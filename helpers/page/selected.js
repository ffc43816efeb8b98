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

const idAt = (place) => place.dataset.record ?? place.parentElement.querySelector(":scope > .card")?.id.replace(/^card-/, "") ?? place.querySelector("a")?.hash.slice(1);

// The ties of the day by the names that a place may have of them; the first of a name.
const tiesNamed = () => new Map([...standing.ties, ...standing.ahead].reverse().flatMap((tie) => [[courseOf(tie), tie], [tie.anchor, tie]]));

// The records of a place: itself, or those that a tie rests on as of the day.
const recordsAt = (place, ties = tiesNamed()) => {
  const id = idAt(place);
  return rowsById.has(id) ? [id] : ties.get(id)?.records ?? [];
};

// Add the records of a place to what is selected, or take them away.
const selecting = (event) => {
  const keyed = event.type === "keydown", more = event.ctrlKey || event.metaKey;
  if (keyed ? event.key.toLowerCase() !== "x" || more || event.altKey : !more && !event.shiftKey) return;
  const place = event.target.closest?.(SELECTABLE), ids = records && place ? recordsAt(place) : [];
  if (!ids.length || (!keyed && event.target.closest("a"))) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.type === "mousedown") return;
  select(ids);
};

// Select records, or leave them out again where all of them are.
const select = (ids) => {
  const others = state.selected.filter((id) => !ids.includes(id));
  change({ selected: ids.every((id) => state.selected.includes(id)) ? others : [...others, ...ids] });
};

// What a card offers: to select its record, and with another one to learn which came first.
const nameSelect = () => {
  const button = body.querySelector(".select"), id = opened.replace(/^card-/, "");
  if (button) button.textContent = state.selected.includes(id) ? "Select it no more" : "Select, to compare";
};

const selectedCells = () => [SELECTED.map(([head]) => head), ...state.selected.map((id) => SELECTED.map(([, cell]) => cell(rowsById.get(id))))];

const selectedTable = () => {
  const [heads, ...rows] = selectedCells();
  return put(make("table"), headed(heads), put(make("tbody"), ...rows.map(recordRow)));
};

// Of two records which came first, or that order is not asked here though it may tell.
const orderTold = (two) => {
  const asked = state.reading === "both" ? ["article", "known"] : [state.reading];
  const open = asked.filter((how) => beganFirst(two, how) === "open");
  const untold = open.length && (!records.turns || (state.without && open.some((how) => byOrder(records, two, how)[1])));
  return untold ? records.order.untold : orderInWords(records, two, state.reading);
};

const setSelected = () => {
  const ids = new Set(state.selected);
  selectedPlace.hidden = !ids.size;
  root.classList.toggle("selecting", ids.size > 0);
  nameSelect();
  selectedPlace.querySelector(".many").textContent = ids.size ? `${count(ids.size, "record")} selected` : "";
  const two = state.selected.map((id) => rowsById.get(id));
  selectedPlace.querySelector(".order").textContent = two.length === 2 ? orderTold(two) : "";
  selectedPlace.querySelector(".scroll").replaceChildren(...(ids.size ? [selectedTable()] : []));
  const ties = tiesNamed();
  for (const place of root.querySelectorAll(ids.size ? SELECTABLE : ".selected")) {
    const own = ids.size ? recordsAt(place, ties) : [];
    place.classList.toggle("selected", own.length > 0 && own.every((id) => ids.has(id)));
  }
};

const buildSelected = () => {
  const said = make("span", "", { role: "status", class: "small" });
  const does = put(make("p"), make("b", "", { class: "many", role: "status" }), " ", action("Copy as text", () => copy(selectedCells(), said)), " ", action("Select none", () => change({ selected: [] })), " ", said);
  selectedPlace.append(does, make("p", "", { class: "order", role: "status", dir: "auto" }), make("div", "", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table of the selected records" }));
  panel.after(selectedPlace);
  for (const type of ["mousedown", "click", "keydown"]) root.addEventListener(type, selecting, true);
};
