// The controls: what is asked of the records, by group, and the days.
// What cannot be shown, in a sentence.
const notice = make("p", "", { class: "told", role: "status" });

// ---- the controls ------------------------------------------------------------------------

// Values of a list that are seen before a name is typed.
const LISTED = 40;
const BOXES = { actors: "actor", voices: "voice", statuses: "status", layers: "layer", kinds: "kind", basis: "basis" };

const option = (type, name, value, text) => put(make("label"), make("input", "", { type, name, value }), ` ${text}`);

const group = (name, title, options, help = "") =>
  put(make("fieldset", "", { class: name }), make("legend", title), ...(help ? [make("p", help, { class: "small" })] : []), ...options);

const valued = (values) => values.map((value) => make("option", "", { value }));

const boxes = (name) => [...choices.querySelectorAll(`[name=${name}]`)];
const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);
const pairBox = () => choices.querySelector("[name=pair]");

const setChoices = () => {
  for (const [key, name] of Object.entries(BOXES)) {
    for (const box of boxes(name)) box.checked = !state[key] || state[key].includes(box.value);
  }
  for (const box of boxes("dates")) box.checked = box.value === state.reading;
  const pair = state.pair.join(" ");
  if (![...pairBox().options].some(({ value }) => value === pair)) pairBox().append(...valued([pair]));
  pairBox().value = pair;
  for (const name of ["start", "end"]) setField(name);
  setCounts();
};

const setField = (name) => {
  const field = choices.querySelector(`[data-day=${name}]`);
  field.value = state[name] === null ? "" : isoOf(state[name]);
  field.setAttribute("aria-invalid", "false");
};

// How many events and relations each value shows, the other filters as they are.
const setCounts = () => {
  if (choices.hidden) return;
  for (const [key, name] of Object.entries(BOXES)) {
    const found = countValues(records, state, key);
    for (const box of boxes(name)) box.nextElementSibling.textContent = found.get(box.value) ?? 0;
  }
  for (const box of boxes("dates")) box.nextElementSibling.textContent = remaining(records, { ...state, reading: box.value }).length;
  const pairs = [...pairBox().options].filter(({ value }) => value), pairOf = ({ value }) => value.split(" ");
  const between = countPairs(remaining(records, { ...state, pair: [] }), records, pairs.map(pairOf));
  for (const one of pairs) one.textContent = `${pairName(records, pairOf(one))} ${between(pairOf(one))}`;
  for (const [name, parts] of Object.entries(filterParts(records, state))) {
    choices.querySelector(`[data-group=${name}] summary small`).textContent = parts.filter(Boolean).join("; ");
  }
};

// None ticked of a list, or all, is no filter.
const readChoices = () => {
  const some = (name) => (ticked(name).length % boxes(name).length ? ticked(name) : null);
  const [reading = state.reading] = ticked("dates");
  change({
    actors: ticked("actor"), voices: ticked("voice"), layers: ticked("layer"), reading,
    statuses: some("status"), kinds: some("kind"), basis: some("basis"),
    pair: pairBox().value.split(" ").filter(Boolean),
  });
};

// Of a long list what has most, what is ticked and what bears the name that is typed.
const narrow = (list) => {
  const word = folded(list.previousElementSibling.value.trim());
  [...list.children].forEach((label, nth) => {
    const { value, checked } = label.firstChild, names = [records.names[value] ?? "", ...(records.called[value] ?? [])];
    label.hidden = !checked && (word ? !names.some((name) => folded(name).includes(word)) : nth >= LISTED);
  });
};

const toFind = (help, { length }) => (length > LISTED ? `${help} Listed are the ${LISTED} with most records; type a name for the others.` : help);

const finder = (text, options) => {
  const input = make("input", "", { type: "text", placeholder: text, "aria-label": text, autocomplete: "off" });
  const list = put(make("div", "", { class: "options" }), ...options);
  input.addEventListener("input", () => narrow(list));
  return [input, list];
};

// Values by how many records have them.
const mostFirst = (key) => [...countValues(records, state, key)].sort(([, a], [, b]) => b - a).map(([value]) => value).filter(Boolean);

const counted = (type, name, values, words) => values.map((value) => put(option(type, name, value, words(value)), " ", make("small")));

// The pairs that have a tie, or may have one.
const pairsAsked = () => {
  const { rows } = records.standings, found = new Set(rows.filter(({ a, b }) => a !== b).map(({ a, b }) => [a, b].sort().join(" ")));
  return put(make("select", "", { name: "pair", "aria-label": "Between two actors" }), make("option", "any two", { value: "" }), ...valued([...found]));
};

const typedDay = (name, text) =>
  put(make("label", `${text} `), make("input", "", { type: "text", "data-day": name, size: 10, autocomplete: "off" }));

