// The page itself: one state, what follows from it, and what a change redraws.
const charts = [...root.querySelectorAll("figure.chart[id]")]; // a drawing by itself has no name
let records = null, state = null, shownNow = null, standing = null, known = new Set(), rowsById = new Map();
let pending = null, screen = null; // the state before a change, and that of the screen while one prints

const filterOn = () => filterWords(records, state) !== "";
const otherDay = () => state.day !== (records.days.at(-1) ?? null);
const filtering = () => records !== null && (filterOn() || otherDay());

const derive = () => {
  keepReading();
  setAltered();
  shownNow = shown(records, state);
  state.without?.gone.forEach((id) => shownNow.delete(id)); // a report that carries nothing more
  const { ties, ahead } = standingOn(records.standings, state);
  standing = { ties: tiesLeft(ties, "ties"), ahead: tiesLeft(ahead, "ahead") };
};

// Show charts, one after another; one that fails stays as it was printed.
const drawAll = async (those = charts) => {
  root.dataset.drawn = "no";
  for (const chart of those) {
    try {
      await draw(chart);
    } catch (error) {
      console.error(error);
    }
  }
  if (records) setSelected();
  setWaysIn(those);
  root.dataset.drawn = "yes";
};

// Show a new state: only what the change touches, once a frame.
const update = () => {
  const { before } = pending;
  pending = null;
  const changed = Object.keys(state).filter((key) => !alike(before, state)(key));
  const dayOnly = !state.asOf && changed.every((key) => ["day", "beside", "selected"].includes(key));
  derive();
  setSides();
  setViewButtons();
  setDay();
  setScrub();
  setLine();
  setTies();
  if (!dayOnly) {
    setCounts();
    setRows();
    setAbouts();
    setWithout();
    if (found.hidden) setTables(matching());
    else search(); // what is found may be hidden now, or no more
  }
  if (String(changed) === "selected") return drawAll([]);
  if (opened && cardOf(opened)) fill(cardOf(opened));
  return drawAll(String(changed) === "beside" ? charts.filter(({ side }) => side !== undefined) : charts);
};

// Take another state, to be shown with the next frame.
const become = (next) => {
  const before = state;
  state = next;
  if (!pending) view.requestAnimationFrame(update);
  pending ??= { before };
};

// Whether two states have the same under a key; what is left out is told apart as such.
const alike = (one, other) => (key) => (key === "without" ? one[key] === other[key] : String(one[key]) === String(other[key]));

const change = (more) => {
  tell("");
  if (Object.keys(more).every(alike(state, more))) return;
  remember(more);
  become({ ...state, ...more });
};

// What is printed is the whole report: its charts as it has them, then as they were.
const toPrint = (start) => () => {
  if (!records || Boolean(screen) === start || !(screen || filtering() || state.selected.length)) return;
  [state, screen] = start ? [startOf(records), state] : [screen, null];
  derive();
  drawAll();
};

const clear = () => {
  searchBox.value = "";
  change(startOf(records));
  setChoices();
  for (const chart of timed()) look(chart, 1, 0);
  search();
  (choices.hidden ? searchBox : filterButton).focus();
};

const stepBack = (event) => {
  if (event.key !== "Escape" || keyList.open) return;
  if (!found.hidden) {
    endSearch();
    searchBox.focus();
  } else if (!choices.hidden) {
    unfold(false);
    filterButton.focus();
  } else if (opened) go("");
  else if (comparing()) stopComparing();
};

// The cards: all that they show stands in the page.
const listen = () => {
  root.addEventListener("click", chosen);
  root.addEventListener("click", pick);
  root.addEventListener("keydown", moveAlong);
  root.addEventListener("toggle", unfolded, true);
  root.addEventListener("keydown", stepBack);
  ask("follow", follow);
  panel.querySelector(".close").addEventListener("click", () => go(""));
  panel.querySelector(".back").addEventListener("click", back);
  charts.forEach((chart) => { chart.tabIndex = -1; }); // takes the focus back from a card
  root.classList.add("scripted");
  setWaysOut();
  setSaves();
  setPlace();
  view.addEventListener("scroll", setPlace, { passive: true });
  view.addEventListener("beforeprint", toPrint(true));
  view.addEventListener("afterprint", toPrint(false));
  follow();
};

const unpack = async () => {
  const told = JSON.parse(await inflate(payload));
  const every = [...told.events, ...told.relations, ...told.memberships];
  rowsById = new Map(every.map((r) => [r.id, r]));
  known = new Set([...rowsById.keys(), ...Object.keys(told.reports)]);
  told.standings.rows = unpackedRows(told.standings);
  records = told;
  state = startOf(records);
  derive();
};

// The bar and the tables, made of what has been unpacked.
const equip = () => {
  buildChoices();
  buildAsking();
  buildWithout();
  buildCases();
  setStars();
  buildDay();
  buildScrub();
  buildAxes();
  buildCompare();
  buildViews();
  buildSelected();
  buildKeys();
  buildTables();
  setChoices();
  setDay();
  setLine();
  setTables(null);
  setViewButtons();
  markWhole();
  filterButton.addEventListener("click", () => unfold(choices.hidden));
  bar.querySelector(".clear").addEventListener("click", clear);
  searchBox.addEventListener("input", search);
  searchBox.addEventListener("focus", () => searchBox.value && search());
  bar.hidden = false;
};

// A browser that cannot unpack has the cards and the charts as they are printed.
const start = async () => {
  await unpack().then(equip).catch(console.error);
  listen();
  if (records) await drawAll();
};

start();
