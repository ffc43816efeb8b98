// What differs between two standings of pairs: of two days, or of two readings. Pure.

// The words for the sign of a tie, as Python begins what it says of it.
const signOf = ({ about }) => about.split("; ")[0];

const lacking = (records, other) => records.filter((id) => !other?.records.includes(id));

// How a pair stands in the one and the other, and the records that only one rests on.
const sideBySide = (one, other) => {
  const { anchor, hover, kind } = one ?? other;
  const only = [one ? lacking(one.records, other) : [], other ? lacking(other.records, one) : []];
  return { anchor, name: hover[0], kind, sides: [one, other], only };
};

const groupOf = ({ sides: [one, other], only }) => {
  if (!one) return "second";
  if (!other) return "first";
  if (signOf(one) !== signOf(other)) return "sign";
  return one.about !== other.about || only.some((ids) => ids.length) ? "told" : "same";
};

// Every tie, view and prospect of two standings, by how it differs between them.
const differences = (first, second) => {
  const found = { second: [], first: [], sign: [], told: [], same: [] };
  for (const part of ["ties", "ahead"]) {
    const named = new Map(second[part].map((tie) => [tie.anchor, tie]));
    const there = new Set(first[part].map(({ anchor }) => anchor));
    const every = [...first[part].map((tie) => [tie, named.get(tie.anchor)]), ...second[part].filter(({ anchor }) => !there.has(anchor)).map((tie) => [undefined, tie])];
    for (const [one, other] of every) {
      const pair = sideBySide(one, other);
      found[groupOf(pair)].push(pair);
    }
  }
  return found;
};
