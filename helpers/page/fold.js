// What a filter leaves of the records, how each pair stands on a day, and how that is
// told: the page's half of select, relations and charts/ties. Pure, no page needed.
const ATTESTED = ["happened", "reported", "claimed"];
const PROSPECTS = ["expected", "possible", "asked"];
const FIRMNESS = [...ATTESTED, ...PROSPECTS];
const CERTAINTIES = ["certain", "possible", "unknown"];
const BASES = ["act", "statement", "attitude", "condition"];
const TOLD = {
  cooperative: "cooperative",
  hostile: "hostile",
  both: "cooperative and hostile",
  unclear: "sign unclear",
};
const MONTHS = "January February March April May June July August September October November December".split(" ");

// ---- what is shown ----------------------------------------------------------------

// Which filter hides a record, in the order of select.HIDES; blank where none does.
// What the view of the report hides in another reading has its name there.
const hiddenBy = (record, state) => {
  const read = record.read[state.reading];
  if (!state.layers.includes(record.layer)) return "layer";
  const firm = !state.statuses || record.id[0] === "M" || state.statuses.includes(read.status);
  if (!firm || read.off === "status") return "status";
  if (state.actors.length && !state.actors.some((a) => record.actors.includes(a))) return "actors";
  return read.off;
};

// The ids that are shown; a report for as long as something that it carries is.
const shown = (data, state) => {
  const every = [...data.events, ...data.relations, ...data.memberships];
  const ids = new Set(every.filter((r) => !hiddenBy(r, state)).map((r) => r.id));
  const known = new Set(every.map((r) => r.id));
  for (const [report, carried] of Object.entries(data.reports)) {
    const ours = carried.filter((id) => known.has(id));
    if (!ours.length || ours.some((id) => ids.has(id))) ids.add(report);
  }
  return ids;
};

// ---- ties as of a day --------------------------------------------------------------

const holds = (span, day) => {
  if (!span) return "unknown";
  if (day === null) return "certain";
  const [earliest, latest, surely, perhaps] = span;
  if (perhaps < day || earliest > day) return "";
  if (latest && latest <= day) return surely >= day ? "certain" : "possible";
  return earliest ? "possible" : "unknown";
};

