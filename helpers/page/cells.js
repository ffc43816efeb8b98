// What any table of a page can do: be sorted, copied and saved as it is shown.
const view = root.ownerDocument.defaultView;
const byId = (id) => root.querySelector(`[id="${CSS.escape(id)}"]`);

const make = (tag, text = "", more = {}, space = "http://www.w3.org/1999/xhtml") => {
  const one = root.ownerDocument.createElementNS(space, tag);
  one.textContent = text;
  for (const [name, value] of Object.entries(more)) one.setAttribute(name, value);
  return one;
};

const put = (one, ...parts) => {
  one.append(...parts);
  return one;
};

const action = (text, does, more = {}) => {
  const one = make("button", text, { type: "button", ...more });
  one.addEventListener("click", does);
  return one;
};

// Parts that open under their title.
const opening = (title, more, ...parts) => put(make("details", "", more), make("summary", title), ...parts);

const headed = (heads) => put(make("thead"), put(make("tr"), ...heads.map((text) => make("th", text, { scope: "col" }))));

// Do what a browser may refuse, in a frame or by its settings, and nothing depends on.
const attempt = (does) => {
  try {
    does();
  } catch {
    return false;
  }
  return true;
};

// Follow a link within the page. In a frame by srcdoc its address is that of the page
// around it, which the browser would load in here.
const stay = (event) => {
  const to = event.target.closest?.('a[href^="#"]')?.getAttribute("href").slice(1);
  if (to === undefined || !ask("framed")) return;
  event.preventDefault();
  const place = byId(to);
  place?.scrollIntoView();
  place?.focus({ preventScroll: true });
};

// ---- in order ---------------------------------------------------------------------------------

const order = new Intl.Collator("en", { numeric: true });

const byKey = (key, up) => (a, b) => {
  const [x, y] = [key(a), key(b)];
  if ((x === "") !== (y === "")) return x === "" ? 1 : -1; // blanks last, whichever way
  const numbers = typeof x === "number" && typeof y === "number";
  const found = numbers ? x - y : order.compare(x, y);
  return up ? found : -found;
};

// ---- safe outside the page --------------------------------------------------------------------

// A spreadsheet takes a cell that begins like this for a formula, but for a number.
const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
const harmless = (text) => (/^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (cells) => cells.map((row) => `${row.map((c) => quoted(harmless(c))).join(",")}\r\n`).join("");
const tabbed = (cells) => cells.map((row) => row.map((c) => harmless(c.replace(/\s+/g, " "))).join("\t")).join("\n");

const copy = async (cells, said) => {
  try {
    await ask("copy", tabbed(cells));
    said.textContent = "Copied";
  } catch {
    said.textContent = "The browser does not let this page copy";
  }
};

const download = (cells, name, said) => {
  const done = attempt(() => ask("save", { name: `${name}.csv`, text: csv(cells) }));
  if (!done) said.textContent = "The browser does not let this page save a file";
};
