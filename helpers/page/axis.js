// The time axis of a chart: a drag over it chooses days, keys and the wheel look closer.
// Places are parts of the width, so a wider plot is the same drawing: nothing is laid out
// here, and no letter grows. What no longer fits is hidden, never cut.
const CLOSEST = 32, STEP = 1.5;
const timed = () => charts.filter((chart) => chart.querySelector(".axis[data-panels]"));

const panelsOf = (chart) => chart.querySelector(".axis").dataset.panels.split(";").map((one) => {
  const [unit, ...numbers] = one.split(","), [first, last, left, right] = numbers.map(Number);
  return { unit, first, last, left, right };
});

// Where a moment lies, a day's end being the next one's begin; as Panel.place.
const placeOn = (panels, day) => {
  const panel = panels.findLast(({ first }) => first <= day) ?? panels[0];
  return panel.left + limited((day - panel.first) / (panel.last + 1 - panel.first), 0, 1) * (panel.right - panel.left);
};

const dayOn = (panels, part) => {
  const { first, last, left, right } = panels.find((panel) => part <= panel.right) ?? panels.at(-1);
  return first + limited(Math.floor(((part - left) / (right - left)) * (last + 1 - first)), 0, last - first);
};

// ---- how close -----------------------------------------------------------------------------

const closeness = (chart) => chart.close ?? { zoom: 1, at: 0 };

// What of the axis is seen, in pixels of the window.
const sightOf = (chart) => {
  const { zoom, at } = closeness(chart), box = chart.querySelector(".axis .plot").getBoundingClientRect();
  return { left: box.left + at * box.width, right: box.left + (at + 1 / zoom) * box.width };
};

// Look from another place, as close as that; the whole axis at the most.
const look = (chart, zoom, at) => {
  const by = limited(zoom, 1, CLOSEST);
  chart.close = { zoom: by, at: limited(at, 0, 1 - 1 / by) };
  setWindow(chart);
};

// Look closer or from farther at what lies at a place, which stays where it is.
const closer = (chart, by, part) => {
  const { zoom, at } = closeness(chart), next = limited(zoom * by, 1, CLOSEST);
  look(chart, next, part - (part - at) * (zoom / next));
};
const zoomed = (chart, by) => closer(chart, by, closeness(chart).at + 0.5 / closeness(chart).zoom);
const along = (chart, by) => look(chart, closeness(chart).zoom, closeness(chart).at + by / closeness(chart).zoom);

const toTime = (chart) => {
  const { from, to } = chosenOn(chart), wide = (to - from) * 1.06;
  look(chart, 1 / Math.max(wide, 1 / CLOSEST), from - wide * 0.03);
};

// ---- what is seen ----------------------------------------------------------------------------

const boxesOf = (place, what) => [...place.querySelectorAll(what)].map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width || box.height);

// Where the marks of a row lie that are out of sight, with its date; null of others.
const offSight = (row, { left, right }) => {
  const texts = boxesOf(row, ".plot text"), marks = boxesOf(row, ".plot :is(rect, line, circle, path)").map(([, box]) => box);
  if (!marks.length || texts.some(([, box]) => box.left >= left - 1 && box.right <= right + 1)) return null;
  const said = texts[0]?.[0].textContent;
  if (marks.every((box) => box.right < left)) return { early: true, told: `\u2039 ${said ?? "earlier"}` };
  return marks.every((box) => box.left > right) ? { early: false, told: `${said ?? "later"} \u203a` } : null;
};

// Hide words at the edges that would be cut, and write the date of a row out of sight.
const fitWords = (chart) => {
  const frame = chart.querySelector(".frame"), rows = [...frame.querySelectorAll(".row")];
  frame.querySelectorAll("[data-cut]").forEach((text) => text.removeAttribute("data-cut"));
  rows.forEach((row) => ["data-off", "data-side"].forEach((name) => row.removeAttribute(name)));
  if (closeness(chart).zoom === 1) return;
  const sight = sightOf(chart), off = rows.map((row) => offSight(row, sight));
  const cut = boxesOf(frame, "svg.plot text").filter(([, { left, right }]) => (left < sight.left - 1 && right > sight.left) || (right > sight.right + 1 && left < sight.right));
  cut.forEach(([text]) => text.setAttribute("data-cut", ""));
  off.forEach((one, nth) => {
    if (!one) return;
    rows[nth].dataset.off = one.told;
    rows[nth].dataset.side = one.early ? "early" : "late";
  });
};

// What part of the axis is seen, in words: its days, and how time runs there.
const sightInWords = (chart) => {
  const { zoom, at } = closeness(chart), panels = panelsOf(chart);
  const days = [dayOn(panels, at), dayOn(panels, at + 1 / zoom - 1e-6)];
  const units = panels.filter(({ first, last }) => first <= days[1] && last >= days[0]).map(({ unit }) => `${unit} by ${unit}`);
  return `The axis from ${days.map(dayInWords).join(" to ")}, ${joined([...new Set(units)])}`;
};

const chosenOn = (chart, days = [state.start, state.end]) => {
  const panels = panelsOf(chart), [start, end] = days;
  return { from: start ? placeOn(panels, start) : 0, to: end ? placeOn(panels, end + 1) : 1 };
};

