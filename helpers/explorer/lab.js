// JupyterLab as the host of the page: a frame of its own, and Python to be asked.
const LONG = 60_000; // milliseconds until a kernel that says nothing is taken for gone
const GONE = "The kernel does not answer. If it was restarted, run the cell again.";

const CUT = "JupyterLab is not connected to the kernel. The answer comes once it is again.";
const WAITING = "The page comes from Python. If this stays, no kernel runs: run the cell again.";
let asked = 0; // questions of all views of an output

// Answers of Python, by what was asked; a page that another view of the same output has
// asked for is this one's too, so that all of them show what Python takes for shown.
const asker = (model, shown) => {
  const waiting = new Map();
  model.on("msg:custom", (told) => {
    if (waiting.has(told.of)) waiting.get(told.of)(told);
    else if (told.html) shown(told);
    waiting.delete(told.of);
  });
  return (what, given = null) => new Promise((resolve, reject) => {
    const of = `${what}-${asked += 1}`, late = setTimeout(() => reject(new Error(GONE)), LONG);
    waiting.set(of, ({ problem, ...told }) => {
      clearTimeout(late);
      if (problem) reject(new Error(problem));
      else resolve(told);
    });
    model.send({ what, given, of });
  });
};

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

const frameIn = (el) => {
  const frame = el.ownerDocument.createElement("iframe");
  Object.assign(frame, { className: "dateline-app", title: "Dateline" });
  frame.style.cssText = "display:block;box-sizing:border-box;width:100%;height:max(520px,calc(100vh - 150px));border:1px solid var(--jp-border-color2,#ccc)";
  el.replaceChildren(frame);
  return frame;
};

// The page takes the theme of JupyterLab, not that of the system.
const themed = (doc, body) => {
  const rules = [...doc.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media);
  const dark = rules.filter((rule) => rule.media.mediaText.includes("prefers-color-scheme: dark"));
  const paint = () => {
    const on = body.dataset.jpThemeLight === "false";
    for (const rule of dark) rule.media.mediaText = on ? "all" : "not all";
    doc.documentElement.style.colorScheme = on ? "dark" : "light";
  };
  const watch = new MutationObserver(paint);
  watch.observe(body, { attributeFilter: ["data-jp-theme-light"] });
  paint();
  return () => watch.disconnect();
};

const render = ({ model, el }) => {
  const frame = frameIn(el), python = asker(model, (told) => told.html === views.html || follow(told)), steps = trail(), about = server(el.ownerDocument);
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
  const say = ({ message }) => {
    frame.onload = () => { frame.contentDocument.body.textContent = message; };
    frame.srcdoc = "<!doctype html><title>Dateline</title>";
  };
  say({ message: WAITING });
  python("page").then(show).catch(say);
  return () => unpaint();
};

export default { render };
