// A chart as a file, and alone: an SVG of what is shown of it, whatever was chosen.
const WORDS = 12.4; // pixels of the lines that a file has above and below the chart
const EDGE = 20;
const GEOMETRY = {
  line: ["x1", "y1", "x2", "y2"], rect: ["x", "y", "width", "height", "rx", "ry"],
  circle: ["cx", "cy", "r"], ellipse: ["cx", "cy", "rx", "ry"], path: [],
};
const LOOK = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"];
const SPARED = ".save, .default, .more, .home, .unseen, .defs, script, title, .ring";
const ruler = root.ownerDocument.createElement("canvas").getContext("2d");

const drawnAs = (name, attributes, text = "") => make(name, text, attributes, "http://www.w3.org/2000/svg");

const tenth = (value) => Math.round(value * 10) / 10;
const styleOf = (one) => view.getComputedStyle(one);
const seen = (one) => one.getClientRects().length > 0 && styleOf(one).visibility !== "hidden";
const seeThrough = (colour) => /^(transparent|rgba\(.*, 0\))$/.test(colour);

// ---- from elements to shapes -------------------------------------------------------------

// A shape as it is on the screen: its place in pixels, its look without classes.
const shapeAs = (one, left, top) => {
  const { a, b, c, d, e, f } = one.getScreenCTM(), style = styleOf(one);
  const made = { transform: `matrix(${[a, b, c, d, tenth(e - left), tenth(f - top)]})` };
  for (const key of GEOMETRY[one.localName]) made[key] = tenth(one[key].baseVal.value);
  const sheet = one.ownerSVGElement.getBoundingClientRect(), cut = styleOf(one.ownerSVGElement).overflow === "hidden";
  if (cut && made.height) made.height = Math.min(made.height, tenth(sheet.bottom - one.getBoundingClientRect().top));
  if (cut && one.localName === "line") made.y2 = Math.min(made.y2, tenth(sheet.height));
  if (one.localName === "path") made.d = one.getAttribute("d");
  for (const key of LOOK) made[key] = style.getPropertyValue(key).replaceAll('"', "");
  return drawnAs(one.localName, made);
};

const plate = (x, y, width, height, more) => drawnAs("rect", { x: tenth(x), y: tenth(y), width: tenth(width), height: tenth(height), ...more });

// The ground, the edges and the inner line of an element.
const boxAs = (one, left, top) => {
  const style = styleOf(one), box = one.getBoundingClientRect();
  const [x, y] = [box.left - left, box.top - top], found = [];
  if (!seeThrough(style.backgroundColor)) found.push(plate(x, y, box.width, box.height, { fill: style.backgroundColor }));
  const edges = { Top: [0, 0], Left: [0, 0], Bottom: [0, 1], Right: [1, 0] };
  for (const [side, [across, down]] of Object.entries(edges)) {
    const wide = parseFloat(style[`border${side}Width`]), fill = style[`border${side}Color`];
    const lies = side === "Top" || side === "Bottom";
    if (!wide || seeThrough(fill)) continue;
    found.push(plate(x + across * (box.width - wide), y + down * (box.height - wide), lies ? box.width : wide, lies ? wide : box.height, { fill }));
  }
  const [, colour, aside, spread] = style.boxShadow.match(/^(rgb[^)]*\)) (\d+)px 0px 0px (\d+)px inset$/) ?? [];
  if (colour && !one.matches(".chosen, .near")) {
    found.push(aside > 0 ? plate(x, y, aside, box.height, { fill: colour }) : plate(x + spread / 2, y + spread / 2, box.width - spread, box.height - spread, { fill: "none", stroke: colour, "stroke-width": spread }));
  }
  return found;
};