const windowOf = (chart) => {
  const there = chart.querySelector(".window");
  if (there) return there;
  const buttons = [
    ["+", "Closer", () => zoomed(chart, STEP)], ["\u2212", "Farther", () => zoomed(chart, 1 / STEP)],
    ["\u2039", "Earlier", () => along(chart, -0.25)], ["\u203a", "Later", () => along(chart, 0.25)],
    ["Whole axis", "Whole axis", () => zoomed(chart, 0)], ["Zoom to the time chosen", "Zoom to the time chosen", () => toTime(chart)],
  ].map(([text, name, does]) => action(text, does, { "aria-label": name }));
  const made = put(make("p", "", { class: "window" }), make("span", "", { role: "status" }), ...buttons);
  chart.querySelector(".picture").before(made);
  return made;
};

// Show a chart's axis as close as it is looked at, and the time that is chosen on it.
const setWindow = (chart) => {
  if (!chart.querySelector(".axis[data-panels]")) return;
  const { zoom, at } = closeness(chart), close = zoom > 1, time = Boolean(state.start || state.end);
  chart.classList.toggle("zoomed", close);
  chart.classList.toggle("timed", time || Boolean(chart.brush));
  const { from, to } = chosenOn(chart, chart.brush);
  for (const [name, value] of Object.entries({ zoom, at, from, to })) chart.style.setProperty(`--${name}`, value.toFixed(5));
  if (!close && !time) chart.querySelector(".window")?.remove();
  else {
    const buttons = [...windowOf(chart).querySelectorAll("button")];
    buttons.forEach((one, nth) => { one.hidden = nth < buttons.length - 1 ? !close : !time || close; });
    windowOf(chart).querySelector("span").textContent = close ? sightInWords(chart) : "";
  }
  fitWords(chart);
};

// ---- by pointer and by key ---------------------------------------------------------------

const partAt = (chart, clientX) => {
  const box = chart.querySelector(".axis .plot").getBoundingClientRect(), { zoom, at } = closeness(chart);
  return limited((clientX - box.left) / box.width, at, at + 1 / zoom);
};

// The first or last day of the month that a day lies in: no reader drags finer than the
// axis is marked.
const dateOf = (day) => new Date((day - EPOCH) * DAY).getUTCDate();
const roundedTo = (panels, day, end) => {
  const { unit, first, last } = panels.find((panel) => day <= panel.last) ?? panels.at(-1);
  if (unit === "day") return day;
  const begin = day - dateOf(day) + 1, next = begin + 31;
  return limited(end ? next - dateOf(next) : begin, first, last);
};

const brushed = (chart) => (event) => {
  const axis = event.target.closest(".axis[data-panels]");
  if (!axis) return null;
  const panels = panelsOf(chart), from = event.clientX, begun = dayOn(panels, partAt(chart, from));
  axis.focus({ preventScroll: true });
  const goes = ({ clientX }) => {
    if (Math.abs(clientX - from) < 4 && !chart.brush) return;
    const days = [begun, dayOn(panels, partAt(chart, clientX))].sort((a, b) => a - b);
    chart.brush = days.map((day, nth) => roundedTo(panels, day, nth === 1));
    chart.style.setProperty("--told", `"${chart.brush.map(dayInWords).join(" to ")}"`);
    setWindow(chart);
  };
  goes.over = ({ type }) => {
    const [start, end] = chart.brush ?? [];
    chart.brush = undefined;
    chart.style.removeProperty("--told");
    if (start && type === "pointerup") between(start, end);
    setWindow(chart);
  };
  return goes;
};

const wheeled = (chart) => (event) => {
  const { left, right } = sightOf(chart);
  if (event.clientX < left || event.clientX > right || !event.target.closest(".frame")) return;
  const aside = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0;
  if (event.ctrlKey) closer(chart, Math.exp(-event.deltaY / 250), partAt(chart, event.clientX));
  else if (aside && closeness(chart).zoom > 1) along(chart, aside / (right - left));
  else return;
  event.preventDefault();
};

// Keys of the axis; in a row plus, minus and 0 do the same, and arrows with Shift.
const axisKeys = (event) => {
  const chart = event.target.closest?.("figure.chart"), axis = event.target.matches?.(".axis");
  const ours = (axis || event.target.matches?.("[data-record]")) && chart?.querySelector(".axis[data-panels]");
  if (!ours || event.ctrlKey || event.metaKey || event.altKey) return;
  const far = { Home: -CLOSEST, End: CLOSEST, ArrowLeft: -0.25, ArrowRight: 0.25 }[event.key];
  const by = { "+": STEP, "=": STEP, "-": 1 / STEP, 0: 0 }[event.key];
  if (by !== undefined) zoomed(chart, by);
  else if (far && (axis || (event.shiftKey && Math.abs(far) < 1))) along(chart, far);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
};

const buildAxes = () => {
  root.addEventListener("keydown", axisKeys, true);
  // A card that opens, or another window, leaves a chart another width.
  const widths = new view.ResizeObserver((all) => all.forEach(({ target }) => fitWords(target)));
  for (const chart of timed()) {
    widths.observe(chart);
    dragged(chart.querySelector(".picture"), brushed(chart));
    chart.addEventListener("wheel", wheeled(chart), { passive: false });
    // A file has the whole axis, however close one looks.
    chart.addEventListener("click", ({ target }) => target.closest(".save") && look(chart, 1, 0), true);
  }
};
