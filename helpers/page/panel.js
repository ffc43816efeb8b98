// The evidence panel: one card at a time, with an address of its own.
const panel = byId("evidence");
const heading = byId("evidence-title");
const body = panel.querySelector(".body");
let opened = "";
let opener = null; // what takes the focus when the panel closes
let behind = []; // the cards before this one, where no address leads back to them

const link = (id, text, more = {}) => make("a", text, { href: `#${id}`, ...more });

// An entry of a list: where it leads, and quietly what that is.
const lineTo = (way, about) => put(make("li"), way, " ", make("small", about));

// ---- what a card holds ----------------------------------------------------------------

// What a record is, how firm and when, in a line.
const aboutOf = (record) => {
  const { firm, words } = record.read[state.reading];
  const kind = [records.signs[record.sign], record.basis].filter(Boolean).join(" ");
  return [kind, firm, words].filter(Boolean).join("; ");
};

const recordLine = (id) => {
  const record = rowsById.get(id), told = aboutOf(record);
  return lineTo(link(id, record.title, { dir: "auto" }), shownNow.has(id) ? told : `${told}; hidden by your filter`);
};

const terms = (rows) => put(make("dl"), ...rows.filter(([, told]) => told)
  .flatMap(([term, told]) => [make("dt", term), put(make("dd", "", { dir: "auto" }), told)]));

// A tie in a line, with what a filter hides of it.
const aboutTie = (tie) => [tie.about, restsOn(tie, shownNow)].filter(Boolean).join("; ");

// The card of a tie as of the day: its origins and its records.
const tieCard = (tie) => {
  const lines = put(make("ul"), ...tie.records.map(recordLine));
  const rows = [["What it is", records.untied[tie.kind]], ["Origins", tie.voices], ["Less certain", tie.lesser], ["Records", lines]];
  return { title: tie.hover[0], about: aboutTie(tie), body: [terms(rows)] };
};

// Say beside the link to a record what it is: its card says it, the page only there.
const tellAbout = (one) => {
  const record = rowsById.get(one.hash.slice(1));
  if (record && !one.nextSibling?.data?.trim()) one.after(" ", make("small", aboutOf(record)));
};

// Links out of the cards: the page has each address once, among the sources.
const setWaysOut = () => {
  for (const one of root.querySelectorAll("a:not([href])")) {
    let next = one.nextElementSibling;
    while (next && !next.matches('a[href^="#S"]')) next = next.nextElementSibling;
    const entry = next && byId(next.hash.slice(1))?.querySelector(".url");
    if (entry) one.href = entry.href;
  }
};

// A copy of a place that tells what depends on the reading as the page reads it now.
const reread = (place) => {
  const copy = place.cloneNode(true);
  if (records) copy.querySelectorAll("li > a:only-child").forEach(tellAbout);
  copy.querySelectorAll(".now").forEach((one) => one.remove());
  for (const one of copy.querySelectorAll(".was")) one.classList.remove("was");
  if (!records || state.reading === records.own) return copy;
  for (const one of [copy, ...copy.querySelectorAll("*")].filter(({ dataset }) => "read" in dataset)) {
    const record = rowsById.get(one.previousElementSibling?.hash?.slice(1));
    const told = one.dataset.read ? records.told[state.reading][one.dataset.read] : record && aboutOf(record);
    if (one.matches("table")) one.innerHTML = told ?? one.innerHTML; // written by Python
    else one.textContent = told ?? one.textContent;
  }
  return copy;
};

const inside = (place) => [...reread(place).childNodes]; // without its own id

const says = (node) => node?.textContent.trim() ?? "";

const TIE = /^(ahead-)?(tie|view|self)-(A\d+[a-z]?)-(A\d+[a-z]?)$/;

// What stands for a pair without a record on another day, or in another reading.
const blankCard = (id, place) => {
  const day = state.day === null ? "" : ` on ${dayInWords(state.day)}`;
  const told = `No ${id.startsWith("ahead-") ? "prospect" : "record"} of this pair${day} in this view.`;
  return { title: says(place.closest("details").querySelector("b")), about: "", body: [make("p", told)] };
};