// The lines of a text, each with where it begins.
const linesOf = (text) => {
  const range = root.ownerDocument.createRange(), lines = [];
  [...text.data].reduce((at, letter) => {
    range.setStart(text, at);
    range.setEnd(text, at + letter.length);
    const box = range.getBoundingClientRect(), last = lines.at(-1);
    if (!box.height) return at + letter.length;
    if (last && Math.abs(box.top - last.top) < box.height / 2) {
      last.told += letter;
      last.left = Math.min(last.left, box.left);
    } else if (letter.trim()) lines.push({ told: letter, left: box.left, top: box.top, height: box.height });
    return at + letter.length;
  }, 0);
  return lines;
};

const textAs = (text, left, top) => {
  const holder = text.parentElement, style = styleOf(holder), drawn = holder.closest("svg");
  ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText("x");
  const look = {
    "font-family": style.fontFamily.replaceAll('"', "'"), "font-size": parseFloat(style.fontSize),
    "font-weight": style.fontWeight, fill: drawn ? style.fill : style.color,
    ...(holder.closest("u, s") && { "text-decoration": holder.closest("u") ? "underline" : "line-through" }),
  };
  return linesOf(text).map((line) => {
    const told = line.told.replace(/\s+/g, " ").trimEnd();
    return drawnAs("text", { x: tenth(line.left - left), y: tenth(line.top - top + (line.height * up) / (up + down)), ...look }, style.textTransform === "uppercase" ? told.toUpperCase() : told);
  });
};

// What is seen of a chart, the lower things first.
const shapesOf = (chart, left, top) => {
  const layers = [[], [], []];
  const walk = root.ownerDocument.createTreeWalker(chart, 5); // elements and texts
  while (walk.nextNode()) {
    const one = walk.currentNode, holder = one.parentElement;
    if ((one.closest ? one : holder).closest(SPARED)) continue;
    if (!one.closest) {
      if (one.data.trim() && seen(holder)) layers[2].push(...textAs(one, left, top));
    } else if (seen(one)) {
      const layer = layers[one.closest(".over") ? 1 : 0];
      if (one.localName in GEOMETRY) layer.push(shapeAs(one, left, top));
      else if (!one.closest("svg")) layer.push(...boxAs(one, left, top));
    }
  }
  return layers.flat();
};

// The ways in which some of the shapes fade.
const fadesOf = (chart) => {
  const stopAs = (stop) => drawnAs("stop", {
    offset: stop.getAttribute("offset"), "stop-color": styleOf(stop).stopColor, "stop-opacity": styleOf(stop).stopOpacity,
  });
  const fades = [...chart.querySelectorAll("linearGradient")];
  return put(drawnAs("defs", {}), ...fades.map((one) => put(drawnAs("linearGradient", { id: one.id }), ...[...one.children].map(stopAs))));
};

// The faces that some texts are set in, as the page holds them itself.
const facesOf = (texts) => {
  const used = new Set(texts.map((one) => `${one.getAttribute("font-family").split(",")[0].replaceAll("'", "")} ${one.getAttribute("font-weight")}`));
  const rules = [...root.querySelectorAll("style")].flatMap((one) => [...(one.sheet?.cssRules ?? [])]);
  return rules.filter(({ style, cssText }) => cssText.startsWith("@font-face") && used.has(`${style.fontFamily.replaceAll('"', "")} ${style.fontWeight}`))
    .map(({ cssText }) => cssText).join("");
};

// ---- the file --------------------------------------------------------------------------------

// What a file says above the chart: the question, and what was chosen of the report.
const chosenWords = () => {
  const day = records && otherDay() ? `ties on ${dayInWords(state.day)}` : "";
  const told = records && [filterWords(records, state), day].filter(Boolean).join("; ");
  return [says(root.querySelector("h1")), told && `Chosen from the report: ${told}`].filter(Boolean);
};

