// The evidence panel: a card of our own escaped HTML, links that choose, and the
// reader's passage, which comes as a message so that no state ever holds it.
const passages = (parts) =>
  parts.map(([place, pieces]) => {
    const block = document.createElement("p");
    const name = document.createElement("b");
    name.textContent = `${place} `;
    block.dir = "auto";
    block.append(name);
    for (const [text, cue] of pieces) {
      const piece = document.createElement(cue ? "mark" : "span");
      piece.textContent = text;
      block.append(piece);
    }
    return block;
  });

const PARTS = ["chosen", "heading", "card"]; // each may change without the others

// What stock widgets leave out: names for a slider's handle and for buttons that are
// icons, and a way into a box that scrolls.
const NAMES = { ".noUi-handle": "As of", "button:has(.fa-play, .fa-pause)": "Play or pause", "button:has(.fa-stop)": "To the first day", "button:has(.fa-retweet)": "Repeat", ".dateline-charts": "Charts" };

const name = (app) => {
  for (const [place, told] of Object.entries(NAMES)) {
    for (const part of app.querySelectorAll(place)) part.setAttribute("aria-label", told);
  }
  const charts = app.querySelector(".dateline-charts");
  charts.tabIndex = 0;
  charts.setAttribute("role", "group");
  const handle = app.querySelector(".noUi-handle");
  const day = handle.closest(".widget-slider").querySelector(".widget-readout");
  const tell = () => requestAnimationFrame(() => handle.setAttribute("aria-valuetext", day.textContent));
  new MutationObserver(tell).observe(day, { childList: true, characterData: true, subtree: true });
  tell();
};

// JupyterLab takes arrows and letters as commands, even from a list that has the focus;
// it spares an element that says so itself.
const spare = (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true");

// The id that a link leads to; as it stands where it is no sound percent encoding.
const named = (href) => {
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
};

const mend = (el, gone) => {
  if (gone()) return;
  const app = el.closest(".dateline-app");
  if (!app?.querySelector(".noUi-handle")) return requestAnimationFrame(() => mend(el, gone));
  app.addEventListener("focusin", spare);
  name(app);
};

const render = ({ model, el }) => {
  el.classList.add("dateline-panel");
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Evidence");
  const title = document.createElement("h3");
  const card = document.createElement("div");
  const passage = document.createElement("div");
  title.dir = "auto";
  title.tabIndex = -1;
  passage.className = "passage";
  el.replaceChildren(title, passage, card);
  el.tabIndex = 0; // it scrolls, so the keyboard must reach it

  const show = () => {
    const inside = el.contains(document.activeElement);
    title.textContent = model.get("heading");
    card.innerHTML = model.get("card");
    passage.replaceChildren();
    for (const link of card.querySelectorAll("a[href^='http']")) link.target = "_blank";
    el.scrollTop = 0;
    if (inside) title.focus({ preventScroll: true }); // the link that was followed is gone
    model.send({ shown: model.get("chosen") });
  };
  const click = (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    model.send({ choose: named(link.getAttribute("href")) });
  };
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    model.send({ back: true });
  };
  const told = (message) => {
    if (message.chosen === model.get("chosen")) passage.replaceChildren(...passages(message.passage));
  };
  el.addEventListener("click", click);
  el.addEventListener("keydown", key);
  for (const part of PARTS) model.on(`change:${part}`, show);
  model.on("msg:custom", told);
  show();
  let gone = false;
  mend(el, () => gone);
  return () => {
    gone = true;
    for (const part of PARTS) model.off(`change:${part}`, show);
    model.off("msg:custom", told);
  };
};

export default { render };