const hiddenNote = (id) => {
  const record = rowsById.get(id);
  const why = record && hiddenBy(records, record, state);
  if (why) return [make("p", `Hidden now, by ${why}.`, { class: "small" })];
  const whole = filtering() && byId(id).closest(".listing.whole");
  const tie = whole && standing.ties.find((one) => courseOf(one) === id), rests = tie && restsOn(tie, shownNow);
  const told = `Of the whole report, whatever the filter.${rests ? ` As of the day it ${rests}.` : ""}`;
  return whole && !record ? [make("p", told, { class: "small" })] : [];
};

// A record's id, as the way to it; of a tie or a voice none that anybody would name.
const ownLine = (id) => {
  const own = id.replace(/^card-/, ""), line = make("p", "", { class: "id" });
  if (/^[A-Z]\d/.test(own)) line.append(link(own, own));
  return line;
};

// What the panel shows of a card or a source; null where an id leads to none.
const cardOf = (id) => {
  const place = id ? byId(id) : null;
  const anew = !place || state?.reading !== records?.own; // a course is followed in the own reading
  const named = (one) => one.anchor === id || (anew && courseOf(one) === id);
  const tie = filtering() && [...standing.ties, ...standing.ahead].find(named);
  if (tie) return tieCard(tie);
  if (filtering() && place && (TIE.test(id) || (anew && id.startsWith("course-")))) return blankCard(id, place);
  const head = place?.matches(".card") && place.closest("details")?.querySelector("summary");
  if (head) {
    const about = head.querySelector("small.now") ?? head.querySelector("small");
    return { title: says(head.querySelector("b")), about: says(about), body: [...hiddenNote(id), ...inside(place), ownLine(id)] };
  }
  if (!place?.matches(".sources li")) return null;
  const parts = inside(place).filter((node) => !node.classList?.contains("title") && !node.classList?.contains("id"));
  return { title: says(place.querySelector("b")), about: "", body: [...parts, ownLine(id)] };
};

// ---- what else a record touches ----------------------------------------------------------

// The ids of marks that touch a record: its ties, the event that it is, who said it.
const touched = (id) => {
  const found = new Set();
  if (!id) return found;
  const join = (one, two) => {
    if (one === id) found.add(two);
    if (two === id) found.add(one);
  };
  for (const one of records.relations) join(one.id, one.event);
  for (const [record, event] of records.said) join(record, event);
  for (const [report, carried] of Object.entries(records.reports)) carried.forEach((record) => join(record, report));
  for (const tie of [...standing.ties, ...standing.ahead]) {
    const names = [tie.anchor, courseOf(tie)];
    if (names.includes(id) || tie.records.includes(id)) names.forEach((name) => found.add(name));
    if (names.includes(id)) {
      for (const record of tie.records) [record, rowsById.get(record)?.event].forEach((one) => one && found.add(one));
    }
    if (tie.records.some((record) => rowsById.get(record)?.event === id)) names.forEach((name) => found.add(name));
  }
  found.delete("");
  return found;
};

// ---- open, close, back -------------------------------------------------------------------