const pictureOf = (chart) => {
  const above = chosenWords(), below = [root.querySelector("main").dataset.licence];
  const box = chart.getBoundingClientRect(), high = 18 * above.length + 6;
  const foot = chart.querySelector(".save")?.getBoundingClientRect().top ?? box.bottom;
  const [width, height] = [Math.ceil(box.width) + 2 * EDGE, Math.ceil(foot - box.top) + high + 18 + 2 * EDGE];
  const style = styleOf(chart), quiet = styleOf(chart.querySelector(".foot") ?? chart).color;
  const write = (told, y) => drawnAs("text", { x: EDGE, y, "font-family": style.fontFamily.replaceAll('"', "'"), "font-size": WORDS, "font-weight": 400, fill: quiet }, told);
  const words = [...above.map((told, nth) => write(told, EDGE + 12 + 18 * nth)), ...below.map((told) => write(told, height - EDGE))];
  const shapes = shapesOf(chart, box.left - EDGE, box.top - EDGE - high);
  const drawn = drawnAs("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  const told = [...chart.querySelectorAll("figcaption")].at(-1);
  drawn.append(
    drawnAs("title", {}, says(told)),
    drawnAs("style", {}, facesOf([...shapes, ...words].filter((one) => one.localName === "text"))),
    fadesOf(chart), plate(0, 0, width, height, { fill: styleOf(root.querySelector("body") ?? root).backgroundColor.replace("rgba(0, 0, 0, 0)", styleOf(root).backgroundColor) }), ...shapes, ...words,
  );
  return { text: new view.XMLSerializer().serializeToString(drawn), width, height };
};

const pixelsOf = async ({ text, width, height }) => {
  const image = new view.Image(), sheet = root.ownerDocument.createElement("canvas");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, 16_000 / height);
  [sheet.width, sheet.height] = [width * scale, height * scale];
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  return new Promise((done) => { sheet.toBlob(done, "image/png"); });
};

const saveAs = async (chart, kind, said) => {
  said.textContent = "";
  try {
    const picture = pictureOf(chart);
    const blob = kind === "png" ? await pixelsOf(picture) : new view.Blob([picture.text], { type: "image/svg+xml" });
    const name = [root.querySelector("main").dataset.case, chart.id.replace(/^figure-/, "")].filter(Boolean).join("-");
    ask("save", { name: `${name}.${kind}`, blob });
  } catch (error) {
    console.error(error);
    said.textContent = "The browser does not let this page save a file";
  }
};

// The two ways to save a chart are one stop of Tab; arrow keys move between them.
const setSaves = () => {
  for (const chart of charts) {
    const row = make("p", "Save this chart as ", { class: "save", role: "toolbar", "aria-label": "Save this chart" });
    const said = make("span", "", { role: "status" }), kinds = ["svg", "png"];
    const buttons = kinds.map((kind) => action(kind.toUpperCase(), () => saveAs(chart, kind, said)));
    buttons[1].tabIndex = -1;
    row.addEventListener("keydown", ({ key }) => {
      const next = buttons[["ArrowLeft", "ArrowRight"].indexOf(key)];
      if (next) next.focus();
    });
    row.append(buttons[0], " ", buttons[1], " ", said);
    chart.querySelector("figcaption").before(row);
  }
};

// ---- alone -----------------------------------------------------------------------------------

// The chart that an address names, with or without the number of its chapter.
const chartAt = (id) => charts.find((one) => one.id === id) ?? charts.find((one) => one.id.replace(/^figure-\d+-/, "figure-") === id);

const homeLine = () =>
  put(make("p", "", { class: "home" }), link("", says(root.querySelector("h1"))), `. ${root.querySelector("main").dataset.licence}`);

// Show one chart and nothing else; all of the page where an address names none.
const setAlone = (id) => {
  const one = id.startsWith("figure-") ? chartAt(id) : undefined;
  root.querySelector(".home")?.remove();
  root.classList.toggle("alone", Boolean(one));
  charts.forEach((chart) => chart.classList.toggle("only", chart === one));
  if (!one) return;
  for (let outer = one.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  one.append(homeLine());
};
