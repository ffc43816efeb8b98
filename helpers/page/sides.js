// Two days side by side, or two readings: their ties in words, and their charts.
let scenes = []; // what each side shows: its state, its records, its ties
let compared = null; // the section, while one compares

const SIDES = ["article", "known"];
const byReading = () => state.beside === READINGS;
const comparing = () => (state?.beside ?? null) !== null;

// The two days in order, or the two readings, each as a state of its own.
const sidesOf = () => {
  if (byReading()) return SIDES.map((reading) => ({ ...state, reading }));
  return [state.beside, state.day].sort((a, b) => a - b).map((day) => ({ ...state, day }));
};

// Do something as if the page were on one of the sides.
const seenFrom = (scene, does) => {
  const own = [state, shownNow, standing];
  [state, shownNow, standing] = scene;
  try {
    return does();
  } finally {
    [state, shownNow, standing] = own;
  }
};

const sideName = (nth) => {
  const [one] = scenes[nth];
  return byReading() ? readAs(records, one.reading) : dayInWords(one.day);
};

// ---- in words ------------------------------------------------------------------------------

const KINDS = { tie: "", view: "one actor\u2019s view of another", self: "within one actor" };

// What each group is called, in a head and after a number.
const groupNames = () => ({
  second: byReading() ? `only ${sideName(1)}` : "came", first: byReading() ? `only ${sideName(0)}` : "went",
  sign: "with another sign", told: "with the same sign but other evidence or certainty", same: byReading() ? "alike" : "as before",
});

// How many differ, and how: "Between A and B: 10 came and 7 as before, of 17 ties, views and prospects."
const summed = (found, otherwise) => {
  const every = Object.values(found).flat().length, both = [0, 1].map(sideName).join(" and ");
  const told = Object.entries(groupNames()).filter(([group]) => found[group].length).map(([group, name]) => `${found[group].length} ${name}`);
  const ties = every > found.same.length ? `${joined(told)}, of ${count(every, "tie, view or prospect", "ties, views and prospects")}` : "nothing differs among the ties";
  const dated = otherwise ? `. ${count(otherwise, "record")} of the ${records.text} ${otherwise === 1 ? "is" : "are"} dated or weighed otherwise` : "";
  return `${byReading() ? upperFirst(both) : `Between ${both}`}: ${ties}${dated}.`;
};

const recordLinks = (ids) => ids.flatMap((id, nth) => [nth ? "; " : "", link(id, rowsById.get(id)?.title ?? id)]);

// How a pair stands on a side, and what it rests on there alone.
const sideCell = ({ anchor, sides, only }, nth) => {
  const cell = make("td", "", { "data-side": nth, "data-head": sideName(nth) }), tie = sides[nth];
  if (!tie) cell.textContent = "no record";
  else cell.append(link(anchor, seenFrom(scenes[nth], () => aboutTie(tie))));
  if (!only[nth].length) return cell;
  return put(cell, put(make("small", "Only here: ", { dir: "auto" }), ...recordLinks(only[nth])));
};

const groupBody = (title, rows) =>
  put(make("tbody"), put(make("tr"), make("th", upperFirst(`${title} (${rows.length})`), { colspan: 3, scope: "rowgroup" })), ...rows);

const tableOf = (caption, first, bodies) =>
  put(make("table", "", { class: "sides" }), make("caption", caption, { class: "unseen" }), headed([first, sideName(0), sideName(1)].map(upperFirst)), ...bodies);

// A table that may be long is made when it is opened.
const foldOf = (title, many, table) => {
  const fold = opening(upperFirst(`${title} (${many})`), { class: "fold" });
  fold.addEventListener("toggle", () => fold.open && !fold.children[1] && fold.append(table()));
  return fold;
};

const pairRow = (pair) => {
  const kind = [pair.anchor.startsWith("ahead-") && "prospect", KINDS[pair.kind]].filter(Boolean).join(", ");
  const named = make("th", pair.name, { scope: "row", dir: "auto" });
  return put(make("tr"), put(named, ...(kind ? [make("small", kind)] : [])), sideCell(pair, 0), sideCell(pair, 1));
};

