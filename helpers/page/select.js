// What a filter leaves of the records, which of the rows made ready hold on a day, and
// how that is told: the page's half of select. Pure, no page needed.
const MONTHS = "January February March April May June July August September October November December".split(" ");
// The ordinal of 1 January 1970, and the milliseconds of a day.
const EPOCH = 719163, DAY = 86400000;

// ---- what is shown ----------------------------------------------------------------

// Whether two of those named are the pair, or act for the one and the other.
const ofPair = ({ named }, [one, other], above) => {
  const behind = (actor, who) => (above[actor] ?? [actor]).includes(who);
  const ours = named.filter((a) => behind(a, one)), theirs = named.filter((a) => behind(a, other));
  return ours.some((a) => theirs.some((b) => a !== b));
};

// Whether a record can have been in a stretch of time; one without a date is in none.
const within = ({ within: [first = NaN, last] }, start, end) =>
  (first ?? -Infinity) <= end && (last ?? Infinity) >= start;

// Whether a filter lets a record through, by the names of select.HIDES.
const LETS = {
  layer: (record, { layers }) => layers.includes(record.layer),
  status: ({ id, read }, { statuses, reading }) => !statuses || id[0] === "M" || statuses.includes(read[reading].status),
  actors: (record, { actors }) => !actors.length || actors.some((a) => record.actors.includes(a)),
  pair: (record, { pair }, { above }) => !pair.length || ofPair(record, pair, above),
  voices: (record, { voices }) => !voices.length || voices.some((v) => record.voices.includes(v)),
  basis: (record, { basis }) => !basis || !record.basis || basis.includes(record.basis),
  day: (record, { asOf, day, reading }) => !asOf || !(record.read[reading].within[0] > day),
  start: (record, { start, reading }) => start === null || within(record.read[reading], start, Infinity),
  end: (record, { end, reading }) => end === null || within(record.read[reading], -Infinity, end),
  kind: (record, { kinds }) => !kinds || !record.kind || kinds.includes(record.kind),
};

// Which filter hides a record, the first in the order of select.HIDES; blank where none
// does. What the view of the report hides in another reading has its name there.
const hiddenBy = (data, record, state) =>
  data.hides.find((why) => record.read[state.reading].off === why || LETS[why]?.(record, state, data) === false) ?? "";

// How many events and relations each value of one filter would show, the others as they are.
const VALUES = {
  actors: (record) => record.actors,
  voices: (record) => record.voices,
  layers: ({ layer }) => [layer],
  statuses: ({ read }, { reading }) => [read[reading].status],
  kinds: ({ kind }) => [kind],
  basis: ({ basis }) => [basis],
};
// How many of some records lie between each of some pairs, in one pass over the records.
const countPairs = (those, { above }, pairs) => {
  const found = new Map(pairs.map((pair) => [[...pair].sort().join(" "), 0]));
  for (const record of those) {
    record.actors.forEach((one, nth) => record.actors.slice(nth + 1).forEach((other) => {
      const key = `${one} ${other}`, n = found.get(key);
      if (n !== undefined && ofPair(record, [one, other], above)) found.set(key, n + 1);
    }));
  }
  return (pair) => found.get([...pair].sort().join(" "));
};

