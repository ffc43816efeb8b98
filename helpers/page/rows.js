// A chart of rows: one tab stop, its rows by arrow keys, and what a filter leaves of it.
const STEPS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

// The rows that are seen, as they are seen: on a phone some come first.
const rowsOf = (chart) => {
  const place = (row) => Number(view.getComputedStyle(row).order);
  return [...chart.querySelectorAll("[data-record]")].filter((row) => row.getClientRects().length)
    .map((row) => [place(row), row]).sort(([a], [b]) => a - b).map(([, row]) => row);
};

// Let the first row be the way in, unless another one that is seen is already.
const wayIn = (chart) => {
  const now = [...chart.querySelectorAll("[data-record][tabindex='0']")].find((row) => row.getClientRects().length);
  return now ?? rowsOf(chart)[0];
};

const setWaysIn = (those) => {
  const now = new Set(those.map(wayIn)); // all are measured before anything is written
  for (const chart of those) {
    for (const row of chart.querySelectorAll("[data-record], .axis[data-panels]")) {
      const place = now.has(row) ? "0" : "-1";
      if (row.getAttribute("tabindex") !== place) row.setAttribute("tabindex", place);
    }
  }
};

const moveAlong = (event) => {
  const row = event.target.closest?.("figure.chart [data-record]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return go(row.dataset.record, row);
  }
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  const rows = rowsOf(row.closest("figure.chart")), at = rows.indexOf(row) + STEPS[event.key];
  const next = rows[Math.min(Math.max(at, 0), rows.length - 1)];
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};

const pick = (event) => {
  const row = event.target.closest?.("figure.chart [data-record]"), more = event.target.closest?.(".rowed .more");
  if (row && !String(view.getSelection())) {
    if (!opened) panel.classList.toggle("left", !row.closest(".rowed") && event.clientX > view.innerWidth / 2);
    go(row.dataset.record, row);
  }
  const marks = event.target.closest?.(".rowed .marks");
  if (marks) {
    marks.closest(".rowed").classList.add("taught");
    marks.hidden = true;
  }
  if (!more) return;
  more.closest(".group").classList.add("open");
  more.hidden = true;
  setWaysIn([more.closest(".rowed")]);
};

// A fold that opens shows its charts: each has a way in then.
const unfolded = (event) => setWaysIn([...(event.target.querySelectorAll?.("figure.chart") ?? [])]);
