// A time: a strip of how many records began in each month, with a begin and an end to
// move; and the same by the axis of a chart. Both set the start and end of what is shown.
const strip = make("div", "", { class: "strip" });
const scrubBox = make("div", "", { class: "scrub", role: "group", "aria-label": "Time" });

const upperFirst = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;
const limited = (value, least, most) => Math.min(Math.max(value, least), most);

// The days that are shown, whole stretches where no end is set.
const timeOf = () => {
  const { edges } = records.scrub;
  return [state.start ?? edges[0], state.end ?? edges.at(-1) - 1];
};

// Show only what may lie between two days, or from or up to one.
const between = (start, end) => {
  change({ start, end });
  setChoices();
};

// The same of stretches; the ends of the strip are none of the time.
const setTime = (start, end) => {
  const { edges } = records.scrub;
  between(start > edges[0] ? start : null, end < edges.at(-1) - 1 ? end : null);
};

const timeInWords = () => filterParts(records, state).time.slice(0, 2).filter(Boolean).join(" ");

// Where a day lies in the strip, and which day lies where: each stretch is as wide.
const nthOf = (day) => limited(records.scrub.edges.findLastIndex((edge) => edge <= day), 0, records.scrub.edges.length - 2);
const placeOfDay = (day) => {
  const { edges } = records.scrub, nth = nthOf(day);
  return limited((nth + (day - edges[nth]) / (edges[nth + 1] - edges[nth])) / (edges.length - 1), 0, 1);
};
const stretchAt = (clientX) => {
  const box = strip.getBoundingClientRect(), many = records.scrub.edges.length - 1;
  return limited(Math.floor(((clientX - box.left) / box.width) * many), 0, many - 1);
};

// ---- by keyboard -------------------------------------------------------------------------

const BY = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12, Home: -Infinity, End: Infinity };

// Move an end by stretches, from wherever it is to the next edge that lies that way.
const moveEnd = (nth, by) => {
  const { edges } = records.scrub, days = timeOf(), own = days[nth] + nth; // it lies before an edge
  const now = by > 0 ? edges.findLastIndex((edge) => edge <= own) : edges.findIndex((edge) => edge >= own);
  const [least, most] = nth ? [edges.findIndex((edge) => edge > days[0]), edges.length - 1] : [0, nthOf(days[1])];
  days[nth] = edges[limited(now + by, least, most)] - nth;
  setTime(...days);
};

const endHandle = (which, nth) => {
  const one = make("span", "", { role: "slider", tabindex: "0", class: `grip ${which}`, "data-other": 1 - nth, "aria-label": nth ? "To" : "From" });
  one.addEventListener("keydown", (event) => {
    if (!(event.key in BY) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveEnd(nth, BY[event.key]);
  });
  return one;
};

// ---- by pointer --------------------------------------------------------------------------

// Tell of a drag from where it begins to where it is; what begins it says what it does.
const dragged = (place, begins) => {
  place.addEventListener("pointerdown", (event) => {
    const goes = event.button ? null : begins(event);
    if (!goes) return;
    const ends = ["pointerup", "pointercancel"], over = (last) => {
      place.removeEventListener("pointermove", goes);
      for (const end of ends) place.removeEventListener(end, over);
      goes.over?.(last);
    };
    attempt(() => place.setPointerCapture(event.pointerId)); // not of a pointer that is made up
    place.addEventListener("pointermove", goes);
    for (const end of ends) place.addEventListener(end, over);
  });
};

// A drag on the strip is a new time; one on an end moves that, one below it the day.
const scrubbed = (event) => {
  const { target } = event, lower = target.matches(".days"), other = target.dataset.other;
  const from = other ? nthOf(timeOf()[other]) : stretchAt(event.clientX);
  const goes = lower ? toStop : ({ clientX }) => {
    const [first, last] = [from, stretchAt(clientX)].sort((a, b) => a - b), { edges } = records.scrub;
    setTime(edges[first], edges[last + 1] - 1);
  };
  if (!other) goes(event);
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

const setScrub = () => {
  if (scrubBox.hidden) return;
  const { edges, table, unit } = records.scrub, { bars, open, left } = begun(), days = timeOf(), [start, end] = days;
  drawBars(bars);
  const style = { start: placeOfDay(start), end: placeOfDay(end + 1), day: placeOfDay(state.day ?? 0) };
  for (const [name, place] of Object.entries(style)) strip.style.setProperty(`--${name}`, place.toFixed(4));
  strip.querySelectorAll(".grip").forEach((one, nth) => {
    const told = { valuemin: nth ? start : edges[0], valuemax: nth ? edges.at(-1) - 1 : end, valuenow: days[nth], valuetext: dayInWords(days[nth]) };
    for (const [name, value] of Object.entries(told)) one.setAttribute(`aria-${name}`, value);
  });
  scrubBox.querySelector(".time").textContent = timeInWords() || "any time";
  scrubBox.querySelector("button").hidden = !(state.start || state.end);
  const all = count(left, table.slice(0, -1));
  scrubBox.querySelector(".open").textContent = open ? `${open} of ${all} ${open === 1 ? "is" : "are"} not dated to a ${unit}.` : "";
};

const buildScrub = () => {
  const { edges, ticks, table, unit } = records.scrub, lane = make("span", "", { class: "days" });
  scrubBox.hidden = edges.length < 3;
  if (scrubBox.hidden) return;
  lane.hidden = dayBox.hidden;
  const names = ticks.map(([place, name]) => make("span", name, { style: `--at:${place}` }));
  strip.innerHTML = '<svg aria-hidden="true"></svg><span class="pick"></span>';
  put(strip, endHandle("start", 0), endHandle("end", 1), lane);
  put(
    scrubBox,
    put(make("p"), make("b", `${upperFirst(table)} a ${unit}`), ": ", make("span", "", { class: "time" }), " ", action("Any time", () => between(null, null))),
    strip, put(make("div", "", { class: "names", "aria-hidden": "true" }), ...names), make("p", "", { class: "open small" }),
  );
  dayBox.before(scrubBox);
  dragged(strip, scrubbed);
  setScrub();
};
