// Two days side by side, or two readings: their ties in words, and their charts.
let scenes = []; // what each side shows: its state, its records, its ties
let compared = null; // the section, while one compares

const READINGS = "readings"; // instead of a day
const SIDES = ["article", "known"];
const byReading = () => state.beside === READINGS;
const comparing = () => records !== null && state.beside !== null && state.beside !== undefined;

// The two days in order, or the two readings, each as a state of its own.
const sidesOf = () => {
  if (byReading()) return SIDES.map((reading) => ({ ...state, reading }));
  return [state.beside, state.day].sort((a, b) => a - b).map((day) => ({ ...state, day }));
};

const setScenes = () => {
  scenes = comparing() ? sidesOf().map((one) => [one, shown(records, one), standingOn(records.standings, one)]) : [];
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

// What each group is called, and what is said of so many of it.
const groupNames = () => {
  const [one, other] = [0, 1].map(sideName), verb = (n, single, many) => `${n} ${n === 1 ? single : many}`;
  const came = { second: ["Came", (n) => `${n} came`], first: ["Went", (n) => `${n} went`] };
  const only = {
    second: [`Only ${other}`, (n) => `${verb(n, "is", "are")} there only ${other}`],
    first: [`Only ${one}`, (n) => `${verb(n, "is", "are")} there only ${one}`],
  };
  return {
    ...(byReading() ? only : came),
    sign: ["Another sign", (n) => `${verb(n, "has", "have")} another sign`],
    told: ["The same sign, other evidence or certainty", (n) => `${verb(n, "differs", "differ")} in evidence or certainty`],
    same: byReading() ? ["Alike", (n) => `${verb(n, "is", "are")} alike`] : ["As before", (n) => `${verb(n, "is", "are")} as before`],
  };
};

const upperFirst = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

// How many differ, and how: "Between A and B, of 26 ties, views and prospects: 10 came".
const summed = (found, otherwise) => {
  const names = groupNames(), every = Object.values(found).flat().length, both = [0, 1].map(sideName).join(" and ");
  const there = Object.keys(names).filter((group) => found[group].length);
  const told = joined(there.map((group) => names[group][1](found[group].length)));
  const ties = every > found.same.length ? `of ${count(every, "tie, view or prospect", "ties, views and prospects")}: ${told}` : "nothing differs among the ties";
  const dated = otherwise ? `. ${count(otherwise, "record")} of the ${records.text} ${otherwise === 1 ? "is" : "are"} dated or weighed otherwise` : "";
  return `${byReading() ? upperFirst(both) : `Between ${both}`}, ${ties}${dated}.`;
};

const recordLinks = (ids) => ids.flatMap((id, nth) => [nth ? "; " : "", link(id, rowsById.get(id)?.title ?? id)]);

// How a pair stands on a side, and what it rests on there alone.
const sideCell = ({ anchor, sides, only }, nth) => {
  const cell = make("td", "", { "data-side": nth, "data-head": sideName(nth) }), tie = sides[nth];
  if (!tie) cell.textContent = "no record";
  else cell.append(link(anchor, seenFrom(scenes[nth], () => aboutTie(tie))));
  if (!only[nth].length) return cell;
  const small = make("small", "Only here: ", { dir: "auto" });
  small.append(...recordLinks(only[nth]));
  cell.append(small);
  return cell;
};

const headRow = (first) => {
  const row = make("tr");
  row.append(...[first, sideName(0), sideName(1)].map((text) => make("th", upperFirst(text), { scope: "col" })));
  return row;
};

const groupBody = (title, rows) => {
  const body_ = make("tbody"), head = make("tr");
  head.append(make("th", `${title} (${rows.length})`, { colspan: 3, scope: "rowgroup" }));
  body_.append(head, ...rows);
  return body_;
};

const tableOf = (caption, first, bodies) => {
  const table = make("table", "", { class: "sides" }), head = make("thead");
  head.append(headRow(first));
  table.append(make("caption", caption, { class: "unseen" }), head, ...bodies);
  return table;
};

const foldOf = (title, many, table) => {
  const fold = make("details", "", { class: "fold" });
  fold.append(make("summary", `${title} (${many})`), table);
  return fold;
};

const pairRow = (pair) => {
  const row = make("tr"), named = make("th", pair.name, { scope: "row", dir: "auto" });
  const kind = [pair.anchor.startsWith("ahead-") && "prospect", KINDS[pair.kind]].filter(Boolean).join(", ");
  if (kind) named.append(make("small", kind));
  row.append(named, sideCell(pair, 0), sideCell(pair, 1));
  return row;
};

// The ties of both sides; those that are alike open on request.
const tiesBeside = (found) => {
  const names = groupNames(), bodyOf = (group) => groupBody(names[group][0], found[group].map(pairRow));
  const differ = Object.keys(names).filter((group) => group !== "same" && found[group].length);
  const parts = differ.length ? [tableOf("What differs", "Pair", differ.map(bodyOf))] : [];
  if (!found.same.length) return parts;
  return [...parts, foldOf(names.same[0], found.same.length, tableOf(names.same[0], "Pair", [bodyOf("same")]))];
};

// The records that the two readings date or weigh otherwise: those of the article, and
// those from outside, which it cannot date.
const recordsBeside = () => {
  if (!byReading()) return [];
  const told = (record, nth) => (scenes[nth][1].has(record.id) ? seenFrom(scenes[nth], () => aboutOf(record)) : "not in this view");
  const every = [...records.events, ...records.relations, ...records.memberships].map((record) => [record, [0, 1].map((nth) => told(record, nth))]);
  return every.filter(([, [one, other]]) => one !== other);
};

const recordRow = ([record, both]) => {
  const row = make("tr"), named = make("th", "", { scope: "row", dir: "auto" });
  named.append(link(record.id, record.title));
  row.append(named, ...both.map((text, nth) => make("td", text, { "data-head": sideName(nth) })));
  return row;
};

const recordTables = (differ) => {
  const [ours, others] = ["article", "context"].map((layer) => differ.filter(([record]) => record.layer === layer));
  const tables = [[`Records of the ${records.text}`, ours, false], ["Records from outside", others, true]].filter(([, some]) => some.length);
  return tables.map(([title, some, shut]) => {
    const table = tableOf(title, "Record", [groupBody(title, some.map(recordRow))]);
    return shut ? foldOf(title, some.length, table) : table;
  });
};

// ---- as charts -----------------------------------------------------------------------------

// The charts that show ties, each beside itself; they are drawn with the others.
const chartsBeside = () => charts.filter((chart) => chart.held?.readings?.[records.own]?.ties && chart.own).map((chart) => {
  const row = make("div", "", { class: "pairs" });
  row.append(...[0, 1].map((side) => {
    const place = make("div"), one = make("figure", "", { class: "chart rowed", tabindex: "-1" }), picture = make("div", "", { class: "picture" });
    picture.innerHTML = chart.own.join("");
    picture.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    const { title, alt } = chart.held.readings[chart.held.reading];
    one.append(make("p", title, { class: "finding" }), picture, make("figcaption", alt, { class: "unseen" }));
    Object.assign(one, { held: chart.held, own: chart.own, side });
    charts.push(one);
    place.append(make("h3", "", { class: "side" }), one);
    return place;
  }));
  return row;
});

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
  const box = make("div", "", { class: "day", role: "group" }), name = nth ? "The later day" : "The earlier day";
  const slider_ = make("input", "", { type: "range", step: 1, min: 0, max: records.days.length - 1, "aria-label": name });
  const by = (steps) => moveSide(nth, records.days[stopOn(nth) + steps]);
  // Neither passes the other: it stops there.
  slider_.addEventListener("input", () => {
    const other = stopOn(1 - nth), stop = Number(slider_.value), ours = nth ? Math.max(stop, other) : Math.min(stop, other);
    slider_.value = ours;
    moveSide(nth, records.days[ours]);
  });
  const [less, more] = [[-1, "\u2039", "Previous"], [1, "\u203a", "Next"]].map(([steps, text, told]) => {
    const button = action(text, () => by(steps));
    button.setAttribute("aria-label", `${told} day on which a tie changes, for ${name.toLowerCase()}`);
    return button;
  });
  box.setAttribute("aria-label", name);
  box.append(less, slider_, more, make("output"));
  return box;
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
  const head = make("h2", byReading() ? "Two readings side by side" : "Two days side by side", { id: "beside-title", tabindex: "-1" });
  const tools = make("div", "", { class: "pairs" });
  if (!byReading()) tools.append(daySlider(0), daySlider(1));
  place.append(head, action("Stop comparing", stopComparing), tools, make("p", "", { role: "status" }), make("div", "", { class: "told" }), ...chartsBeside());
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
  setScenes();
  const kind = comparing() ? String(byReading()) : "";
  if (compared?.dataset.kind !== kind) clearSides();
  if (!kind) return;
  compared ??= buildSides();
  compared.dataset.kind = kind;
  if (!byReading()) compared.querySelectorAll(".day").forEach(setSlider);
  const found = differences(scenes[0][2], scenes[1][2]), differ = recordsBeside();
  const place = compared.querySelector(".told"), open = [...place.querySelectorAll("details[open] > summary")].map((one) => one.textContent.replace(/ \(.*/, ""));
  const ours = differ.filter(([{ layer }]) => layer === "article").length;
  compared.querySelector("[role=status]").textContent = summed(found, ours);
  place.replaceChildren(...tiesBeside(found), ...recordTables(differ));
  for (const fold of place.querySelectorAll("details")) fold.open = open.includes(says(fold.firstChild).replace(/ \(.*/, ""));
  compared.querySelectorAll(".side").forEach((one, nth) => { one.textContent = upperFirst(sideName(nth % 2)); });
};

// ---- how one comes here -------------------------------------------------------------------------

const compare = (beside) => {
  unfold(false);
  change({ beside });
  view.requestAnimationFrame(() => {
    const head = byId("beside-title");
    head.scrollIntoView();
    head.focus({ preventScroll: true });
  });
};

// The day before on which a tie changed; of the first, the next.
const dayBeside = () => records.days.findLast((day) => day < state.day) ?? records.days.find((day) => day > state.day);

const buildCompare = () => {
  const does = make("p", "", { class: "does" });
  const read = ({ read: { article, known } }) => article.words !== known.words || article.firm !== known.firm;
  if (!dayBox.hidden) does.append(action("Compare with another day", () => compare(dayBeside())), " ");
  if ([...records.events, ...records.relations].some(read)) does.append(action("Compare the two readings", () => compare(READINGS)));
  if (does.children.length) dayBox.after(does);
};
