// A chart of rows: one tab stop, its rows by arrow keys, and what a filter leaves of it.
const STEPS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

// As page.py cuts a chart into rows and marks.
const STARTS = /(?=<(?:div class="(?:row|pair|entry)[ "]|span class="mark"|g role="listitem"))/;

// The rows that are seen, as they are seen: on a phone some come first.
const rowsOf = (chart) => {
  const place = (row) => Number(view.getComputedStyle(row).order);
  return [...chart.querySelectorAll("[data-record]")].filter((row) => row.getClientRects().length)
    .map((row) => [place(row), row]).sort(([a], [b]) => a - b).map(([, row]) => row);
};

// Let the first row be the way in, unless another one is already.
const setWayIn = (chart) => {
  const rows = rowsOf(chart), now = rows.find((row) => row.tabIndex === 0) ?? rows[0];
  chart.querySelectorAll("[data-record]").forEach((row) => { row.tabIndex = row === now ? 0 : -1; });
};

const moveAlong = (event) => {
  const row = event.target.closest?.("figure.chart [data-record]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return go(row.dataset.record, row);
  }
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  const rows = rowsOf(row.closest("figure.chart")), at = rows.indexOf(row) + STEPS[event.key];
  const next = rows[Math.min(Math.max(at, 0), rows.length - 1)];
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};

const pick = (event) => {
  const row = event.target.closest?.("figure.chart [data-record]"), more = event.target.closest?.(".rowed .more");
  if (row && !String(view.getSelection())) {
    if (!opened) panel.classList.toggle("left", !row.closest(".rowed") && event.clientX > view.innerWidth / 2);
    go(row.dataset.record, row);
  }
  const marks = event.target.closest?.(".rowed .marks");
  if (marks) {
    marks.closest(".rowed").classList.add("taught");
    marks.hidden = true;
  }
  if (!more) return;
  more.closest(".group").classList.add("open");
  more.hidden = true;
  setWayIn(more.closest(".rowed"));
};

// What of a list of since and what holds on a day.
const heldSince = (steps, day) => steps.findLast(([since]) => day === null || since <= day)?.[1] ?? "";

const titleOn = ({ title, titles }) =>
  otherDay() && titles ? heldSince(titles, state.day).replace("{day}", dayInWords(state.day)) : title;

// Put a record into the column where it stands on a day; in none where it came later.
const moveMark = (mark, place) => {
  const pair = mark.closest(".pair");
  mark.classList.toggle("later", !place);
  if (!place) return;
  const cell = pair.querySelector(`[data-place="${place}"]`);
  const after = [...cell.children].find((other) => Number(other.dataset.nth) > Number(mark.dataset.nth));
  cell.insertBefore(mark, after ?? null);
};

// Whether a filter hides records; another reading alone has a title of its own.
const hiding = () => filterWords(records, { ...state, reading: records.own }) !== "";

// Offer the rows of each group that are folded.
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
  const place = make("p", "", { class: "default" });
  place.append(action("Show the whole report", clear));
  return chart.querySelector(".picture").before(place);
};

// Show a chart as its reading has it, without the rows that are hidden.
const drawRows = async (chart) => {
  chart.held ??= { kind: "readings", ...JSON.parse(await inflate(chart.querySelector(".plots").textContent)) };
  const { reading, readings, fixed } = chart.held;
  chart.dataset.kind = fixed ? "whole" : chart.held.kind;
  if (fixed) {
    countShut(chart);
    setNumbers(chart);
    setWayIn(chart);
    return ringRows(chart);
  }
  const picture = chart.querySelector(".picture"), now = readings[state.reading];
  chart.own ??= picture.innerHTML.split(STARTS);
  if ((chart.read ?? reading) !== state.reading) {
    picture.innerHTML = (now.pieces ?? chart.own).map((one) => chart.own[one] ?? one).join("");
    chart.read = state.reading;
  }
  const filtered = hiding(), { left } = countLine(records, state, countedIn(chart));
  const told = titleOn(now), alt = told === now.title ? now.alt : told;
  for (const [place, own, words] of [[".finding", "title", told], ["figcaption", "alt", alt]]) {
    twin(chart.querySelector(place), filtered ? `${left}: ${filterWords(records, state)}` : words === readings[reading][own] ? null : words);
  }
  setDefault(chart);
  for (const [id, places] of Object.entries(now.places ?? {})) {
    const mark = chart.querySelector(`[data-record="${id}"]`);
    if (mark) moveMark(mark, heldSince(places, state.day));
  }
  for (const row of chart.querySelectorAll("[data-record]")) {
    row.toggleAttribute("hidden", known.has(row.dataset.record) && !shownNow.has(row.dataset.record));
  }
  for (const row of chart.querySelectorAll(".row:not([data-record]), .pair:not(.heads)")) {
    row.hidden = !row.querySelector("[data-record]:not([hidden], .later)") && row.querySelector("[data-record]") !== null;
  }
  for (const group of chart.querySelectorAll(".group")) {
    group.hidden = !group.querySelector("[data-record]:not([hidden])");
  }
  countShut(chart);
  for (const marks of chart.querySelectorAll(".marks")) marks.hidden = chart.classList.contains("taught");
  setNumbers(chart);
  setWayIn(chart);
  ringRows(chart);
};

// A fold that opens shows its charts: each has a way in then.
const unfolded = (event) => event.target.querySelectorAll?.("figure.chart").forEach(setWayIn);

const ringRows = (chart) => {
  const near = touched(opened);
  for (const row of chart.querySelectorAll("[data-record]")) {
    row.classList.toggle("chosen", row.dataset.record === opened);
    row.classList.toggle("near", near.has(row.dataset.record));
  }
};