// The ties of both sides; those that are alike open on request.
const tiesBeside = (found) => {
  const { same, ...names } = groupNames(), bodyOf = (group, name) => groupBody(name, found[group].map(pairRow));
  const differ = Object.entries(names).filter(([group]) => found[group].length);
  const parts = differ.length ? [tableOf("What differs", "Pair", differ.map(([group, name]) => bodyOf(group, name)))] : [];
  return found.same.length ? [...parts, foldOf(same, found.same.length, () => tableOf(same, "Pair", [bodyOf("same", same)]))] : parts;
};

// The records that the two readings date or weigh otherwise: those of the article, and
// those from outside, which it cannot date.
const recordsBeside = () => {
  if (!byReading()) return [];
  const told = (record, nth) => (scenes[nth][1].has(record.id) ? seenFrom(scenes[nth], () => aboutOf(record)) : "not in this view");
  const every = [...records.events, ...records.relations, ...records.memberships].map((record) => [record, [0, 1].map((nth) => told(record, nth))]);
  return every.filter(([, [one, other]]) => one !== other);
};

const toldTwice = ([record, both]) => {
  const named = put(make("th", "", { scope: "row", dir: "auto" }), link(record.id, record.title));
  return put(make("tr"), named, ...both.map((text, nth) => make("td", text, { "data-head": sideName(nth) })));
};

const recordTables = (differ) => {
  const [ours, others] = ["article", "context"].map((layer) => differ.filter(([record]) => record.layer === layer));
  const tables = [[`Records of the ${records.text}`, ours, false], ["Records from outside", others, true]].filter(([, some]) => some.length);
  return tables.map(([title, some, shut]) => {
    const table = () => tableOf(title, "Record", [groupBody(title, some.map(toldTwice))]);
    return shut ? foldOf(title, some.length, table) : table();
  });
};

// ---- as charts -----------------------------------------------------------------------------

// The charts that show ties, each beside itself; they are drawn with the others.
const chartOn = (chart, side) => {
  const one = make("figure", "", { class: "chart rowed", tabindex: "-1" }), picture = make("div", "", { class: "picture" });
  const { title, alt } = chart.held.readings[chart.held.reading];
  picture.innerHTML = chart.own.join("");
  picture.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
  charts.push(Object.assign(one, { held: chart.held, own: chart.own, side }));
  return put(make("div"), make("h3", "", { class: "side" }), put(one, make("p", title, { class: "finding" }), picture, make("figcaption", alt, { class: "unseen" })));
};

const chartsBeside = () => charts.filter((chart) => chart.held?.readings?.[records.own]?.ties && chart.own)
  .map((chart) => put(make("div", "", { class: "pairs" }), chartOn(chart, 0), chartOn(chart, 1)));

// A mark or a link of a side opens its evidence as it is there.
const openedThere = (event) => {
  const side = event.target.closest?.("[data-side], figure.chart"), nth = side?.side ?? side?.dataset.side;
  const to = event.target.closest?.('a[href^="#"]'), mark = event.target.closest?.("figure.chart [data-record]");
  const id = to?.hash.slice(1) ?? mark?.dataset.record;
  if (nth === undefined || !id || (event.type === "keydown" && !(mark && [" ", "Enter"].includes(event.key)))) return;
  event.preventDefault();
  event.stopPropagation();
  seenFrom(scenes[nth], () => go(id, to ?? mark));
  if (opened === id && /-A\d/.test(id)) panel.querySelector(".about").append(`; ${sideName(nth)}`);
};

// ---- the section ------------------------------------------------------------------------------

// The stop of the slider of days that holds on a side.
const stopOn = (nth) => limited(records.days.findLastIndex((day) => day <= scenes[nth][0].day), 0, records.days.length - 1);

const moveSide = (nth, day) => change((state.beside <= state.day) === (nth === 0) ? { beside: day } : { day });

