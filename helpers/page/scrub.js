// A time: a strip of how many records began in each month, with a begin and an end to
// move; and the same by the axis of a chart. Both set the start and end of what is shown.
const strip = make("div", "", { class: "strip" });
const scrubBox = make("div", "", { class: "scrub", role: "group", "aria-label": "Time" });
const ENDS = ["start", "end"];

const limited = (value, least, most) => Math.min(Math.max(value, least), most);

// The days that are shown, whole stretches where no end is set.
const timeOf = () => {
  const { edges } = records.scrub;
  return [state.start ?? edges[0], state.end ?? edges.at(-1) - 1];
};

// Show only what may lie between two days; those at the ends of the strip are none.
const setTime = (start, end) => {
  const { edges } = records.scrub;
  change({ start: start > edges[0] ? start : null, end: end < edges.at(-1) - 1 ? end : null });
};

const timeInWords = () => [state.start && `from ${dayInWords(state.start)}`, state.end && `to ${dayInWords(state.end)}`].filter(Boolean).join(" ");

// Where a day lies in the strip, and which day lies where: each stretch is as wide.
const placeOfDay = (day) => {
  const { edges } = records.scrub, last = edges.length - 1;
  const nth = limited(edges.findLastIndex((edge) => edge <= day), 0, last - 1);
  return limited((nth + (day - edges[nth]) / (edges[nth + 1] - edges[nth])) / last, 0, 1);
};
const stretchAt = (clientX) => {
  const box = strip.getBoundingClientRect(), many = records.scrub.edges.length - 1;
  return limited(Math.floor(((clientX - box.left) / box.width) * many), 0, many - 1);
};

// ---- by keyboard -------------------------------------------------------------------------

const LONG = { month: 12 };
const scrubKeys = () => {
  const far = LONG[records.scrub.unit] ?? 10;
  return { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: far, PageDown: -far, Home: -Infinity, End: Infinity };
};

// Move an end by stretches, from wherever it is to the next edge that lies that way.
const moveEnd = (which, by) => {
  const { edges } = records.scrub, days = timeOf(), at = ENDS.indexOf(which);
  const own = days[at] + at, last = edges.length - 1; // an end lies before an edge
  const now = by > 0 ? edges.findLastIndex((edge) => edge <= own) : edges.findIndex((edge) => edge >= own);
  const [least, most] = at ? [edges.findIndex((edge) => edge > days[0]), last] : [0, edges.findLastIndex((edge) => edge <= days[1])];
  days[at] = edges[limited(now + by, least, most)] - at;
  setTime(...days);
};

