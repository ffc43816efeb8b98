// What any table of a page can do: be sorted, copied and saved as it is shown.
const make = (tag, text = "", more = {}) => {
  const one = document.createElement(tag);
  one.textContent = text;
  for (const [name, value] of Object.entries(more)) one.setAttribute(name, value);
  return one;
};

const action = (text, does) => {
  const one = make("button", text, { type: "button" });
  one.addEventListener("click", does);
  return one;
};

// Do what a browser may refuse, in a frame or by its settings, and nothing hangs on.
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
  if (to === undefined || location.protocol !== "about:") return;
  event.preventDefault();
  const place = document.getElementById(to);
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
    await navigator.clipboard.writeText(tabbed(cells));
    said.textContent = "Copied";
  } catch {
    said.textContent = "The browser does not let this page copy";
  }
};

const download = (cells, name, said) => {
  const done = attempt(() => {
    const at = URL.createObjectURL(new Blob(["\ufeff", csv(cells)], { type: "text/csv;charset=utf-8" }));
    const one = make("a", "", { href: at, download: `${name}.csv` });
    one.click();
    setTimeout(() => URL.revokeObjectURL(at), 60_000);
  });
  if (!done) said.textContent = "The browser does not let this page save a file";
};
