// The tools in the line of chapters: search, filters, the day of the ties, what is left.
const bar = byId("tools");
const filterButton = bar.querySelector(".filter");
const choices = byId("choices");
const dayBox = bar.querySelector(".day");
const slider = dayBox.querySelector("input");
const line = bar.querySelector(".left");
const searchBox = byId("search");
const found = byId("found");
const MOST = 30;

// ---- what is left ---------------------------------------------------------------------------

const setLine = () => {
  line.textContent = countLine(records, state).line;
  const on = filtering();
  root.classList.toggle("filtered", on);
  bar.querySelector(".clear").hidden = !on && !searchBox.value && !state.selected.length;
  filterButton.textContent = filterWords(records, state) ? "Filter (on)" : "Filter";
};

// ---- where the reader is ----------------------------------------------------------------------

const places = () => [...root.querySelectorAll(".line nav a")].map((a) => [a, byId(a.hash.slice(1))]);

// Mark the chapter that has come to the upper third of the window.
const setPlace = () => {
  root.classList.toggle("past", root.querySelector(".opening").getBoundingClientRect().bottom < 0);
  const every = places();
  const above = every.filter(([, one]) => one.getClientRects().length && one.getBoundingClientRect().top < view.innerHeight / 3);
  const here = above.at(-1) ?? every[0];
  for (const [a] of every) {
    if (a !== here[0]) a.removeAttribute("aria-current");
    else if (!a.hasAttribute("aria-current")) {
      a.setAttribute("aria-current", "true");
      const list = a.closest("ol");
      list.scrollLeft = a.offsetLeft - list.offsetLeft - 20;
    }
  }
};

// Say something else on the screen, and leave what is printed as it was.
const twin = (node, text) => {
  const after = node.nextElementSibling, there = after?.classList.contains("now");
  if (!there && text !== null) node.after(make(node.localName, text, { class: `${node.className} now` }));
  else if (there && text === null) after.remove();
  else if (there && after.textContent !== text) after.textContent = text;
  node.classList.toggle("was", text !== null);
};

// ---- lists -----------------------------------------------------------------------------------

const rows = [...root.querySelectorAll(".records > li")].flatMap((row) => {
  const [card, way, about] = [".card", ":scope > a", ":is(summary, .records > li) > small"].map((part) => row.querySelector(part));
  const list = row.parentElement, head = list.previousElementSibling;
  const id = card?.id.replace(/^card-/, "") ?? way?.hash.slice(1);
  return id && about && head ? [{ row, list, head, id, about }] : [];
});
const tieList = root.querySelector(':is([id^="tie-A"],[id^="view-A"],[id^="self-A"],[id^="ahead-"]).card')?.closest(".listing");

// Numbers of the annex: of each record, in the order of the lists.
const numberOf = new Map();
for (const { row, id } of rows) {
  if (!numberOf.has(id)) numberOf.set(id, numberOf.size + 1);
  row.querySelector("summary, a").dataset.no = numberOf.get(id);
}

// Let a chart bear the numbers of its records, for whoever prints it with the annex.
const setNumbers = (chart) => {
  for (const one of chart.querySelectorAll("[data-record], .row:not([data-record])")) {
    const ids = one.dataset.record ? [one.dataset.record] : [...one.querySelectorAll("g[data-record]")].map((mark) => mark.dataset.record);
    const numbers = [...new Set(ids.map((id) => numberOf.get(id)).filter(Boolean))];
    const bearer = one.querySelector(":scope > .label > span, :scope > .words, :scope > small") ?? one;
    if (numbers.length) bearer.dataset.no = numbers.join(", ");
  }
};

// Which lists no filter reaches.
const markWhole = () => {
  const reached = new Set(rows.filter(({ id }) => known.has(id)).map(({ row }) => row.closest(".listing")));
  for (const list of root.querySelectorAll(".listing")) {
    list.classList.toggle("whole", !reached.has(list) && list !== tieList);
  }
};

