// The page as the host of its report: it has the address and the clipboard.
const answers = {
  // The id in the address, as it stands where it cannot be read.
  address: () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  },
  link: (told) => `${location.href.split("#")[0]}${told && `#view=${encodeURI(told)}`}`,
  depth: () => history.state?.depth ?? 0,
  go: ({ id, depth }) => history.pushState({ depth }, "", id ? `#${id}` : location.pathname + location.search),
  back: () => history.back(),
  follow: (does) => {
    addEventListener("hashchange", does);
    try {
      history.scrollRestoration = "manual"; // a way back among cards leaves the page where it is
    } catch {
      // then it scrolls
    }
  },
  here: (id) => `${document.title}, ${location.href.split("#")[0]}#${id}`,
  live: () => false,
  framed: () => location.protocol === "about:",
  copy: (text) => navigator.clipboard.writeText(text),
  // A table as text, or a picture.
  save: ({ name, text, blob = new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }) }) => {
    const at = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href: at, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(at), 60_000);
  },
};

report(document.documentElement, document.getElementById("records-data")?.textContent, (name, value) => answers[name](value));