const askedFor = () => {
  const { text, names: called } = records, list = (key) => records[key] ?? mostFirst(key);
  const boxesOf = (key, words) => counted("checkbox", BOXES[key], list(key), words);
  const few = (key, title, help, words = (value) => value) => group("few", title, boxesOf(key, words), help);
  const origins = counted("checkbox", "voice", Object.keys(ORIGINS), (word) => ORIGINS[word]);
  const voices = counted("checkbox", "voice", mostFirst("voices").filter((voice) => !ORIGINS[voice]), (voice) => voiceName(records, voice));
  const actors = boxesOf("actors", (actor) => called[actor]);
  return {
    Time: [group("few", "Between two days", [typedDay("start", "From"), typedDay("end", "To")], "Only what can have been then. A day, month or year: 2021-08-26, 2021-08 or 2021.")],
    Who: [
      group("actors", "Actors, with all who act for them", finder("Find an actor by any name", actors), toFind("Only records of these actors. Each number counts events and relations.", actors)),
      group("few", "Between two actors", [pairsAsked()], "Only records that both have part in."),
    ],
    Evidence: [
      group("voices", "Who says it", [...origins, ...finder("Find a voice or source", voices)], toFind("Only what these say or pass on.", voices)),
      few("statuses", "Status", "How firm it is."),
      few("layers", "Layer", "Who tells of it.", (layer) => inLayer(records, layer)),
      few("kinds", "Events", "Something done, or something said."),
      few("basis", "Relations", "What a relation rests on."),
    ],
    ...(readingsDiffer() && {
      Reading: [group("few", "Dates and statuses", counted("radio", "dates", Object.keys(READ), (r) => readAs(records, r)), `Which of them is read, where the ${text} and other sources differ.`)],
    }),
  };
};

const buildChoices = () => {
  const folds = Object.entries(askedFor()).map(([title, fields]) => put(
    make("details", "", { class: "asked", name: "asked", "data-group": title.toLowerCase() }),
    put(make("summary", `${title} `), make("small")), put(make("div"), ...fields),
  ));
  choices.querySelector(".boxes").replaceChildren(...folds);
  choices.addEventListener("change", ({ target }) => {
    if (target.dataset.day) typeDay(target);
    else if (target.name) readChoices();
  });
  line.after(notice);
};

const unfold = (open) => {
  choices.hidden = !open;
  for (const list of choices.querySelectorAll(".options")) {
    list.previousElementSibling.value = "";
    narrow(list);
  }
  filterButton.setAttribute("aria-expanded", String(open));
  if (!open) return;
  if (!choices.querySelector(".asked[open]")) choices.querySelector("[data-group=who]").open = true;
  setCounts();
  choices.querySelector("summary").focus();
};

// ---- days ------------------------------------------------------------------------------------

// Take a day as it is typed; where it is none, say so and leave all as it is.
const typeDay = (input) => {
  const name = input.dataset.day, blank = !input.value.trim(), day = blank ? null : dayOf(input.value, name !== "start");
  const { start, end } = { ...state, [name]: day };
  const late = start !== null && end !== null && start > end;
  const wrong = !blank && day === null ? `${quote(input.value)} is no day: ${DAY_SAID}.` : late ? "The last day comes before the first." : "";
  input.setAttribute("aria-invalid", String(wrong !== ""));
  if (wrong) return tell(wrong);
  if (name !== "day") return change({ [name]: day });
  const [ours, said] = blank ? [startOf(records).day, ""] : dayShown(records, day);
  change({ day: ours });
  setDay();
  return tell(said);
};

const tell = (text) => {
  notice.textContent = text;
};

// The stop of the slider that holds on the day.
const stopOf = (day) => records.days.findLastIndex((stop) => stop <= day);

const setDay = () => {
  const nth = stopOf(state.day), said = state.day === null ? "" : dayInWords(state.day);
  slider.value = nth;
  slider.setAttribute("aria-valuetext", said);
  dayBox.querySelector("output").textContent = said;
  dayBox.querySelector(".earlier").disabled = state.day <= records.days[0];
  dayBox.querySelector(".later").disabled = nth >= records.days.length - 1;
  setField("day");
  dayBox.querySelector("[name=as-of]").checked = state.asOf;
};

const step = (by) => {
  const between = by < 0 && records.days[stopOf(state.day)] < state.day;
  change({ day: records.days[stopOf(state.day) + (between ? 0 : by)] ?? state.day });
};

const buildDay = () => {
  dayBox.hidden = records.days.length < 2 || !records.relations.some((r) => r.sign);
  slider.max = Math.max(0, records.days.length - 1);
  const asOf = option("checkbox", "as-of", "on", "leave later records out");
  asOf.addEventListener("change", (event) => {
    event.stopPropagation(); // it is none of the lists
    change({ asOf: asOf.firstChild.checked });
  });
  dayBox.append(typedDay("day", "or type a day"), asOf);
  slider.addEventListener("input", () => change({ day: records.days[slider.value] }));
  dayBox.querySelector(".earlier").addEventListener("click", () => step(-1));
  dayBox.querySelector(".later").addEventListener("click", () => step(1));
};

