// The page itself: one state, what follows from it, and what a change redraws.
const charts = [...document.querySelectorAll("figure.chart")];
const TIES = ["cells", "net"];
let records = null, state = null, shownNow = null, standing = null, known = new Set(), rowsById = new Map();
let pending = null;

const filterOn = () => filterWords(records, state) !== "";
const otherDay = () => state.day !== (records.days.at(-1) ?? null);
const filtering = () => filterOn() || otherDay();

const derive = () => {
  shownNow = shown(records, state);
  standing = { ties: ties(records, state), ahead: prospects(records, state) };
};

// Draw some charts, one after another; one that fails keeps its still.
const drawAll = async (some = charts) => {
  document.documentElement.dataset.drawn = "no";
  for (const chart of some) {
    try {
      await draw(chart);
    } catch (error) {
      chart.classList.remove("drawn");
      console.error(error);
    }
  }
  document.documentElement.dataset.drawn = "yes";
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
    setTables(matching());
  }
  if (opened && cardOf(opened)) fill(cardOf(opened));
  return drawAll(charts.filter((chart) => TIES.includes(chart.dataset.kind) || (!dayOnly && chart.dataset.kind === "readings")));
};

const change = (more) => {
  const before = state;
  state = { ...state, ...more };
  if (!pending) requestAnimationFrame(update);
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

const listen = () => {
  document.addEventListener("click", chosen);
  document.addEventListener("keydown", stepBack);
  addEventListener("hashchange", follow);
  panel.querySelector(".close").addEventListener("click", () => go(""));
  panel.querySelector(".back").addEventListener("click", () => history.back());
  filterButton.addEventListener("click", () => unfold(choices.hidden));
  bar.querySelector(".clear").addEventListener("click", clear);
  searchBox.addEventListener("input", search);
  searchBox.addEventListener("focus", () => searchBox.value && search());
};

const start = async () => {
  records = JSON.parse(await inflate(document.getElementById("records-data").textContent));
  const every = [...records.events, ...records.relations, ...records.memberships];
  rowsById = new Map(every.map((r) => [r.id, r]));
  known = new Set([...rowsById.keys(), ...Object.keys(records.reports)]);
  state = startOf(records);
  derive();
  buildChoices();
  buildDay();
  buildTables();
  setChoices();
  setDay();
  setLine();
  setTables(null);
  markWhole();
  charts.forEach((chart) => { chart.tabIndex = -1; }); // takes the focus back from a card
  bar.hidden = false;
  document.documentElement.classList.add("scripted");
  listen();
  history.scrollRestoration = "manual"; // a way back among cards leaves the page where it is
  follow();
  if (!charts.length) return;
  const script = document.createElement("script");
  script.textContent = await inflate(document.getElementById("plotly").textContent);
  document.head.append(script);
  await drawAll();
  wide.addEventListener("change", () => drawAll());
  dark.addEventListener("change", () => drawAll());
};

start();