const setRows = () => {
  const groups = new Map();
  const own = state.reading === records.own;
  for (const { row, list, head, id, about } of rows.filter(({ id }) => known.has(id))) {
    const stays = shownNow.has(id);
    row.classList.toggle("gone", !stays);
    const group = groups.get(list) ?? { head, left: 0, of: 0 };
    groups.set(list, { head, left: group.left + stays, of: group.of + 1 });
    twin(about, own ? null : says(reread(about)));
  }
  for (const one of root.querySelectorAll(".sources .about:not(.now)")) twin(one, own ? null : says(reread(one)));
  for (const { head, left, of } of groups.values()) {
    twin(head, filterOn() ? head.textContent.replace(/\(\d+\)$/, `(${left} of ${of})`) : null);
  }
};

const PARTS = [
  ["Attested", "ties", "tie"], ["With a prospect", "ahead", "tie"],
  ["One actor\u2019s view of another, no tie", "ties", "view"], ["A view that is only a prospect", "ahead", "view"],
  ["Within one actor, no tie", "ties", "self"], ["Within one actor, only a prospect", "ahead", "self"],
];

const tieRow = (tie) => {
  const row = lineTo(put(link(tie.anchor, ""), make("b", tie.hover[0], { dir: "auto" })), aboutTie(tie));
  row.classList.toggle("hatched", restsOn(tie, shownNow) !== "");
  return row;
};

// The list of the matrix, as it is on the day and in the reading.
const setTies = () => {
  if (!tieList) return;
  tieList.parentElement.querySelector(".listing.now")?.remove();
  tieList.classList.toggle("was", filtering());
  if (!filtering()) return;
  const list = make("div", "", { class: "listing now" });
  for (const [title, part, kind] of PARTS) {
    const ours = standing[part].filter((tie) => tie.kind === kind);
    if (!ours.length) continue;
    list.append(make("h3", `${title} (${ours.length})`), put(make("ul", "", { class: "records" }), ...ours.map(tieRow)));
  }
  if (!list.children.length) list.append(make("p", "No tie and no prospect is left."));
  tieList.after(list);
};

// ---- the search --------------------------------------------------------------------------------

let entries = null;

// Every record and source once, with all that its card says and the names of what it touches.
const searchable = () => {
  const cards = rows.filter(({ id }) => rowsById.has(id) || /^[CQO]\d/.test(id)).map(({ row, id }) =>
    [id, row.querySelector("summary"), [...row.querySelectorAll(".card dd")].map(says)]);
  const sources = [...root.querySelectorAll(".sources > li")].map((row) => [row.id, row, [says(row)]]);
  const once = new Map([...cards, ...sources].map((one) => [one[0], one]));
  return [...once.values()].map(([id, head, said]) => ({
    id, title: says(head.querySelector("b")),
    text: folded([says(head), ...said, rowsById.get(id)?.summary ?? "", ...[id, ...(records.touches[id] ?? [])].flatMap((one) => [one, ...(records.called[one] ?? [])])].join(" ")),
  }));
};

const matching = () => {
  const asked = folded(searchBox.value).split(/\s+/).filter(Boolean);
  if (!asked.length) return null;
  entries ??= searchable();
  const hits = entries.filter(({ text }) => asked.every((word) => text.includes(word)));
  const inTitle = ({ title }) => asked.every((word) => folded(title).includes(word));
  const place = (hit) => (folded(hit.id) === asked.join(" ") ? 0 : inTitle(hit) ? 1 : 2);
  return [0, 1, 2].flatMap((nth) => hits.filter((hit) => place(hit) === nth));
};

const hitLine = ({ id, title }) => {
  const told = [id, rowsById.get(id)?.read[state.reading].words].filter(Boolean).join("; ");
  return lineTo(link(id, title, { dir: "auto" }), known.has(id) && !shownNow.has(id) ? `${told}; hidden by the filter` : told);
};

const search = () => {
  const hits = matching();
  found.hidden = !hits;
  if (hits) {
    const more = hits.length > MOST ? `, the first ${MOST} of them here` : "";
    found.querySelector("p").textContent = hits.length ? `${count(hits.length, "record")} found${more}` : "Nothing found";
    found.querySelector("ul").replaceChildren(...hits.slice(0, MOST).map(hitLine));
  }
  setTables(hits);
  setLine();
};

const endSearch = () => {
  found.hidden = true;
};