const remaining = (data, state) => [...data.events, ...data.relations].filter((record) => !hiddenBy(data, record, state));
const countValues = (data, state, key) => {
  const found = new Map();
  for (const record of remaining(data, { ...state, [key]: startOf(data)[key] })) {
    for (const value of VALUES[key](record, state)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
};

// The ids that are shown; a report for as long as something that it carries is.
const shown = (data, state) => {
  const every = [...data.events, ...data.relations, ...data.memberships];
  const ids = new Set(every.filter((r) => !hiddenBy(data, r, state)).map((r) => r.id));
  const known = new Set(every.map((r) => r.id));
  for (const [report, carried] of Object.entries(data.reports)) {
    const ours = carried.filter((id) => known.has(id));
    if (!ours.length || ours.some((id) => ids.has(id))) ids.add(report);
  }
  return ids;
};

// ---- ties as of a day --------------------------------------------------------------

// The rows of ties and prospects, their texts in place of where these stand.
const unpackedRows = ({ rows, texts }) => {
  const told = (place) => (Array.isArray(place) ? place.map(told) : texts[place]);
  const columns = Object.entries(rows);
  return rows.a.map((_, nth) => Object.fromEntries(columns.map(([name, column]) => [name, told(column[nth])])));
};

// The row of a course that holds on a day, with the records that it rests on then.
const heldOn = ({ rows }, [since, places, spans], day) => {
  const nth = since.findLastIndex((first) => day === null || first <= day);
  const row = rows[places[nth]];
  return row ? [{ ...row, records: spans.filter(([, from, to]) => from <= nth && nth <= to).map(([id]) => id) }] : [];
};

// Ties and prospects as Python has them in the reading and on the day.
const standingOn = (standings, { reading, day }) => {
  const held = (places) => places.flatMap((place) => heldOn(standings, standings.courses[place], day));
  const { ties, ahead } = standings.readings[reading];
  return { ties: held(ties), ahead: held(ahead) };
};

// ---- how it is told ------------------------------------------------------------------

const count = (n, noun, plural = `${noun}s`) => (n === 1 ? `1 ${noun}` : `${n} ${plural}`);
const joined = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

// A day by its ordinal, 1 being 1 January of the year 1.
const dayInWords = (ordinal) => {
  const day = new Date((ordinal - EPOCH) * DAY);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${String(day.getUTCFullYear()).padStart(4, "0")}`;
};

const courseOf = (tie) => `course-${tie.a}-${tie.b}`;

// What a filter hides of the records that a tie rests on; blank where it hides none.
const restsOn = (tie, shownNow) => {
  const of = tie.records.length, gone = tie.records.filter((id) => !shownNow.has(id)).length;
  const all = ["", "", "both "][of] ?? `all ${of} `;
  return gone ? `rests on ${count(of, "record")}, ${gone < of ? `${gone} ` : all}hidden by your filter` : "";
};

// ---- which of two came first ----------------------------------------------------------

// As summary.order, in Python's words. Whether of two records one began first, by a reading.
const beganFirst = (two, how) => {
  const [one, other] = two.map(({ read: { [how]: { begun, within: [first] } } }) => ({ begun, first }));
  const surely = (a, b) => Boolean(a.begun && b.first && a.begun < b.first);
  return surely(one, other) ? "before" : surely(other, one) ? "after" : "open";
};

// Where their dates leave it open, what order tells: which began first, and why.
const byOrder = ({ turns }, two, how) => {
  const [pair, back] = [two, [...two].reverse()].map((those) => those.map(({ id }) => id).join(" "));
  const why = (ids) => Object.entries(turns?.[how] ?? {}).find(([, pairs]) => pairs.includes(ids))?.[0];
  return why(pair) ? ["before", why(pair)] : why(back) ? ["after", why(back)] : ["open", ""];
};

const cameFirst = (data, two, how) => {
  const came = beganFirst(two, how);
  return came === "open" ? byOrder(data, two, how) : [came, ""];
};

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Two records in the order in which they came by a reading, where it is known.
const inTurn = (data, two, how) => {
  const [came, why] = cameFirst(data, two, how), { order } = data, names = two.map(({ title, read }) => `\u201c${title}\u201d (${read[how].words})`);
  const [one, other] = came === "after" ? names.reverse() : names;
  const told = filled(order[came === "open" ? "open" : "known"], { one, other });
  return why ? filled(order.because, { told, why }) : told;
};

// Which of two records came first, in a sentence: by the article, and by other sources.
const orderInWords = (data, two, reading) => {
  const [alone, settled] = ["article", "known"].map((how) => cameFirst(data, two, how)[0]), dated = two.filter(({ when: [ours] }) => ours);
  const ours = data.article ? dated.length > 0 : dated.length === two.length;
  if (reading !== "both" || !ours || settled === alone) {
    const told = inTurn(data, two, reading === "article" ? "article" : "known");
    return `${told[0].toUpperCase()}${told.slice(1)}.`;
  }
  const [article, known] = ["article", "known"].map((how) => inTurn(data, two, how));
  return filled(data.order[alone === "open" ? "settled" : "apart"], { text: data.text, article, known });
};

// ---- what is left, in words -----------------------------------------------------------

const READ = { both: "both", article: "by the article", known: "with other sources" };
const readAs = (data, reading) => READ[reading].replace("article", data.text ?? "article");

// "All 47 events", or "12 of 47 events and 20 of 56 relations; hidden: 20 by actors".
// As summary.hidden; `left` is the part that says what is left, of some tables only.
const countLine = (data, state, names = ["events", "relations"]) => {
  const kinds = names.map((name) => [name.slice(0, -1), data[name]]).filter(([, all]) => all.length);
  const hidden = kinds.flatMap(([, all]) => all.map((r) => hiddenBy(data, r, state)).filter(Boolean));
  const parts = kinds.map(([noun, all]) => {
    const left = all.filter((r) => !hiddenBy(data, r, state)).length;
    return hidden.length ? `${left} of ${count(all.length, noun)}` : count(all.length, noun);
  });
  const by = data.hides.map((why) => [why, hidden.filter((h) => h === why).length]).filter(([, n]) => n);
  const every = !hidden.length && kinds.some(([, all]) => all.length > 1) ? "All " : "";
  const left = kinds.length ? `${every}${joined(parts)}` : "The case has no event and no relation";
  return { left, line: by.length ? `${left}; hidden: ${by.map(([why, n]) => `${n} by ${why}`).join(", ")}` : left };
};

const inLayer = (data, layer) => (layer === "article" ? `in the ${data.text}` : "from outside");

const ORIGINS = { unnamed: "on unnamed voices only", single: "on a single origin" };
const voiceName = (data, voice) => {
  if (voice === data.article) return `the ${data.text} itself`;
  const name = data.names[voice] ?? data.called[voice]?.[0] ?? voice;
  return data.unnamed.includes(voice) ? `${name} (unnamed)` : name;
};
const toldBy = (data, voice) => ORIGINS[voice] ?? `by ${voiceName(data, voice)}`;
const pairName = (data, pair) => pair.map((a) => data.names[a] ?? a).join(" \u2013 ");

// The filters that are on, in words, by the group in which they are asked for.
const filterParts = (data, { actors, pair, voices, statuses, layers, kinds, basis, start, end, asOf, day, reading, without }) => ({
  time: [start !== null && `from ${dayInWords(start)}`, end !== null && `to ${dayInWords(end)}`, asOf && `nothing begun after ${dayInWords(day)}`],
  who: [actors.map((a) => data.names[a] ?? a).join(" or "), pair.length && `between ${pairName(data, pair)}`],
  evidence: [
    voices.map((voice) => toldBy(data, voice)).join(" or "),
    statuses?.join(" or "),
    layers.length < data.layers.length && (layers.map((l) => inLayer(data, l)).join(" or ") || "no layer"),
    kinds && `events: ${kinds.join(" or ")}`,
    basis && `relations: ${basis.join(" or ")}`,
    without?.label,
  ],
  reading: [reading !== data.own && readAs(data, reading)],
});

// "Taliban; reported"; blank where no filter is on.
const filterWords = (data, state) => Object.values(filterParts(data, state)).flat().filter(Boolean).join("; ");

const startOf = (data) => ({
  reading: data.own, layers: [...data.layers], statuses: null, kinds: null, basis: null,
  actors: [], pair: [], voices: [], start: null, end: null, day: data.days.at(-1) ?? null,
  asOf: false, beside: null, without: null, selected: [],
});
