// JupyterLab as the host of the page of a report, which asks Python anew.
const CUT = "JupyterLab is not connected to the kernel. The answer comes once it is again.";

// Where the reader is in the frame: what an address and its history are to a page.
const trail = () => {
  const steps = [{ id: "", depth: 0 }];
  let does = () => {};
  return {
    address: () => steps.at(-1).id,
    depth: () => steps.at(-1).depth,
    go: (step) => steps.push(step),
    leave: () => steps.splice(1),
    back: () => {
      if (steps.length > 1) steps.pop();
      does();
    },
    follow: (now) => { does = now; },
  };
};

const saving = (doc) => ({ name, text, blob = new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }) }) => {
  const at = URL.createObjectURL(blob);
  Object.assign(doc.createElement("a"), { href: at, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(at), 60_000);
};

// What JupyterLab says of its server; a host that is none says nothing.
const server = (doc) => {
  try {
    return JSON.parse(doc.getElementById("jupyter-config-data").textContent);
  } catch {
    return {};
  }
};

// A file that Python has made, with its address where the server has it: a page by
// itself, anything else in JupyterLab.
const addressed = ({ served, ...told }, { baseUrl }) => {
  const place = served.split("/").map(encodeURIComponent).join("/"), where = served.endsWith(".html") ? "files" : "lab/tree";
  return { ...told, at: served && new URL(`${baseUrl}${where}/${place}`, location.href).href };
};

// A link out of the page opens beside JupyterLab, not in its frame.
const leaving = (event) => {
  const out = event.target.closest?.('a[href^="http"]');
  if (!out) return;
  event.preventDefault();
  const ours = out.href.startsWith(`${location.origin}/`); // whose server asks where one comes from
  open(out.href, "_blank", ours ? "noopener" : "noopener,noreferrer");
};

const render = ({ model, el }) => {
  const frame = frameIn(el), python = asker(model, (told) => told.html && told.html !== views.html && follow(told)), steps = trail(), about = server(el.ownerDocument);
  const views = { past: [], now: null, ahead: [], told: "" };
  let unpaint = () => {};
  const load = (html) => new Promise((done) => {
    const top = frame.contentWindow?.scrollY ?? 0;
    frame.onload = () => {
      const doc = frame.contentDocument;
      unpaint();
      unpaint = themed(doc, el.ownerDocument.body);
      doc.addEventListener("click", leaving, true);
      report(doc.documentElement, doc.getElementById("records-data").textContent, (name, value) => host[name]?.(value));
      frame.contentWindow.scrollTo(0, top);
      done();
    };
    frame.srcdoc = html;
  });
  const show = async ({ html, view, told }) => {
    Object.assign(views, { now: view, told, html });
    await load(html);
  };
  const follow = (told) => {
    if (told.other) steps.leave();
    Object.assign(views, told.other ? { past: [], ahead: [] } : { past: [...views.past, views.now], ahead: [] });
    return show(told);
  };
  const turn = async (from, to) => {
    const { [from]: [...rest] } = views, view = rest.pop();
    const told = await python("page", view);
    views[to].push(views.now);
    views[from] = rest;
    await show(told);
  };
  const host = {
    ...steps,
    here: (id) => `${frame.contentDocument.title}, ${id}`,
    framed: () => true,
    cut: () => (model.widget_manager?.kernel?.connectionStatus ?? "connected") !== "connected" && CUT,
    live: () => ({ undo: views.past.length > 0, redo: views.ahead.length > 0, told: views.told }),
    copy: (text) => navigator.clipboard.writeText(text),
    save: saving(el.ownerDocument),
    view: async (view) => {
      await follow(await python("page", view));
    },
    undo: () => turn("past", "ahead"),
    redo: () => turn("ahead", "past"),
    chapter: async () => show(await python("chapter")),
    passage: async (id) => (await python("passage", id)).passages,
    cases: async () => (await python("cases")).cases,
    case: async (name) => {
      await follow(await python("case", name)); // a card of one case is none of another
    },
    note: async (note) => (await python("note", note)).notes,
    file: async () => addressed(await python("file", about.serverRoot), about),
    report: async () => addressed(await python("report", about.serverRoot), about),
  };
  said(frame)({ message: WAITING });
  python("page").then(show).catch(said(frame));
  return () => unpaint();
};

export default { render };
