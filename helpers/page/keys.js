// What can be done by keys, as a list.
const KEYS = [
  ["Tab", "the next control, chart or row"],
  ["Arrows, Home, End", "another mark or row of a chart; a day, on the slider"],
  ["+, \u2212, 0", "the time axis of a chart from closer, from farther, whole; with Shift, arrows move along it"],
  ["Enter", "the evidence of a mark or row"],
  ["X", "select a mark or row, or leave it out again; so does a click with Ctrl or Shift; of two, the bar says which came first"],
  ["Escape", "close what was opened last"],
  ["Ctrl+Z, Ctrl+Shift+Z", "undo, redo"],
  ["?", "this list"],
];
const keyList = make("dialog", "", { "aria-labelledby": "keys-title" });

const showKeys = () => keyList.open || keyList.showModal();

const askedForKeys = (event) => {
  if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input[type=text], textarea, select")) return;
  event.preventDefault();
  showKeys();
};

const buildKeys = () => {
  keyList.append(make("h2", "Keys", { id: "keys-title" }), terms(KEYS), action("Close", () => keyList.close()));
  panel.after(keyList);
  root.addEventListener("keydown", askedForKeys);
};
