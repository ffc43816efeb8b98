// Without one source or voice: what Python has computed of that is shown, and nothing is
// computed here. It is of the report's own reading; its ties are of the report's own day.
let leaving = null; // where the reader asks for it

const noted = (entry) => Object.entries(entry.read).filter(([, told]) => told.read).map(([id]) => id);

// ---- what then stands otherwise --------------------------------------------------------------

const altered = new Map(); // each record that now reads otherwise, as it was

const alter = (id, read, more) => {
  const record = rowsById.get(id), { when, sources, voices } = record, own = { ...record.read[records.own], ...read };
  altered.set(record, { read: record.read, when, sources, voices });
  Object.assign(record, more, { read: { ...record.read, [records.own]: own } });
};

// Tell the records as they are without what is left out; what is not of it as it was.
const setAltered = () => {
  for (const [record, was] of altered) Object.assign(record, was);
  altered.clear();
  for (const line of root.querySelectorAll(".by-order")) line.hidden = Boolean(state.without);
  if (!state.without) return;
  const { gone, read, why, kind, id: own } = state.without, off = new Set(gone);
  for (const [id, { sources, voices }] of rowsById) {
    const fewer = sources.includes(own) || voices.includes(own), { read: told = {}, ...more } = read[id] ?? {};
    if (!(fewer || id in read || off.has(id))) continue;
    const other = (one) => one !== own, left = { sources: kind === "sources" ? sources.filter(other) : sources, voices: voices.filter(other) };
    alter(id, off.has(id) ? { ...told, off: why } : told, { ...left, ...more });
  }
};

const tiesLeft = (those, part) => {
  if (!state.without || otherDay()) return those;
  const ours = (tie) => tie && { ...tie, records: tie.records.filter((id) => rowsById.has(id)) };
  const ties = Object.fromEntries(Object.entries(state.without.ties).map(([anchor, tie]) => [anchor, ours(tie)])), there = new Set(those.map(({ anchor }) => anchor));
  const come = Object.values(ties).filter((tie) => tie && !there.has(tie.anchor) && (part === "ahead") === tie.anchor.startsWith("ahead-"));
  return [...those.flatMap((tie) => (tie.anchor in ties ? ties[tie.anchor] ?? [] : [tie])), ...come];
};

// The words and the drawing of a tie that then stands otherwise; undefined of any other.
const drawnWithout = (chart, where, id) => {
  if (!state.without || otherDay() || !(id in state.without.ties)) return undefined;
  const drawn = state.without.drawn[chart.id.replace("figure-", "")]?.[where]?.[id];
  return drawn?.map((place) => records.without.texts[place]) ?? ["", ""];
};

// What Python says over a chart then, and what the chart does not show anew.
const titleWithout = (chart, title) => {
  if (!state.without) return undefined;
  const { label, titles } = state.without, marked = chart.querySelector(".otherwise:not([hidden])");
  const dashed = marked ? ". Dashed: drawn as in the whole report, reads otherwise now." : "";
  return `${upperFirst(label)}: ${titles[chart.id.replace("figure-", "")] ?? title}${dashed}`;
};

const markOtherwise = (chart) => {
  const ids = new Set(state.without ? noted(state.without) : []);
  for (const mark of chart.querySelectorAll("[data-record]")) mark.classList.toggle("otherwise", ids.has(mark.dataset.record));
};

// The lines of records that stay and read otherwise.
const setAbouts = () => {
  const ids = new Set(state.without ? noted(state.without) : []);
  for (const { id, about } of rows) if (ids.has(id)) twin(about, aboutOf(rowsById.get(id)));
};

// ---- how it reads --------------------------------------------------------------------------

const listOf = (title, lines, more = {}) => (lines.length ? [opening(`${title} (${lines.length})`, more, put(make("ul"), ...lines))] : []);

const lineOf = (...parts) => put(make("li", "", { dir: "auto" }), ...parts);

const recordIn = (id) => lineOf(link(id, rowsById.get(id)?.title ?? nameOf(id)), " ", make("small", rowsById.has(id) ? aboutOf(rowsById.get(id)) : ""));

const tieLine = ([anchor, now]) => {
  const before = standingOn(records.standings, startOf(records));
  const was = [...before.ties, ...before.ahead].find((tie) => tie.anchor === anchor);
  const said = (tie) => tie?.about ?? "no record", same = said(was) === said(now);
  return lineOf(make("b", (now ?? was).hover[0]), `: ${said(was)} \u2192 ${same ? "the same, on other records or origins" : said(now)}`);
};

// The view of this report, without what is left out, as values that differ from a plain one.
const valuesWithout = ({ by, id }) => {
  const values = ownValues();
  return { ...values, [by]: [...(values[by] ?? []), id] };
};

