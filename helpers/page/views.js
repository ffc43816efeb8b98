// Views: undone and done again, and as a link or as a file.
const past = [], ahead = [];
let lastMove = { keys: "", at: 0 };
// Milliseconds within which moves along the days, or of a time, are one.
const TOGETHER = 600, DRAGGED = ["day", "start,end", "beside"];

const viewButtons = make("p", "", { class: "does" });

// Keep the view before a change; whoever drags a slider makes one change.
const remember = (more) => {
  const keys = String(Object.keys(more)), at = view.performance.now();
  if (!DRAGGED.includes(keys) || keys !== lastMove.keys || at - lastMove.at > TOGETHER) past.push(state);
  lastMove = { keys, at };
  ahead.length = 0;
};

// A view over a live case has more behind it, which Python shows again.
const turn = (from, to, name) => {
  lastMove = { keys: "", at: 0 };
  if (from.length) {
    to.push(state);
    become(from.pop());
    setChoices();
  } else if (ask("live")?.[name]) awaited(notice, () => ask(name));
};
const undo = () => turn(past, ahead, "undo");
const redo = () => (past.length && !ahead.length ? undefined : turn(ahead, past, "redo"));

const setViewButtons = () => {
  const [back, forth] = viewButtons.children, live = ask("live") || {};
  back.ariaDisabled = !past.length && !live.undo;
  forth.ariaDisabled = !ahead.length && (past.length > 0 || !live.redo);
};

const byKeys = (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches?.("input[type=text], textarea")) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
};

// The values of the view that is shown: those of the report and what is filtered.
const valuesNow = () => ({ ...ownValues(), ...asView(records, state), ...leftOut() });

// What is left out, as a view names it with what the report's own leaves out.
const leftOut = () => (state.without ? { [state.without.by]: valuesWithout(state.without)[state.without.by] } : {});

const copyView = async () => {
  const link = ask("link", asLink(records, state)), text = link ?? asFile(valuesNow());
  const lost = !link && (comparing() ? "what is compared" : otherDay() && !state.asOf && "later records, which `as_of` leaves out");
  try {
    await ask("copy", text);
    tell(lost ? `Copied, but for ${lost}: no view has that.` : "Copied");
  } catch {
    tell(text);
  }
};

const buildViews = () => {
  const name = ask("live") ? "Copy this view as YAML" : "Copy link to this view";
  for (const button of [action("Undo", undo), action("Redo", redo), action(name, copyView), action("Keys", showKeys)]) viewButtons.append(button, " ");
  choices.append(viewButtons);
  root.addEventListener("keydown", byKeys);
};

// Show the view that an address asks for; one that asks for anything else is refused.
let followed = "";
const followView = (text) => {
  if (text === followed && opened) return;
  followed = text;
  const [asked, said] = fromLink(records, text, leftEntries());
  change(asked);
  setChoices();
  if (asked.beside !== null) toSides();
  tell(said);
};