const daySlider = (nth) => {
  const name = nth ? "The later day" : "The earlier day", box = make("div", "", { class: "day", role: "group", "aria-label": name });
  const slider_ = make("input", "", { type: "range", step: 1, min: 0, max: records.days.length - 1, "aria-label": name });
  // Neither passes the other: it stops there.
  slider_.addEventListener("input", () => {
    const other = stopOn(1 - nth), stop = Number(slider_.value), ours = nth ? Math.max(stop, other) : Math.min(stop, other);
    slider_.value = ours;
    moveSide(nth, records.days[ours]);
  });
  const [less, more] = [[-1, "\u2039", "Previous"], [1, "\u203a", "Next"]].map(([steps, text, told]) =>
    action(text, () => moveSide(nth, records.days[stopOn(nth) + steps]), { "aria-label": `${told} day on which a tie changes, for ${name.toLowerCase()}` }));
  return put(box, less, slider_, more, make("output"));
};

const setSlider = (box, nth) => {
  const [less, slider_, more, told] = box.children, stop = stopOn(nth), other = stopOn(1 - nth);
  slider_.value = stop;
  slider_.setAttribute("aria-valuetext", sideName(nth));
  told.textContent = sideName(nth);
  less.disabled = stop <= (nth ? other : 0);
  more.disabled = stop >= (nth ? records.days.length - 1 : other);
};

const stopComparing = () => {
  change({ beside: null });
  filterButton.focus();
};

const buildSides = () => {
  const place = make("section", "", { class: "beside now", "aria-labelledby": "beside-title" });
  const head = make("h2", `Two ${byReading() ? "readings" : "days"} side by side`, { id: "beside-title", tabindex: "-1" });
  const days = put(make("div", "", { class: "pairs" }), ...(byReading() ? [] : [daySlider(0), daySlider(1)]));
  put(place, head, action("Stop comparing", stopComparing), days, make("p", "", { role: "status" }), make("div", "", { class: "differ" }), ...chartsBeside());
  place.addEventListener("click", openedThere, true);
  place.addEventListener("keydown", openedThere, true);
  byId("main").prepend(place);
  return place;
};

const clearSides = () => {
  compared?.remove();
  compared = null;
  charts.splice(0, charts.length, ...charts.filter(({ side }) => side === undefined));
};

// Show both sides as they are now.
const setSides = () => {
  const kind = comparing() ? String(byReading()) : "";
  scenes = kind ? sidesOf().map((one) => [one, shown(records, one), standingOn(records.standings, one)]) : [];
  if (compared?.dataset.kind !== kind) clearSides();
  if (!kind) return;
  compared ??= buildSides();
  compared.dataset.kind = kind;
  if (!byReading()) compared.querySelectorAll(".day").forEach(setSlider);
  const found = differences(scenes[0][2], scenes[1][2]), differ = recordsBeside();
  const place = compared.querySelector(".differ"), open = [...place.querySelectorAll("details[open] > summary")].map((one) => one.textContent.replace(/ \(.*/, ""));
  const ours = differ.filter(([{ layer }]) => layer === "article").length;
  compared.querySelector("[role=status]").textContent = summed(found, ours);
  place.replaceChildren(...tiesBeside(found), ...recordTables(differ));
  for (const fold of place.querySelectorAll("details")) fold.open = open.includes(says(fold.firstChild).replace(/ \(.*/, ""));
  compared.querySelectorAll(".side").forEach((one, nth) => { one.textContent = upperFirst(sideName(nth % 2)); });
};

// ---- how one comes here -------------------------------------------------------------------------

const toSides = () => view.requestAnimationFrame(() => {
  const head = byId("beside-title");
  head.scrollIntoView();
  head.focus({ preventScroll: true });
});

const compare = (beside) => {
  unfold(false);
  change({ beside, without: null }); // what is left out is computed for one day
  setChoices();
  toSides();
};

// The day before on which a tie changed; of the first, the next.
const dayBeside = () => records.days.findLast((day) => day < state.day) ?? records.days.find((day) => day > state.day);

// Whether any record has another date or status by the article than with other sources.
const readingsDiffer = () => [...records.events, ...records.relations].some(
  ({ read: { article, known } }) => article.words !== known.words || article.firm !== known.firm,
);

const buildCompare = () => {
  const does = make("p", "", { class: "does" });
  if (!dayBox.hidden) does.append(action("Compare with another day", () => compare(dayBeside())), " ");
  if (readingsDiffer()) does.append(action("Compare the two readings", () => compare(READINGS)));
  if (does.children.length) dayBox.after(does);
};