const shell = (text) => (/^[\w./+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const commandFor = (values) =>
  ["dateline report", shell(records.asks.case), ...Object.entries(values).map(([name, value]) => `-p ${name} ${shell([value].flat().join(";"))}`)].join(" ");

// What it takes to have all of it anew, which only Python can do.
const anew = (values) => {
  const said = make("span", "", { role: "status" }), command = commandFor(values);
  const does = ask("live") ? action("Show this view", () => awaited(said, () => ask("view", values))) : action("Copy", () => ask("copy", command));
  const told = make("p", "What no filter moves, every sentence of the chapters, and other days and readings are still those of the whole report; what order adds to dates is hidden. All of it anew: ");
  return [told, make("pre", command, { tabindex: "0" }), put(make("p"), does, " ", said)];
};

const toldOf = (entry) => {
  const { label, gone, come, findings, ties, anchor } = entry;
  const changes = [gone.length && `${count(gone.length, "record")} ${gone.length === 1 ? "goes" : "go"}`, findings.length && `${count(findings.length, "count")} ${findings.length === 1 ? "changes" : "change"}`];
  const head = make("p", `${upperFirst(label)} ${joined(changes.filter(Boolean)) || "no record goes and no count changes"}. What loses its support is not refuted. `);
  if (come.length) head.append(`${upperFirst(count(come.length, "record"))} more ${come.length === 1 ? "comes" : "come"} in, of which this page has nothing. `);
  if (byId(anchor)) head.append(link(anchor, "All that goes and comes"));
  return [
    head,
    ...listOf("What is counted", findings.map(([name, change]) => lineOf(`${upperFirst(name)}: ${change}`)), { open: "" }),
    ...listOf("Ties of the day", Object.entries(ties).map(tieLine), { open: "" }),
    ...listOf("What rests on it", gone.map(recordIn)),
    ...listOf("Told otherwise", noted(entry).map(recordIn)),
    ...anew(valuesWithout(entry)),
  ];
};

// Show what is chosen, whoever chose it.
const setWithout = () => {
  if (!leaving) return;
  const { select, told, said } = leaving, { without } = state;
  if (without || state.reading === records.own) said.textContent = "";
  select.value = without?.anchor ?? "";
  if (told.shows !== without) told.replaceChildren(...(without ? toldOf(without) : []));
  told.shows = without;
};

// Another reading has to be computed: nothing is left out of it here.
const keepReading = () => {
  if (!state.without || state.reading === records.own) return;
  const values = { ...valuesWithout(state.without), dates: state.reading };
  leaving.said.textContent = `Read otherwise nothing is left out here; that has to be computed: ${commandFor(values)}`;
  state = { ...state, without: null };
};

// ---- built once ------------------------------------------------------------------------------

const optionsOf = (title, entries) => {
  const options = entries.map(({ anchor, label, gone }) => make("option", `${label.replace(/^without /, "")}${gone.length ? ` (${count(gone.length, "record")})` : ""}`, { value: anchor }));
  return options.length ? [put(make("optgroup", "", { label: title }), ...options)] : [];
};

const nameOf = (id) => records.names[id] ?? (says(byId(id)?.querySelector("b")) || id);

// What changes nothing, in the form of what does.
const stillEntries = () => Object.entries(records.without.still).flatMap(([kind, ids]) =>
  ids.map((id) => ({ id, kind, anchor: `${kind}-${id}`, by: kind === "voices" ? "mute" : "exclude", label: `without ${nameOf(id)}`, gone: [], come: [], read: {}, ties: {}, titles: {}, drawn: {}, findings: [] })));

// All that may be left out; made once, since what is left out is told apart by it.
let entriesLeft = null;
const leftEntries = () => (entriesLeft ??= records.without ? [...records.without.moved, ...stillEntries()] : []);

const choice = () => {
  const { moved } = records.without, every = leftEntries(), still = every.slice(moved.length);
  const select = make("select", "", { id: "leave-out" });
  const of = (kind) => moved.filter((one) => one.kind === kind);
  select.append(make("option", "nothing", { value: "" }), ...optionsOf("Voices", of("voices")), ...optionsOf("Sources", of("sources")), ...optionsOf("Without one of these no record, tie or count changes", still));
  select.addEventListener("change", (event) => {
    event.stopPropagation(); // it is none of the filters
    leaving.said.textContent = "";
    change({ without: every.find(({ anchor }) => anchor === select.value) ?? null, reading: records.own, beside: null });
    setChoices();
    // What then goes is below, and its place is narrow: begin it at the top.
    view.requestAnimationFrame(() => { choices.scrollTop += select.getBoundingClientRect().top - choices.getBoundingClientRect().top - 12; });
  });
  return select;
};

const notComputed = (said) => {
  if (!ask("live")) return [make("p", "Chapter 5 computes this, and is not in this report. `dateline report` with `-p mute` or `-p exclude` leaves a voice or a source out.")];
  return [make("p", "Chapter 5 computes this in a few seconds."), action("Make this chapter", () => awaited(said, () => ask("chapter")))];
};

const buildWithout = () => {
  const said = make("p", "", { role: "status" }), told = make("div", "", { class: "goes" });
  const fold = opening("Leave out a source or a voice", { class: "leaving" });
  if (records.without) {
    const select = choice(), one = make("small", "One at a time. Several, or all unnamed voices, are asked for in another view.");
    leaving = { select, told, said };
    fold.append(put(make("p"), make("label", "Leave out ", { for: select.id }), select, " ", one));
  } else fold.append(...notComputed(said));
  fold.append(said, told);
  choices.append(fold);
};
