// A page in JupyterLab: a frame of its own, its theme, and Python to be asked.
const LONG = 60_000; // milliseconds until a kernel that says nothing is taken for gone
const GONE = "The kernel does not answer. If it was restarted, run the cell again.";
const WAITING = "The page comes from Python. If this stays, no kernel runs: run the cell again.";
let asked = 0; // questions of all views of an output

// Answers of Python, by what was asked; what another view of the same output has asked
// for is this one's too, so that all of them show what Python takes for shown.
const asker = (model, shown) => {
  const waiting = new Map();
  model.on("msg:custom", (told) => {
    if (waiting.has(told.of)) waiting.get(told.of)(told);
    else shown(told);
    waiting.delete(told.of);
  });
  return (what, given = null) => new Promise((resolve, reject) => {
    const of = `${what}-${asked += 1}`, late = setTimeout(() => reject(new Error(GONE)), LONG);
    waiting.set(of, ({ problem, ...told }) => {
      clearTimeout(late);
      if (problem) reject(Object.assign(new Error(problem), told));
      else resolve(told);
    });
    try {
      model.send({ what, given, of });
    } catch { // the kernel of before
      waiting.get(of)({ problem: GONE });
    }
  });
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

// Say a sentence in a frame that has no page yet.
const said = (frame) => ({ message }) => {
  frame.onload = () => { frame.contentDocument.body.textContent = message; };
  frame.srcdoc = "<!doctype html><title>Dateline</title>";
};