// Where a record stands in its list, brought into sight.
const rowOf = (id) => {
  const place = byId(id), row = place?.closest(".records details")?.querySelector("summary") ?? place;
  for (let outer = row?.closest("li")?.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  return row;
};

// What a card cites, as plain text: what is said, when, and its sources with addresses.
const citation = (card) => {
  const links = [...body.querySelectorAll('a[href^="http"]')].map((a) => `${a.closest("li")?.textContent.trim() ?? a.textContent}: ${a.href}`);
  const sources = [...new Set(links)].map((one) => `- ${one}`);
  return [card.title, card.about, ...sources, ask("here", opened)].filter(Boolean).join("\n");
};

// A way to take a record along as plain text, where the browser allows it.
const copyButton = (card) => {
  const button = action("Copy citation", async () => {
    try {
      await ask("copy", citation(card));
      button.textContent = "Copied";
    } catch {
      const place = make("pre", citation(card), { tabindex: "0" });
      button.replaceWith(place);
      view.getSelection().selectAllChildren(place);
    }
  });
  return button;
};

const fill = (card) => {
  heading.textContent = card.title;
  panel.querySelector(".about").textContent = card.about;
  const id = opened.replace(/^card-/, "");
  body.replaceChildren(...card.body, ...notesFor(opened), ...(rowsById.has(id) ? [action("", () => select([id]), { class: "select" }), " "] : []));
  nameSelect();
  if (body.querySelector('a[href^="http"]')) body.append(copyButton(card));
};

const ringAll = () => charts.forEach((chart) => chart.held && ring(chart));

// A panel below what was clicked leaves it in sight.
const uncover = () => {
  const [box, own] = [panel.getBoundingClientRect(), opener?.getBoundingClientRect()];
  if (own && box.left < own.right && box.top < own.bottom && box.top > 0) view.scrollBy(0, own.bottom - box.top + 12);
};

const show = (id) => {
  opened = id;
  fill(cardOf(id));
  panel.querySelector(".back").hidden = !depth() && !behind.length;
  panel.hidden = false;
  panel.scrollTop = 0;
  root.classList.add("reading");
  heading.focus({ preventScroll: true });
  ringAll();
  uncover();
  setBeside(id);
};

// Give the focus back to what opened the panel, or else to the record's row.
const leave = (id) => {
  const there = opener?.isConnected && opener.getClientRects().length > 0;
  const next = there ? opener : rowOf(id);
  if (!there) next?.scrollIntoView({ block: "center" });
  next?.focus({ preventScroll: there });
  if (root.getRootNode().activeElement !== next) filterButton.focus();
  opener = null;
};

const close = () => {
  if (!opened) return;
  const id = opened, within = panel.contains(root.getRootNode().activeElement);
  opened = "";
  behind = [];
  panel.hidden = true;
  root.classList.remove("reading");
  ringAll();
  if (within) leave(id);
};

// How many cards the way back by addresses leads through; a frame may refuse a card one.
const depth = () => (ask("address") === opened ? ask("depth") : 0);

const address = (id) => {
  if (ask("address") === id) return;
  attempt(() => ask("go", { id, depth: id && opened ? depth() + 1 : 0 }));
};

// Go to a record, with an address for it; "" leaves it.
const go = (id, from) => {
  if (id && !cardOf(id)) return;
  if (id && !opened) opener = from ?? null;
  if (id && opened && opened !== id) behind.push(opened);
  address(id);
  if (id) show(id);
  else close();
};

// Back to the card before: by the address where there is one.
const back = () => {
  if (depth()) return ask("back");
  const id = behind.pop();
  if (!cardOf(id)) return;
  address(id);
  show(id);
};

// Before the view that a link asks for.
const VIEW = "view=";

// Follow the address: it may have come from a link, from back, or with the page.
const follow = () => {
  const id = ask("address");
  if (id === opened && id) return;
  setAlone(id);
  if (id.startsWith(VIEW) && records) followView(id.slice(VIEW.length));
  if (!cardOf(id)) return close();
  behind = [];
  const row = rowOf(id);
  const unfolded = row?.closest("li > details");
  if (unfolded) unfolded.open = false;
  if (!opened) row?.scrollIntoView({ block: "center" });
  show(id);
};

const chosen = (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = event.target.closest?.('a[href^="#"]')?.getAttribute("href").slice(1);
  const row = event.target.closest?.(".records summary");
  const id = to ?? (row && !row.parentElement.open ? row.parentElement.querySelector(".card")?.id : "");
  if (!id || !cardOf(id)) return stay(event);
  event.preventDefault();
  if (!opened) panel.classList.remove("left");
  go(id, event.target.closest("#found") ? searchBox : (row ?? event.target.closest("a")));
  if (event.target.closest("#found")) endSearch();
};
