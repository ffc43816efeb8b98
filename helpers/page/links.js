// A view as text: days as people write them, and what the link to a view may ask for.
// Pure, no page needed.
// Bytes of a link's view.
const LONGEST = 2048;
// Characters of what is wrong that a sentence repeats.
const QUOTED = 40;
// What is compared instead of a day.
const READINGS = "readings";
const DAY_SAID = "write a day, month or year, such as 2021-08-26, 2021-08 or 2021";

// As names are compared: one form of each letter, small, without accents.
const folded = (text) => text.replace(/\p{DI}/gu, "").normalize("NFKD").replace(/\p{Mn}/gu, "").toLocaleLowerCase();

const isoOf = (ordinal) => new Date((ordinal - EPOCH) * DAY).toISOString().slice(0, 10);

// The last day, or the first, of a day, month or year; null where it is none.
const dayOf = (text, last = true) => {
  const [, year, month = "XX", day = "XX"] = text.trim().match(/^(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?$/) ?? [];
  if (!Number(year) || (month === "XX" && day !== "XX")) return null;
  const nth = month === "XX" ? (last ? 12 : 1) : Number(month);
  const days = new Date(Date.UTC(2000 + (year % 400), nth, 0)).getUTCDate();
  const of = day === "XX" ? (last ? days : 1) : Number(day);
  if (nth < 1 || nth > 12 || of < 1 || of > days) return null;
  return Date.parse(`${year}-${String(nth).padStart(2, "0")}-${String(of).padStart(2, "0")}T00:00:00Z`) / DAY + EPOCH;
};

const quote = (text) => {
  const plain = text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, " ");
  return `\u201c${plain.length > QUOTED ? `${plain.slice(0, QUOTED)}\u2026` : plain}\u201d`;
};

// A day within those of the ties, and a sentence where it is not the one that was asked.
const dayShown = ({ days }, asked) => {
  const day = Math.min(Math.max(asked, days[0]), days.at(-1));
  const run = `The ties of this report run from ${dayInWords(days[0])} to ${dayInWords(days.at(-1))}`;
  return [day, day === asked ? "" : `${run}: ${dayInWords(day)} is shown.`];
};

// ---- as a view has it -----------------------------------------------------------------

// The names of a view's parameters, each with that of the state. `as_of` leaves later
// records out too; the day of the ties alone is `day` in a link, and no view of its own.
const NAMED = {
  start: "start", end: "end", as_of: "day", actors: "actors", pair: "pair", voices: "voices",
  statuses: "statuses", layers: "layers", kinds: "kinds", basis: "basis", dates: "reading",
};

// What a link may ask for beside it, each with its name in the state.
const ONLY = { mute: "without", exclude: "without" };

// What differs from the report's own view, by the names and in the words of a view.
const asView = (data, state) => {
  const own = startOf(data), written = (value) => (typeof value === "number" ? isoOf(value) : value ?? []);
  const changed = Object.entries(NAMED).filter(([name, key]) => String(state[key]) !== String(own[key]) || (name === "as_of" && state.asOf));
  return Object.fromEntries(changed.map(([name, key]) => [name, written(state[key])]));
};

// The link's own names: of what is left out, and of what the day is compared with.
const asLink = (data, state) => {
  const { as_of, ...values } = asView(data, state), { without, beside } = state;
  if (as_of) values[state.asOf ? "as_of" : "day"] = as_of;
  if (without) values[without.by] = without.id;
  if (beside !== null) values.beside = typeof beside === "number" ? isoOf(beside) : beside;
  return Object.entries(values).map(([name, value]) => `${name}=${[value].flat().join(";")}`).join("&");
};

const partsOf = (text) => [...new Set(text.split(";").map((part) => part.trim()).filter(Boolean))];

// How each value of a link is read, `out` being what may be left out; undefined where it cannot be.
const readers = (data, out) => {
  const fields = data.asks.groups.flatMap((group) => group.fields);
  const every = (found) => (found.includes(undefined) ? undefined : found);
  const some = (name) => (text) => every(partsOf(text).map((part) => fields.find((one) => one.name === name).values.find((value) => value === part)));
  const called = (id, part) => [id, data.names[id], ...(data.called[id] ?? [])].some((label) => label && folded(label) === folded(part));
  const only = ([id, ...more]) => (more.length ? undefined : id);
  const of = (ids) => (text) => every(partsOf(text).map((part) => only(ids.filter((id) => called(id, part)))));
  const orAll = (read) => (text) => (text.trim() ? read(text) : null);
  const day = (last) => orAll((text) => dayOf(text, last) ?? undefined);
  const two = (found) => (found && [0, 2].includes(new Set(found).size) ? found : undefined);
  const voices = new Set([...Object.keys(ORIGINS), ...[...data.events, ...data.relations].flatMap((record) => record.voices)]);
  const tiesOn = (text) => (data.days.length ? dayOf(text) ?? undefined : undefined);
  const left = (by) => (text) => only(out.filter((one) => one.by === by && called(one.id, text.trim())));
  return {
    start: day(false), end: day(true), as_of: tiesOn, day: tiesOn, mute: left("mute"), exclude: left("exclude"),
    beside: (text) => (text === READINGS ? text : tiesOn(text)),
    actors: of(data.actors), pair: (text) => two(of(data.actors)(text)), voices: of([...voices]),
    statuses: orAll(some("statuses")), layers: some("layers"), kinds: orAll(some("kinds")), basis: orAll(some("basis")),
    dates: (text) => some("dates")(text)?.[0],
  };
};

// The state that a link asks for; with a sentence, and then the report's own, where it
// asks for anything that is no view of this report.
const fromLink = (data, text, out = []) => {
  const read = readers(data, out), state = startOf(data), given = new Set();
  const refused = (why) => [startOf(data), `The link ${why}, so the whole report is shown.`];
  if (new TextEncoder().encode(text).length > LONGEST) return refused("is longer than 2 kB");
  for (const part of text.split("&").filter(Boolean)) {
    const [name, ...rest] = part.split("="), key = NAMED[name] ?? ONLY[name] ?? name;
    const known = Object.hasOwn(read, name) && rest.length === 1 && !given.has(key);
    const value = known ? read[name](rest[0]) : undefined;
    if (value === undefined) return refused(`asks for ${quote(part)}, which is no view of this report`);
    given.add(key);
    state[key] = value;
    state.asOf ||= name === "as_of";
  }
  if (state.without && (state.beside !== null || state.reading !== data.own)) return refused("leaves something out of what cannot be shown without it");
  if (state.start !== null && state.end !== null && state.start > state.end) return refused("ends before it starts");
  if (!given.has("day")) return [state, ""];
  const [day, said] = dayShown(data, state.day);
  if (state.asOf && day !== state.day) return refused("leaves out what is later than a day beyond those of this report");
  return [{ ...state, day }, said];
};