const endHandle = (which, label) => {
  const one = make("span", "", { role: "slider", tabindex: "0", class: `grip ${which}`, "aria-label": label });
  one.addEventListener("keydown", (event) => {
    const by = scrubKeys()[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveEnd(which, by);
  });
  return one;
};

// ---- by pointer --------------------------------------------------------------------------

// Tell of a drag from where it begins to where it is; what begins it says what it does.
const dragged = (place, begins) => {
  place.addEventListener("pointerdown", (event) => {
    const goes = event.button ? null : begins(event);
    if (!goes) return;
    const end = () => place.removeEventListener("pointermove", goes);
    attempt(() => place.setPointerCapture(event.pointerId)); // not of a pointer that is made up
    place.addEventListener("pointermove", goes);
    for (const over of ["pointerup", "pointercancel"]) place.addEventListener(over, end, { once: true });
  });
};

// A drag on the strip is a new time; one on an end moves that, one below it the day.
const scrubbed = (event) => {
  const { edges } = records.scrub, which = ENDS.find((end) => event.target.matches(`.${end}`));
  if (event.target.matches(".days")) {
    toStop(event);
    return toStop;
  }
  const [start, end] = timeOf(), from = stretchAt(event.clientX);
  const fixed = which === "start" ? end : start;
  const reach = (nth, other) => setTime(edges[Math.min(nth, other)], edges[Math.max(nth, other) + 1] - 1);
  const goes = ({ clientX }) => {
    const nth = stretchAt(clientX);
    if (!which) reach(nth, from);
    else if (which === "start") setTime(Math.min(edges[nth], fixed), end);
    else setTime(start, Math.max(edges[nth + 1] - 1, fixed));
  };
  if (!which) goes(event);
  return goes;
};

// The last day before a place on which a tie changes.
const toStop = ({ clientX }) => {
  const end = records.scrub.edges[stretchAt(clientX) + 1];
  change({ day: records.days.findLast((day) => day < end) ?? records.days[0] });
};

// ---- as it is ----------------------------------------------------------------------------

// What began in each stretch: of all, and of what the other filters leave.
const begun = () => {
  const { table, began, edges } = records.scrub, bars = edges.slice(1).map(() => [0, 0]);
  const ids = shown(records, { ...state, start: null, end: null });
  let open = 0, left = 0;
  records[table].forEach(({ id }, nth) => {
    const bar = began[state.reading][nth], stays = ids.has(id);
    left += stays;
    if (bar < 0) open += stays;
    else bars[bar] = [bars[bar][0] + 1, bars[bar][1] + stays];
  });
  return { bars, open, left };
};

const drawBars = (bars) => {
  const most = Math.max(...bars.map(([all]) => all)), wide = 100 / bars.length;
  const bar = (high, nth, look) => high && `<rect class="${look}" x="${(nth * wide).toFixed(3)}%" width="${(wide * 0.8).toFixed(3)}%" y="${100 - (100 * high) / most}%" height="${(100 * high) / most}%"/>`;
  strip.querySelector("svg").innerHTML = bars.map(([all, left], nth) => [bar(all, nth, "f-rule"), bar(left, nth, "f-quiet")].filter(Boolean).join("")).join("");
};

const setEnd = (which, day) => {
  const one = strip.querySelector(`.${which}`), days = timeOf();
  const [least, most] = [records.scrub.edges[0], records.scrub.edges.at(-1) - 1];
  const limits = which === "start" ? [least, days[1]] : [days[0], most];
  for (const [name, value] of [["valuemin", limits[0]], ["valuemax", limits[1]], ["valuenow", day], ["valuetext", dayInWords(day)]]) one.setAttribute(`aria-${name}`, value);
};

const setScrub = () => {
  if (scrubBox.hidden) return;
  const { bars, open, left } = begun(), [start, end] = timeOf(), { table, unit } = records.scrub;
  drawBars(bars);
  const style = { "--start": placeOfDay(start), "--end": placeOfDay(end + 1), "--day": placeOfDay(state.day ?? 0) };
  for (const [name, value] of Object.entries(style)) strip.style.setProperty(name, value.toFixed(4));
  setEnd("start", start);
  setEnd("end", end);
  scrubBox.querySelector("output").textContent = timeInWords() || "any time";
  scrubBox.querySelector("button").hidden = !(state.start || state.end);
  const noun = table.slice(0, -1), those = open ? `${open} of ${count(left, noun)}` : "";
  scrubBox.querySelector(".open").textContent = those && `${those} ${open === 1 ? "is" : "are"} not dated to a ${unit}.`;
};

const buildScrub = () => {
  const { edges, ticks, table, unit } = records.scrub, lane = make("span", "", { class: "days" });
  scrubBox.hidden = edges.length < 3;
  if (scrubBox.hidden) return;
  lane.hidden = dayBox.hidden;
  const names = make("div", "", { class: "names", "aria-hidden": "true" });
  names.append(...ticks.map(([place, name]) => make("span", name, { style: `--at:${place}` })));
  strip.innerHTML = '<svg aria-hidden="true"></svg><span class="pick"></span>';
  strip.append(endHandle("start", "From"), endHandle("end", "To"), lane);
  const told = make("p"), whole = action("Any time", () => change({ start: null, end: null }));
  told.append(make("b", `${table[0].toUpperCase()}${table.slice(1)} a ${unit}`), ": ", make("output"), " ", whole);
  scrubBox.append(told, strip, names, make("p", "", { class: "open small" }));
  dayBox.before(scrubBox);
  dragged(strip, scrubbed);
  setScrub();
};
