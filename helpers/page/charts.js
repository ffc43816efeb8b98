// The charts: unpacked once, and shown as a filter, a reading and a day leave them.
const inflate = async (text) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

// A chart without data of its own is a drawing that nothing moves.
const unpackChart = async (chart) => {
  const packed = chart.querySelector(".plots");
  chart.held ??= packed ? JSON.parse(await inflate(packed.textContent)) : { fixed: true };
  return chart.held;
};

// As page.py cuts a chart into its elements.
const STARTS = /(?=<[a-z]+ (?!dir)[a-z-]+=")/;

// What of a list of since and what holds on a day.
const heldSince = (steps, day) => steps.findLast(([since]) => day === null || since <= day)?.[1] ?? "";

const titleOn = ({ title, titles }) =>
  otherDay() && titles?.length ? heldSince(titles, state.day).replace("{day}", dayInWords(state.day)) : title;

// ---- what stands otherwise on a day ----------------------------------------------------------

// The first element of each record in a chart, of all or of some kind.
const marksOf = (chart, where = "") => new Map([...chart.querySelectorAll(`${where}[data-record]`)].reverse().map((one) => [one.dataset.record, one]));

// Put a record into the column where it stands on a day; in none where it came later.
const moveMark = (mark, place) => {
  mark.classList.toggle("later", !place);
  if (!place || mark.parentElement.dataset.place === place) return;
  const cell = mark.closest(".pair").querySelector(`[data-place="${place}"]`);
  const after = [...cell.children].find((other) => Number(other.dataset.nth) > Number(mark.dataset.nth));
  cell.insertBefore(mark, after ?? null);
};

// Show a tie as Python wrote it for the day; its ground is hatched where a filter hides
// records that it rests on.
const setTie = (place, [told, drawn], rests) => {
  const words = [told, rests].filter(Boolean).join("; "), title = place.querySelector("title");
  if (place.shows !== drawn) {
    place.replaceChildren(...[title].filter(Boolean));
    place.insertAdjacentHTML("beforeend", drawn);
  }
  place.shows = drawn;
  if (title) title.textContent = words;
  else place.setAttribute("aria-label", words);
  place.classList.toggle("later", !drawn);
  place.classList.toggle("hatched", rests !== "");
};

// Show the ties of a chart on the day; give what is hidden of those that are seen.
const setTiesOf = (chart, drawn) => {
  const named = new Map([...standing.ties, ...standing.ahead].map((tie) => [tie.anchor, tie]));
  const hidden = new Map();
  for (const [where, steps] of Object.entries(drawn)) {
    const marks = marksOf(chart, where);
    for (const [id, held] of Object.entries(steps)) {
      const place = marks.get(id), tie = named.get(id);
      const rests = tie ? restsOn(tie, shownNow) : "";
      if (place) setTie(place, drawnWithout(chart, where, id) ?? (heldSince(held, state.day) || ["", ""]), rests);
      if (rests) hidden.set(id, `${tie.hover[0]}${id.startsWith("ahead-") ? " (prospect)" : ""} ${rests}`);
    }
  }
  return [...hidden.values()];
};

// ---- what a filter leaves ----------------------------------------------------------------------

// Whether a filter hides records; another reading alone has a title of its own.
// So has the report's own day without what is left out.
const hiding = () => (state.without && otherDay()) || filterWords(records, { ...state, reading: records.own, without: null }) !== "";

const closeUp = (chart) => {
  for (const row of chart.querySelectorAll("[data-record]")) {
    row.toggleAttribute("hidden", known.has(row.dataset.record) && !shownNow.has(row.dataset.record));
  }
  for (const row of chart.querySelectorAll(".row:not([data-record]), .pair:not(.heads)")) {
    row.hidden = !row.querySelector("[data-record]:not([hidden], .later)") && row.querySelector("[data-record]") !== null;
  }
  for (const group of chart.querySelectorAll(".group")) {
    group.hidden = !group.querySelector("[data-record]:not([hidden])");
  }
};

// Offer the rows of each group that are folded, and the marks of a phone's legend.
const countShut = (chart) => {
  for (const group of chart.querySelectorAll(".group")) {
    const left = (rows) => [...group.querySelectorAll(rows)].filter((row) => !row.hidden).length;
    const shut = left(".shut"), few = left(".shut, .calm"), more = group.querySelector(".more");
    if (!more) continue;
    more.hidden = !few || group.classList.contains("open");
    more.classList.toggle("none", !shut);
    more.querySelector(".broad").textContent = `${shut} more`;
    more.querySelector(".slim").textContent = count(few, "row");
  }
  for (const marks of chart.querySelectorAll(".marks")) marks.hidden = chart.classList.contains("taught");
};

// The tables whose records a chart shows.
const countedIn = (chart) => {
  const there = new Set([...chart.querySelectorAll("[data-record]")].map((one) => one.dataset.record));
  const names = ["events", "relations"].filter((name) => records[name].some(({ id }) => there.has(id)));
  return names.length ? names : undefined;
};

// Under the words of a filter one switch brings the report's own view back.
const setDefault = (chart) => {
  const there = chart.querySelector(".default"), on = filtering();
  if (there || !on) return there && (there.hidden = !on);
  return chart.querySelector(".picture").before(put(make("p", "", { class: "default" }), action("Show the whole report", clear)));
};

// Say in the finding's place what is shown, or what Python says of the day and reading.
const retitle = (chart, now, own, hidden) => {
  const told = titleWithout(chart, now.title) ?? titleOn(now), alt = told === now.title ? now.alt : told;
  const hatched = hidden.length ? ". On hatched ground: rests on records that it hides." : "";
  const left = `${countLine(records, state, countedIn(chart)).left}: ${filterWords(records, state)}${hatched}`;
  const said = hiding() ? left : null;
  twin(chart.querySelector(".finding"), said ?? (told === own.title ? null : told));
  const full = [said, hidden.length && `${hidden.join("; ")}.`].filter(Boolean).join(" ");
  twin(chart.querySelector("figcaption"), said ? full : alt === own.alt ? null : alt);
};

// Show a chart as the page has it now, or as one of two sides has it.
const draw = async (chart) => {
  await unpackChart(chart);
  if (chart.side === undefined) redraw(chart);
  else if (scenes[chart.side]) seenFrom(scenes[chart.side], () => redraw(chart));
};

// Show a chart as its reading and day have it, without what is hidden.
const redraw = (chart) => {
  const { reading, readings, fixed } = chart.held;
  chart.dataset.kind = fixed ? "fixed" : "moved";
  if (!fixed) {
    const picture = chart.querySelector(".picture"), now = { ...readings[reading], ...readings[state.reading] };
    chart.own ??= picture.innerHTML.split(STARTS);
    if ((chart.read ?? reading) !== state.reading) {
      const pieces = now.pieces ?? [[0]];
      picture.innerHTML = pieces.map((one) => (typeof one === "string" ? one : chart.own.slice(...one).join(""))).join("");
      chart.read = state.reading;
    }
    const marks = now.places ? marksOf(chart) : new Map();
    for (const [id, places] of Object.entries(now.places ?? {})) {
      const mark = marks.get(id);
      if (mark) moveMark(mark, heldSince(places, state.day));
    }
    markOtherwise(chart);
    retitle(chart, now, readings[reading], setTiesOf(chart, now.ties ?? {}));
    if (chart.side === undefined) setDefault(chart);
    closeUp(chart);
  }
  countShut(chart);
  setNumbers(chart);
  setWindow(chart);
  ring(chart);
};

// Outline the marks of the record that is open, and thinner those of what it touches.
const ring = (chart) => {
  const near = touched(opened);
  for (const row of chart.querySelectorAll("[data-record]")) {
    row.classList.toggle("chosen", row.dataset.record === opened);
    row.classList.toggle("near", near.has(row.dataset.record));
  }
};
