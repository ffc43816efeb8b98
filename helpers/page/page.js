// The page itself: one state, what follows from it, and what a change redraws.
const charts = [...root.querySelectorAll("figure.chart")];
const TIES = ["cells", "net"];
let records = null, state = null, shownNow = null, standing = null, known = new Set(), rowsById = new Map();
let pending = null;

const filterOn = () => filterWords(records, state) !== "";
const otherDay = () => state.day !== (records.days.at(-1) ?? null);
const filtering = () => records !== null && (filterOn() || otherDay());

const derive = () => {
  shownNow = shown(records, state);
  standing = standingOn(records.standings, state);
};

// Draw some charts, one after another; one that fails keeps its still.
const drawAll = async (some = charts) => {
  root.dataset.drawn = "no";
  for (const chart of some) {
    try {
      await draw(chart);
    } catch (error) {
      chart.classList.remove("drawn");
      console.error(error);
    }
  }
  root.dataset.drawn = "yes";
};

// Show a new state: only what the change touches, once a frame.
const update = () => {
  const { before } = pending;
  pending = null;
  const dayOnly = ["reading", "layers", "statuses", "actors"].every((key) => String(before[key]) === String(state[key]));
  derive();
  setDay();
  setLine();
  setTies();
  if (!dayOnly) {
    setRows();
    if (found.hidden) setTables(matching());
    else search(); // what is found may be hidden now, or no more
  }
  if (opened && cardOf(opened)) fill(cardOf(opened));
  return drawAll(charts.filter((chart) => TIES.includes(chart.dataset.kind) || (!dayOnly && chart.dataset.kind === "readings")));
};

const change = (more) => {
  const before = state;
  state = { ...state, ...more };
  if (!pending) view.requestAnimationFrame(update);
  pending ??= { before };
};

const clear = () => {
  searchBox.value = "";
  change(startOf(records));
  setChoices();
  search();
  (choices.hidden ? searchBox : filterButton).focus();
};

const stepBack = (event) => {
  if (event.key !== "Escape") return;
  if (!found.hidden) {
    endSearch();
    searchBox.focus();
  } else if (!choices.hidden) {
    unfold(false);
    filterButton.focus();
  } else if (opened) go("");
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
  buildDay();
  buildTables();
  setChoices();
  setDay();
  setLine();
  setTables(null);
  markWhole();
  filterButton.addEventListener("click", () => unfold(choices.hidden));
  bar.querySelector(".clear").addEventListener("click", clear);
  searchBox.addEventListener("input", search);
  searchBox.addEventListener("focus", () => searchBox.value && search());
  bar.hidden = false;
};

const drawLive = async () => {
  await drawAll();
  wide.addEventListener("change", () => drawAll());
  dark.addEventListener("change", () => drawAll());
};

// A browser that cannot unpack has the cards and the stills all the same.
const start = async () => {
  await unpack().then(equip).catch(console.error);
  listen();
  if (records && charts.length) await drawLive().catch(console.error);
};

start();