const pairs = (relations) => {
  const found = new Map();
  for (const one of relations) {
    const key = `${one.a} ${one.b} ${one.kind}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(one);
  }
  return [...found.values()];
};

const signed = (data, state, statuses) =>
  data.relations.filter((r) => r.sign && statuses.includes(r.read[state.reading].status) && !hiddenBy(r, state));

const stateOf = (signs) => {
  if (signs.has("+") && signs.has("-")) return "both";
  return signs.has("+") ? "cooperative" : signs.has("-") ? "hostile" : "unclear";
};

const firm = (counted, status) => {
  const best = {};
  for (const one of counted) {
    const rank = FIRMNESS.indexOf(status(one));
    best[one.sign] = Math.min(rank, best[one.sign] ?? rank);
  }
  if ("+" in best || "-" in best) delete best["~"];
  return FIRMNESS[Math.max(...Object.values(best))];
};

// As relations.least: the fewest different acts, each two of a group said to be one.
const KNOT = 12; // facts; more that hang together are not put in groups in every way
const settled = (joins, one) =>
  [...joins.get(one)].every((other) => [...joins.get(one)].every((o) => o === other || joins.get(other).has(o)));

const reached = (joins, start) => {
  const found = new Set([start]);
  for (const one of found) joins.get(one).forEach((other) => found.add(other));
  return found;
};

const grouped = (joins, left, groups, best) => {
  if (!left.length || groups.length >= best) return Math.min(best, groups.length);
  const [one, ...rest] = left;
  groups.forEach((group, nth) => {
    if (!group.every((other) => joins.get(one).has(other))) return;
    best = grouped(joins, rest, groups.map((g, at) => (at === nth ? [...g, one] : g)), best);
  });
  return grouped(joins, rest, [...groups, [one]], best);
};

const fewest = (every) => {
  let joins = new Map([...every].filter(([, others]) => others.size));
  let found = every.size - joins.size;
  while (joins.size) {
    const order = [...joins.keys()].sort(), one = order.find((o) => settled(joins, o));
    const group = one ? new Set([one, ...joins.get(one)]) : reached(joins, order[0]);
    const knot = !one && group.size <= KNOT;
    found += knot ? grouped(joins, [...group].sort(), [], group.size) : 1;
    const left = [...joins].filter(([o]) => !group.has(o));
    joins = new Map(left.map(([o, others]) => [o, new Set([...others].filter((other) => !group.has(other)))]));
  }
  return found;
};

const least = (acts) => {
  const fact = new Map(acts.map((one) => [one.id, `${one.fact} ${one.sign}`]));
  const joins = new Map([...fact.values()].map((one) => [one, new Set()]));
  for (const one of acts) {
    const own = fact.get(one.id);
    for (const other of one.may_be.map((id) => fact.get(id))) {
      if (other === undefined || other === own) continue;
      joins.get(own).add(other);
      joins.get(other).add(own);
    }
  }
  return fewest(joins);
};

const voicesOf = (rows) => [...new Set(rows.flatMap((one) => one.voices))].sort();

const fold = (held, status) => {
  const best = CERTAINTIES.find((c) => held.some(([, how]) => how === c));
  const counted = held.filter(([, how]) => how === best).map(([one]) => one);
  const facts = new Map();
  for (const one of counted) {
    const key = `${one.fact} ${one.sign}`;
    if (!facts.has(key)) facts.set(key, one);
  }
  const told = [...facts.values()];
  const by = (name, value) => told.filter((one) => one[name] === value).length;
  const bases = Object.fromEntries(BASES.map((b) => [b, by("basis", b)]).filter(([, n]) => n));
  const [{ a, b, kind }] = counted;
  return {
    a, b, kind, state: stateOf(new Set(told.map((one) => one.sign))), holds: best,
    status: firm(counted, status), acts: by("basis", "act"),
    acts_least: least(counted.filter((one) => one.basis === "act")),
    words: told.length - by("basis", "act"), bases,
    cooperative: by("sign", "+"), hostile: by("sign", "-"), unclear: by("sign", "~"),
    less_certain: new Set(held.filter(([, how]) => how !== best).map(([one]) => one.fact)).size,
    voices: voicesOf(counted), records: held.map(([one]) => one.id),
  };
};

// As relations.ties: a row a pair and kind.
const ties = (data, state) => {
  const status = (one) => one.read[state.reading].status;
  return pairs(signed(data, state, ATTESTED))
    .map((rows) => rows.map((one) => [one, holds(one.counts[state.reading].span, state.day)]).filter(([, how]) => how))
    .filter((held) => held.length)
    .map((held) => fold(held, status));
};

// As relations.prospects.
const prospects = (data, state) => {
  const voiced = (one) => state.day === null || one.counts[state.reading].voiced <= state.day;
  const told = pairs(signed(data, state, PROSPECTS)).map((rows) => rows.filter(voiced));
  return told.filter((rows) => rows.length).map((rows) => {
    const [{ a, b, kind }] = rows;
    const facts = new Set(rows.map((one) => `${one.read[state.reading].status} ${one.fact}`));
    const counts = FIRMNESS.map((s) => [s, [...facts].filter((f) => f.split(" ")[0] === s).length]);
    return {
      a, b, kind, state: stateOf(new Set(rows.map((one) => one.sign))),
      statuses: Object.fromEntries(counts.filter(([, n]) => n)),
      voices: voicesOf(rows), records: rows.map((one) => one.id),
    };
  });
};

// ---- how it is told ------------------------------------------------------------------

const count = (n, noun, plural = `${noun}s`) => (n === 1 ? `1 ${noun}` : `${n} ${plural}`);
const joined = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

// A day by its ordinal, 1 being 1 January of the year 1.
const dayInWords = (ordinal) => {
  const day = new Date((ordinal - 719163) * 86400000);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${String(day.getUTCFullYear()).padStart(4, "0")}`;
};

const anchorOf = (tie) => `${tie.holds ? "" : "ahead-"}${tie.kind}-${tie.a}-${tie.b}`;
const fillOf = (tie) => {
  if (tie.holds !== "certain") return tie.holds === "possible" ? "hatched" : "unknown";
  return tie.status === "happened" ? "solid" : "hollow";
};
const actsOf = (tie, word) => (tie.acts_least < tie.acts ? `${tie.acts_least}${word}${tie.acts}` : `${tie.acts}`);
const aheadOf = (tie) => {
  const n = Object.values(tie.statuses).reduce((a, b) => a + b, 0);
  return `prospect${n === 1 ? "" : "s"} ${n}`;
};
const pairOf = (data, tie) => [tie.a, tie.b].map((a) => data.names[a] ?? a).join(tie.kind === "view" ? " \u2192 " : " \u2013 ");

// What stands under a glyph of the matrix, below the diagonal or above it.
const underOf = (tie, narrow) => {
  if (!tie.holds) return narrow ? `${Object.values(tie.statuses).reduce((a, b) => a + b, 0)}` : aheadOf(tie);
  if (narrow) return tie.acts ? actsOf(tie, "\u2013") : `${tie.words} w`;
  return [tie.acts && `acts ${actsOf(tie, "\u2013")}`, tie.words && `words ${tie.words}`].filter(Boolean).join(", ");
};

// As words.voice_count: those without a name may be one.
const voiceCount = (data, heard) => {
  const named = heard.filter((voice) => !data.unnamed.includes(voice)).length;
  const n = named + (named < heard.length ? 1 : 0);
  return `${n === heard.length ? "" : "at least "}${count(n, "first voice")}`;
};

const summaryOf = (data, tie) => {
  const voices = voiceCount(data, tie.voices);
  if (!tie.holds) return `${TOLD[tie.state]}; ${aheadOf(tie)}; ${voices}`;
  const sure = tie.holds === "certain" ? "certain" : "possible, not certain";
  const how = tie.holds === "unknown" ? "start not known" : `${tie.status}, ${sure} as of the day`;
  const bases = Object.entries(tie.bases).map(([b, n]) => (b === "act" && n > 1 ? `${actsOf(tie, " or ")} acts` : count(n, b)));
  return `${TOLD[tie.state]}; ${how}; ${bases.join(", ")}; ${voices}`;
};

const voiceList = (data, tie) => joined(tie.voices.map((v) => data.voices[v]));

// As a card names them: with their offices.
const inFull = (data, tie) => {
  const office = (v) => (data.positions[v] ? ` (${data.positions[v]})` : "");
  return joined(tie.voices.map((v) => data.voices[v] + office(v)));
};

const hoverOf = (data, tie) => {
  const lines = [pairOf(data, tie), ...summaryOf(data, tie).split("; "), `First voices: ${voiceList(data, tie)}`];
  if (tie.less_certain) lines.push(`${tie.less_certain} more, less certain as of the day`);
  return lines;
};

// ---- what is left, in words -----------------------------------------------------------

const READ = { both: "both", article: "by the article", known: "as known" };
const readAs = (data, reading) => READ[reading].replace("article", data.text ?? "article");

// "All 47 events", or "12 of 47 events and 20 of 56 relations; hidden: 20 by actors".
// As words.hidden; `left` is the part that says what is left.
const countLine = (data, state) => {
  const kinds = [["event", data.events], ["relation", data.relations]].filter(([, all]) => all.length);
  const hidden = kinds.flatMap(([, all]) => all.map((r) => hiddenBy(r, state)).filter(Boolean));
  const parts = kinds.map(([noun, all]) => {
    const left = all.filter((r) => !hiddenBy(r, state)).length;
    return hidden.length ? `${left} of ${count(all.length, noun)}` : count(all.length, noun);
  });
  const by = data.hides.map((why) => [why, hidden.filter((h) => h === why).length]).filter(([, n]) => n);
  const every = !hidden.length && kinds.some(([, all]) => all.length > 1) ? "All " : "";
  const left = kinds.length ? `${every}${joined(parts)}` : "The case has no event and no relation";
  return { left, line: by.length ? `${left}; hidden: ${by.map(([why, n]) => `${n} by ${why}`).join(", ")}` : left };
};

// The filters that are on, in words; blank where none is.
const filterWords = (data, state) =>
  [
    state.actors.length && `actors ${state.actors.map((a) => data.names[a] ?? a).join(" or ")}`,
    state.statuses && `status ${state.statuses.join(" or ") || "none"}`,
    state.layers.length < data.layers.length && `layer ${state.layers.join(" or ") || "none"}`,
    state.reading !== data.own && `dates and statuses ${readAs(data, state.reading)}`,
  ].filter(Boolean).join("; ");

const startOf = (data) => ({
  reading: data.own, layers: [...data.layers], statuses: null, actors: [],
  day: data.days.at(-1) ?? null,
});
